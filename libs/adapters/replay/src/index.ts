export { openRecording, type Recording } from './recording.js';
export { Expected, type RecordedAnswer, RecordedJob, Tape } from './schema.js';
export { answerFromTape, type TapeAnswer } from './tape-answers.js';
export { createTapeTransport } from './tape-transport.js';
export { createVirtualClock } from './virtual-clock.js';
export { createSnapshotSource } from './snapshot-source.js';
export { decodeSnapshot, encodeSnapshot } from './snapshot-codec.js';
