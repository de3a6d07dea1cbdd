import { windowOf, type ReadTransport } from '@app/collect';
import type { Clock } from '@app/model';
import type { Tape } from './schema.js';
import { answerFromTape } from './tape-answers.js';

/** Answers from a tape, at the frame that the clock has come to. */
export const createTapeTransport = (tape: Tape, clock: Clock): ReadTransport => {
  const start = clock.now().getTime();
  return {
    get(path, { deadline, maxBytes, window }) {
      const now = clock.now().getTime();
      if (now >= deadline.getTime()) return Promise.resolve({ kind: 'failure', code: 'source.timeout', why: 'the time for this diagnosis ran out' });
      const answer = answerFromTape(tape, Math.floor((now - start) / tape.every), path);
      if (answer.status === 0) return Promise.resolve({ kind: 'failure', code: 'source.unavailable', why: 'it did not answer when this was recorded' });
      const text = answer.isText ? String(answer.body) : JSON.stringify(answer.body ?? null);
      const size = Buffer.byteLength(text);
      if (size > maxBytes) return Promise.resolve({ kind: 'failure', code: 'source.too-large', why: `the answer has ${size} bytes; allowed are ${maxBytes} bytes` });
      const contentType = `${answer.isText ? 'text/plain' : 'application/json'}; charset=UTF-8`;
      const kept = window === undefined ? { text, size, truncated: false } : windowOf(text, window);
      return Promise.resolve({ kind: 'answer', status: answer.status, contentType, ...kept });
    },
  };
};
