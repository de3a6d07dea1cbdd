export { compileKnowledge, keptFile, loadKnowledge, type Knowledge } from './rule-files.js';
export { yamlFiles } from './yaml-files.js';
