export { createFramer, logEvents, type Framer } from './framing/framer.js';
export { createSignatureMatcher } from './matcher.js';
export { createPattern, type Pattern } from './pattern.js';
export { parseSignatures, Signature } from './signature.js';
export { parseThrowable, simpleName, userFrameOf } from './throwable.js';
