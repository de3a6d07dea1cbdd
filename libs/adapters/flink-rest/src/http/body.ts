import { TextWindow, type TransportOptions, type WindowedText } from '@app/collect';
import { failure, type Failure } from './failures.js';

/** Reads a body up to `maxBytes`; stops reading, and says so, as soon as it is known to be larger. */
export const readBody = async (body: AsyncIterable<Uint8Array>, declared: number | null, options: TransportOptions): Promise<WindowedText | Failure> => {
  if (declared !== null && declared > options.maxBytes) return tooLarge(`${declared} bytes`, options.maxBytes);
  const keep = options.window ?? { head: options.maxBytes, tail: 0 };
  const text = new TextWindow(keep);
  for await (const chunk of body) {
    text.push(chunk);
    if (text.size > options.maxBytes) return tooLarge('more', options.maxBytes);
  }
  return text.result();
};

const tooLarge = (size: string, limit: number): Failure => failure('source.too-large', `the answer has ${size}${size === 'more' ? ' than' : '; allowed are'} ${limit} bytes`);
