import type { Scanner } from './scanner.js';
import { Kind } from './tokens.js';

/**
 * What a value looks like. `word`: it varies by evidence, not by its looks; `name`, `serial`: letters with digits that may (`eth0`) or
 * surely do (`task_12345`) vary; `flag`: true, null …; `quantity`: 12ms; `hash`: 16 or more hex digits; `rest`: beyond what is read.
 */
export type SlotType = 'word' | 'number' | 'quantity' | 'hex' | 'hash' | 'uuid' | 'time' | 'address' | 'uri' | 'path' | 'name' | 'serial' | 'flag' | 'value' | 'rest';

/** A variable part of a line: `line.slice(start, end)`. */
export interface Parameter {
  readonly type: SlotType;
  readonly start: number;
  readonly end: number;
}

const types: Readonly<Record<number, SlotType>> = { [Kind.Number]: 'number', [Kind.Value]: 'value', [Kind.Path]: 'path', [Kind.Name]: 'name', [Kind.Flag]: 'flag', [Kind.Serial]: 'serial', [Kind.Rest]: 'rest' };

const looks: readonly (readonly [SlotType, RegExp])[] = [
  ['uri', /^[a-zA-Z][\w+.-]*:\/\//],
  ['uuid', /^[\da-fA-F]{8}-(?:[\da-fA-F]{4}-){3}[\da-fA-F]{12}$/],
  ['hash', /^[\da-fA-F]{16,}$/],
  ['hex', /^(?:0[xX][\da-fA-F]+|[\da-fA-F]{6,15})$/],
  ['time', /^(?:\d{4}-\d\d-\d\d(?:[T_]\d\d:\d\d\S*)?|\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?)$/],
  ['address', /^\/?(?:\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?|[\w.-]+:\d+|(?:[\da-fA-F]{0,4}:){2,7}[\da-fA-F.:%]*)$/],
  ['quantity', /^[-+]?\d[\d.,]*[\p{L}%]{1,3}$/u],
];

/** The scanner tells values and paths apart only as far as templates need it. */
const refine = ({ type, start, end }: Parameter, line: string): SlotType => {
  if (type !== 'value' && type !== 'path') return type;
  const text = line.slice(start, end);
  return looks.find(([, look]) => look.test(text))?.[0] ?? type;
};

/** Spans of bytes as parameters of the string they came from; `spans` in order. */
export function spansOf(spans: readonly Parameter[], line: string, bytes: number): Parameter[] {
  const offset = bytes === line.length ? (at: number): number => at : offsets(line);
  return spans.map(({ type, start, end }) => {
    const span = { type, start: offset(start), end: offset(end) };
    return { ...span, type: refine(span, line) };
  });
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
