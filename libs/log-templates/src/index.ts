export { createLineMiner, type LineMiner, type LineTemplates } from './line-miner.js';
export { type Added, createMiner, type Miner, type MinerOptions } from './miner.js';
export type { Parameter, SlotType } from './parameters.js';
export type { LeafState, Snapshot } from './snapshot.js';
export type { Template } from './templates.js';
