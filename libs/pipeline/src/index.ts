export { createPipeline, type Pipeline } from './pipeline.js';
export { explain, type ExplainOptions, type ExplainStages } from './explain.js';
export type { DiagnoseOptions, Outcome, Stages } from './stages.js';
export * from './diagnosis-store.port.js';
export type { LabelPage, LabelStore } from './label-store.port.js';
export { withSighting } from './sighting.js';
