export { loadKnowledge, yamlFiles, type Knowledge } from './rule-files.js';
