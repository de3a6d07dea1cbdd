export { createTextsSource, type TextsSourceSettings } from './source.js';
export type { TextInput } from './inputs.js';
export type { ReadEnd, TextReader } from './reader.port.js';
