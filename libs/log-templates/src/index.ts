export { createLineMiner, type LineMiner, type LineTemplates } from './line-miner.js';
export { type Added, createMiner, type Match, type Miner, type MinerOptions } from './miner.js';
export type { Parameter, SlotType } from './parameters.js';
export type { LeafState, Snapshot } from './snapshot.js';
export type { Template } from './templates.js';
export { type Port, serveMiner, type Work, type Worked } from './worker.js';
