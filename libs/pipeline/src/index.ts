export { createPipeline, type Pipeline } from './pipeline.js';
export type { DiagnoseOptions, Outcome, Stages } from './stages.js';
export * from './diagnosis-store.port.js';
