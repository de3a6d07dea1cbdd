export { compileKnowledge, keptFile, loadKnowledge, type Knowledge } from './rule-files.js';
export { compileKnownTexts, keptTextsFile, loadKnownTexts } from './known-texts.js';
export { yamlFiles } from './yaml-files.js';
