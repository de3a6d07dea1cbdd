import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextWindow, windowOf } from './text-window.js';

describe('windowOf', () => {
  it('keeps a short text whole', () => {
    expect(windowOf('a\nb\n', { head: 2, tail: 2 })).toEqual({ text: 'a\nb\n', size: 4, truncated: false });
  });

  it('cuts at line ends and says how much is missing', () => {
    const { text, size, truncated } = windowOf('one\ntwo\nthree\nfour\nfive\n', { head: 6, tail: 8 });
    expect(text).toBe('one\n[... 15 bytes left out ...]\nfive\n');
    expect([size, truncated]).toEqual([24, true]);
  });

  it('does not break a character of several bytes', () => {
    expect(windowOf(`${'作业\n'.repeat(100)}`, { head: 10, tail: 10 }).text).not.toContain('\ufffd');
  });
});

describe('TextWindow', () => {
  it('does not depend on how the text is cut into chunks, and is bounded', () => {
    fc.assert(fc.property(fc.array(fc.string(), { maxLength: 40 }), fc.nat(30), fc.nat(30), (chunks, head, tail) => {
      const window = new TextWindow({ head, tail });
      for (const chunk of chunks) window.push(Buffer.from(chunk));
      const all = chunks.join('');
      const { text, size, truncated } = window.result();
      expect({ text, size, truncated }).toEqual(windowOf(all, { head, tail }));
      expect(size).toBe(Buffer.byteLength(all));
      if (!truncated) expect(text).toBe(all);
    }));
  });
});
