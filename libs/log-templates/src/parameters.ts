import type { Scanner } from './scanner.js';
import { Kind } from './tokens.js';

/** What a value looks like. */
export type SlotType = 'word' | 'number' | 'value' | 'path' | 'name' | 'flag' | 'serial' | 'rest';

/** A variable part of a line: `line.slice(start, end)`. */
export interface Parameter {
  readonly type: SlotType;
  readonly start: number;
  readonly end: number;
}

const types: Readonly<Record<number, SlotType>> = { [Kind.Number]: 'number', [Kind.Value]: 'value', [Kind.Path]: 'path', [Kind.Name]: 'name', [Kind.Flag]: 'flag', [Kind.Serial]: 'serial', [Kind.Rest]: 'rest' };

/** Spans of bytes as parameters of the string they came from; `spans` in order. */
export function spansOf(spans: readonly Parameter[], line: string, bytes: number): Parameter[] {
  if (bytes === line.length) return [...spans];
  const offset = offsets(line);
  return spans.map(({ type, start, end }) => ({ type, start: offset(start), end: offset(end) }));
}

/** Slots of the line that the scanner has just read, as offsets of the string it came from. */
export const parametersOf = (scanner: Scanner, line: string, bytes: number): Parameter[] => spansOf(maskedSpans(scanner), line, bytes);

/** The same as offsets of bytes. */
export function maskedSpans(scanner: Scanner): Parameter[] {
  const found: Parameter[] = [];
  for (let token = 0; token < scanner.count; token += 1) {
    const type = types[scanner.kind(token)];
    if (type !== undefined) found.push({ type, start: scanner.start(token), end: scanner.end(token) });
  }
  return found;
}

/** Byte offsets of a string's UTF-8 form to its own offsets, for offsets asked in growing order. */
function offsets(line: string): (byte: number) => number {
  let at = 0;
  let byte = 0;
  return (wanted) => {
    while (byte < wanted && at < line.length) {
      const code = line.codePointAt(at) ?? 0;
      byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      at += code < 0x10000 ? 1 : 2;
    }
    return at;
  };
}
