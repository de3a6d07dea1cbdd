import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFramer, logEvents } from './framer.js';
import { longest } from './lines.js';

const header = '2026-11-25 01:02:03,456 ERROR a.b.Task [] - ';
const framed = (chunks: readonly string[]) => {
  const framer = createFramer();
  return [...chunks.flatMap((chunk) => framer.push(chunk)), ...framer.end()];
};

const pieces = fc.constantFrom(header, 'No.', '\n', '\r\n', '\r', '\tat a.b.C.d(C.java:7)', 'java.io.IOException: gone', 'Caused by: ', '{"log":"x\\n","stream":"stdout"}', '\x1b[31m', '&lt;', '> ', '[pod/a/b] ', '2026-11-25T01:02:03.456789Z stdout P ', '上午', '\ufeff', '\0', '\\n\\tat ', '... 3 more', '[', ']');

describe('any input', () => {
  it('is framed without throwing, every line in one event at most', () => {
    fc.assert(fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }), (parts) => {
      const events = logEvents(parts.join(''));
      for (const event of events) expect(event.firstLine).toBeLessThanOrEqual(event.lastLine);
      expect(new Set(events.map(({ firstLine }) => firstLine)).size).toBe(events.length);
    }));
  });

  it('gives the same events wherever it is cut', () => {
    fc.assert(fc.property(fc.array(pieces, { maxLength: 40 }), fc.array(fc.nat(200), { maxLength: 8 }), (parts, cuts) => {
      const text = parts.join('');
      const places = [0, ...[...cuts].sort((a, b) => a - b), text.length];
      const chunks = places.slice(1).map((place, index) => text.slice(places[index], place));
      expect(framed(chunks)).toEqual(framed([text]));
    }));
  });
});

describe('what is too long', () => {
  it('a line of 50 MB is cut and the rest counted', () => {
    const framer = createFramer();
    const chunk = 'x'.repeat(1_000_000);
    expect([`${header}begin`, ...Array.from({ length: 50 }, () => chunk)].flatMap((piece) => framer.push(piece))).toEqual([]);
    const [event, next] = [...framer.push(`the end\n${header}next`), ...framer.end()];
    expect(event?.text.length).toBeLessThanOrEqual(longest);
    expect(event?.message).toMatch(/^beginx+ … 499\d{5} characters left out … x+the end$/);
    expect(next?.message).toBe('next');
  });

  it('of 10,000 nested causes the first and the last are kept', () => {
    const causes = Array.from({ length: 10_000 }, (_, index) => `Caused by: a.b.C${index}Exception: no\n\tat a.b.C.d(C.java:7)\n\t... 5 more`);
    const [event, none] = logEvents([`${header}No.`, 'java.io.IOException: gone', ...causes].join('\n'));
    expect(none).toBeUndefined();
    expect(event?.text.length).toBeLessThanOrEqual(longest);
    expect(event?.trace).toContain('a.b.C0Exception');
    expect(event?.trace).toContain('a.b.C9999Exception');
    expect(event?.lastLine).toBe(30_002);
  });

  it('text without headers becomes several events and none of it is lost', () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `(record ${index}, some words that a job prints)`);
    const events = logEvents(lines.join('\n'));
    expect(events.length).toBeGreaterThan(1);
    expect(events.map(({ text }) => text).join('\n')).toBe(lines.join('\n'));
  });
});
