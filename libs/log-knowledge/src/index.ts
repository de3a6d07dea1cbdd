export { createFramer, logEvents, type Framer } from './framing/framer.js';
export { createSignatureMatcher } from './matcher.js';
export { createPattern, type Pattern } from './pattern.js';
export { parseSignatures, Signature } from './signature.js';
export { kept, mostBytes, readEvents, type ReadOptions, type ReadResult } from './stream/read-events.js';
export { parseThrowable, simpleName, userFrameOf } from './throwable/throwable.js';
