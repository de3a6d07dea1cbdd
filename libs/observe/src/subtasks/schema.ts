/** A subtask is described by the answers about its vertex. */
export { Backpressure, Vertex } from '../vertices/schema.js';
