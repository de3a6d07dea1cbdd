export { createFramer, logEvents, type Framer } from './framing/framer.js';
export type { KeptGates } from './matching/gates.js';
export { compileGates, createSignatureMatcher } from './matching/matcher.js';
export { createPattern, type Pattern } from './matching/pattern.js';
export { parseSignatures, Signature } from './signature.js';
export { kept, mostBytes, readEvents, type ReadOptions, type ReadResult } from './stream/read-events.js';
export { kindOf, type Kind } from './stream/sniff.js';
export { parseThrowable, readThrowables, simpleName, userFrameOf, type Throwables } from './throwable/throwable.js';
export { wordsOfSignature, type KnownText } from './neighbours/document.js';
export type { PackFile } from './labels/export.js';
export type { Neighbours } from './neighbours/neighbours.js';

/** Loads what compares texts only now: it is a third of the program, and most texts are recognised without it. */
export const openNeighbours = async (texts: readonly import('./neighbours/document.js').KnownText[]): Promise<import('./neighbours/neighbours.js').Neighbours> =>
  (await import('./neighbours/neighbours.js')).createNeighbours(texts);
export type { Left, Quality } from './neighbours/measure.js';
/** For the bench: how well it compares. `now` gives milliseconds. */
export const measureNeighbours = async (...what: Parameters<typeof import('./neighbours/measure.js')['measure']>): Promise<import('./neighbours/measure.js').Quality> =>
  (await import('./neighbours/measure.js')).measure(...what);

/** Approved labels as files of the rule pack. Loaded when asked for, with the writer of YAML. */
export const labelFiles = async (...what: Parameters<typeof import('./labels/export.js')['exportLabels']>): Promise<readonly import('./labels/export.js').PackFile[]> =>
  (await import('./labels/export.js')).exportLabels(...what);
