import { type Item, itemOf, slotItem } from './item.js';
import { shape } from './shape.js';
import { Kind, Scanner } from './scanner.js';
import { isFlag } from './words.js';

const latin = new TextDecoder('latin1');
const utf8 = new TextDecoder();
const nonAscii = /[\u0080-\u00ff]/;
const trailing = /^(.*[\p{L}\p{N})])([.:!?*%]+)$/su;
const scanner = new Scanner();

/** The items of a leaf's sample. Depends on the signature alone, and on which of its names are known to vary. */
export function formOf(sample: Uint8Array, varies: readonly boolean[]): Item[] {
  scanner.scan(sample, 0, sample.length);
  const text = latin.decode(sample);
  const items: Item[] = [];
  let name = 0;
  for (let token = 0; token < scanner.count; token += 1) {
    const start = scanner.start(token);
    const end = scanner.end(token);
    const kind = scanner.kind(token);
    const gap = scanner.gap(token);
    const raw = text.slice(start, end);
    const piece = nonAscii.test(raw) ? utf8.decode(sample.subarray(start, end)) : raw;
    if (kind === Kind.Name) {
      items.push(nameItem(piece, gap, varies[name] ?? true));
      name += 1;
    } else if (kind === Kind.Serial) items.push(slotItem(kind, gap, serialText(piece)));
    else if (kind === Kind.Text) split(items, piece, gap);
    else items.push(slotItem(kind, gap));
  }
  return shape(items);
}

const prefix = /^(\p{L}+[-.]+)\d+$/u;
/** `core.2275` and `node-7` keep their word, other words with a number do not. */
const serialText = (text: string): string => `${prefix.exec(text)?.[1] ?? ''}<*>`;

const nameItem = (text: string, gap: boolean, varies: boolean): Item =>
  itemOf(varies ? serialText(text) : text, gap, Kind.Name, text.replace(/\d+/g, '0'), serialText(text));

/** A word gives up its trailing punctuation and the `head:` before it. */
function split(items: Item[], word: string, gap: boolean): void {
  let rest = word;
  let before = gap;
  const last = word.charCodeAt(word.length - 1) | 32;
  const parts = word.length > 1 && (last < 97 || last > 122) ? trailing.exec(rest) : null;
  const tail = parts?.[2];
  if (parts?.[1] !== undefined) rest = parts[1];
  for (;;) {
    const colon = rest.indexOf(':');
    if (colon < 1 || colon === rest.length - 1 || rest[colon + 1] === ':' || rest[colon - 1] === ':') break;
    items.push(itemOf(rest.slice(0, colon), before), itemOf(':', false));
    rest = rest.slice(colon + 1);
    before = false;
  }
  items.push(isFlag(rest) ? slotItem(Kind.Flag, before) : itemOf(rest, before));
  if (tail !== undefined) items.push(itemOf(tail, false));
}
