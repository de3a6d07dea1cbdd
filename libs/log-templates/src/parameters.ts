import type { Scanner } from './scanner.js';
import { Kind } from './tokens.js';

/** What a value looks like. */
export type SlotType = 'number' | 'value' | 'path' | 'name' | 'flag' | 'serial' | 'rest';

/** A variable part of a line: `line.slice(start, end)`. */
export interface Parameter {
  readonly type: SlotType;
  readonly start: number;
  readonly end: number;
}

const types: Readonly<Record<number, SlotType>> = { [Kind.Number]: 'number', [Kind.Value]: 'value', [Kind.Path]: 'path', [Kind.Name]: 'name', [Kind.Flag]: 'flag', [Kind.Serial]: 'serial', [Kind.Rest]: 'rest' };

/** Slots of the line that the scanner has just read, as offsets of the string it came from. */
export function parametersOf(scanner: Scanner, line: string, bytes: number): Parameter[] {
  const offset = bytes === line.length ? (at: number): number => at : offsets(line);
  const found: Parameter[] = [];
  for (let token = 0; token < scanner.count; token += 1) {
    const type = types[scanner.kind(token)];
    if (type !== undefined) found.push({ type, start: offset(scanner.start(token)), end: offset(scanner.end(token)) });
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
