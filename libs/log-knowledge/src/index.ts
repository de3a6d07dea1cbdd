export type { KeptGates } from './matching/gates.js';
export { compileGates, createSignatureMatcher } from './matching/matcher.js';
export { parseSignatures, Signature } from './signature.js';
export { kept, readEvents, type ReadOptions, type ReadResult } from './stream/read-events.js';
export { kindOf, type Kind } from './stream/sniff.js';
export { wordsOfSignature, type KnownText } from './neighbours/document.js';
export type { PackFile } from './labels/export.js';
export type { Neighbours } from './neighbours/neighbours.js';

/** Loads what compares texts only now: it is a third of the program, and most texts are recognised without it. */
export const openNeighbours = async (texts: readonly import('./neighbours/document.js').KnownText[]): Promise<import('./neighbours/neighbours.js').Neighbours> =>
  (await import('./neighbours/neighbours.js')).createNeighbours(texts);

/** Approved labels as files of the rule pack. Loaded when asked for, with the writer of YAML. */
export const labelFiles = async (...what: Parameters<typeof import('./labels/export.js')['exportLabels']>): Promise<readonly import('./labels/export.js').PackFile[]> =>
  (await import('./labels/export.js')).exportLabels(...what);
