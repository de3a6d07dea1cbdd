export { compilePack, loadPack, type Loaded } from './load-pack.js';
export { openPack, type CompiledPack } from './compiled.js';
export type { RuleProblem } from './located.js';
export type { Pack, Rule } from './rule.js';
export { openTrial, wanted, judge, type Trial, type UnknownJudgement } from './trial.js';
export type { Wanted } from './reach.js';
export { conclude, type Conclusion } from './conclude.js';
export { runCases, type CaseRun, type CaseOutcome } from './cases.js';
