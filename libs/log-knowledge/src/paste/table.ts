import { timeAt } from '../framing/time.js';
import { hasHeader, isBlank, sense, type PasteLine } from './line.js';

/** One cell and the line in which it begins. */
interface Cell {
  readonly text: string;
  readonly at: number;
}
type Row = readonly Cell[];

const messageName = /^(?:@?message|msg|line|log|_raw|raw|text|body|content|event\.original|textpayload|jsonpayload\.message|_source\.message|log\.message|日志|内容|消息)$/i;
const levelName = /^(?:level|severity|log\.level|loglevel|levelname)$/i;
const share = 0.8;

/** The log in a table that a viewer exported or a person pasted: CSV, tab-separated, or drawn with bars. Other texts stay as they are. */
export function fromTable(lines: readonly PasteLine[]): readonly PasteLine[] {
  const rows = drawn(lines) ?? separated(lines) ?? tabbed(lines);
  if (rows === null) return lines;
  const [names = []] = rows;
  const width = names.length;
  const even = rows.filter((row) => row.length === width);
  if (width < 2 || even.length < 2 || even.length < rows.length * share) return lines;
  const named = names.findIndex(({ text }) => messageName.test(text.trim()));
  const body = named >= 0 ? even.slice(1) : even;
  const message = named >= 0 ? named : tellingColumn(body, width);
  const level = named < 0 ? -1 : names.findIndex(({ text }) => levelName.test(text.trim()));
  const time = Array.from({ length: width }, (_, column) => column).find((column) => column !== message && body.every((row) => isTime(row[column]?.text ?? ''))) ?? -1;
  // what has headers of its own needs none, and its other lines go on with them
  if (body.some((row) => hasHeader(row[message]?.text.split('\n', 1)[0] ?? ''))) return body.flatMap((row) => printed(row[message], '', ''));
  return body.flatMap((row) => printed(row[message], row[time]?.text ?? '', row[level]?.text ?? ''));
}

/** What the logger printed; where it had no header, the table's time and level are one. */
function printed(cell: Cell | undefined, time: string, level: string): readonly PasteLine[] {
  if (cell === undefined || cell.text.trim() === '') return [];
  const [first = '', ...rest] = cell.text.split('\n');
  const before = [plainTime(time), level.toUpperCase()].filter((part) => part !== '').join(' ');
  const head = before === '' || hasHeader(first) ? first : `${before} ${first}`;
  return [head, ...rest].map((text, index) => ({ text, at: cell.at + index, key: '', stamp: '' }));
}

const plainTime = (text: string): string => text.trim().replace(' @ ', ' ');
const isTime = (text: string): boolean => {
  const plain = plainTime(text);
  const found = timeAt(plain, 0);
  return found !== null && found.end === plain.length;
};

/** The column that reads most like a log, or holds most. */
function tellingColumn(rows: readonly Row[], width: number): number {
  const worth = Array.from({ length: width }, (_, column) => {
    const texts = rows.map((row) => row[column]?.text ?? '');
    return (isTime(texts[0] ?? '') ? 0 : sense(texts) * 1000) + texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length);
  });
  return worth.indexOf(Math.max(...worth));
}

/** `| time | message |` */
function drawn(lines: readonly PasteLine[]): readonly Row[] | null {
  const rows = lines.filter(({ text }) => /^\s*\|.*\|\s*$/.test(text));
  if (rows.length < 2 || rows.length < lines.filter(({ text }) => !isBlank(text)).length * share) return null;
  return rows.filter(({ text }) => !/^[\s|:+-]+$/.test(text)).map(({ text, at }) => text.trim().slice(1, -1).split(/(?<!\\)\|/).map((cell) => ({ text: cell.replace(/^ | $/g, '').replaceAll('\\|', '|'), at })));
}

/** Every line begins with a time and a tab; cells that say the same in most lines stand before the message. */
function tabbed(lines: readonly PasteLine[]): readonly Row[] | null {
  const filled = lines.filter(({ text }) => !isBlank(text));
  if (filled.length < 2 || !filled.every(({ text }) => text.includes('\t') && isTime(text.slice(0, text.indexOf('\t'))))) return null;
  const cells = filled.map(({ text }) => text.split('\t'));
  let column = 1;
  while (column < 6 && cells.every((row) => row.length > column + 1 && /^[\w./@-]{1,80}$/.test(row[column] ?? '')) && new Set(cells.map((row) => row[column])).size <= Math.max(1, cells.length / 3)) column++;
  return filled.map(({ at }, index) => [{ text: cells[index]?.[0] ?? '', at }, { text: cells[index]?.slice(column).join('\t') ?? '', at }]);
}

/** CSV, whose first line names the columns or is quoted. */
function separated(lines: readonly PasteLine[]): readonly Row[] | null {
  const first = lines.find(({ text }) => !isBlank(text))?.text ?? '';
  const separator = [',', ';', '\t'].find((mark) => {
    const names = first.split(mark).map((name) => name.replace(/^\s*"|"\s*$/g, ''));
    return names.length > 1 && (names.some((name) => messageName.test(name)) || /^"[^"]*"[,;\t]"/.test(first)) && names.every((name) => name.length < 60 || first.startsWith('"'));
  });
  if (separator === undefined) return null;
  return parsed(lines, separator);
}

/** RFC 4180: a cell in quotation marks may hold separators, line ends and doubled quotation marks. */
function parsed(lines: readonly PasteLine[], separator: string): readonly Row[] {
  const rows: Row[] = [];
  let row: Cell[] = [];
  let text = '';
  let at = 0;
  let quoted = false;
  for (const line of lines) {
    if (!quoted) {
      if (isBlank(line.text)) continue;
      row = [];
      text = '';
      at = line.at;
    } else text += '\n';
    for (let index = 0; index < line.text.length; index++) {
      const character = line.text.charAt(index);
      if (quoted) {
        if (character !== '"') text += character;
        else if (line.text.charAt(index + 1) === '"') text += line.text.charAt(index++);
        else quoted = false;
      } else if (character === '"' && text === '') [quoted, at] = [true, line.at];
      else if (character === separator) {
        row.push({ text, at });
        [text, at] = ['', line.at];
      } else text += character;
    }
    if (!quoted) rows.push([...row, { text, at }]);
  }
  return rows;
}
