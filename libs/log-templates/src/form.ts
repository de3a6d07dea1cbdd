import { type Item, type Lexicon, Made, serialText, slotItem } from './item.js';
import { Scanner } from './scanner.js';
import { Kind } from './tokens.js';
import { shape } from './shape.js';
import { isFlag, WILD } from './words.js';

const latin = new TextDecoder('latin1');
const utf8 = new TextDecoder();
const nonAscii = /[\u0080-\uffff]/;
const trailing = /^(.*[\p{L}\p{N})\ue000])([.:!?*%]+)$/su;
const scanner = new Scanner();
/** What comes after so many items is one slot: a template is there to be read. */
const MOST_ITEMS = 256;

/** The items of a leaf's sample. Depends on the signature alone, and on which of its names are known to vary. */
export function formOf(sample: Uint8Array, varies: readonly boolean[], lexicon: Lexicon): Item[] {
  scanner.scan(sample, 0, sample.length);
  const text = latin.decode(sample);
  const ascii = !nonAscii.test(text);
  const items: Item[] = [];
  let name = 0;
  for (let token = 0; token < scanner.count; token += 1) {
    if (items.length >= MOST_ITEMS) {
      items.push(slotItem(Kind.Rest, true));
      break;
    }
    const kind = scanner.kind(token);
    const gap = scanner.hasGap(token);
    if (kind !== Kind.Text && kind !== Kind.Name && kind !== Kind.Serial) {
      items.push(slotItem(kind, gap));
      continue;
    }
    const piece = ascii ? text.slice(scanner.start(token), scanner.end(token)) : utf8.decode(sample.subarray(scanner.start(token), scanner.end(token)));
    if (kind === Kind.Name) {
      items.push(lexicon.name(piece, gap, varies[name] ?? true));
      name += 1;
    } else if (kind === Kind.Serial) items.push(slotItem(kind, gap, serialText(piece)));
    else if (piece.length === 1 && piece !== WILD) items.push(lexicon.word(piece, gap));
    else split(items, piece, gap, lexicon);
  }
  return shape(items, lexicon);
}

/** A word gives up its trailing punctuation and the `head:` before it. */
function split(items: Item[], word: string, gap: boolean, lexicon: Lexicon): void {
  let rest = word;
  let before = gap;
  const last = word.charCodeAt(word.length - 1) | 32;
  const parts = last < 97 || last > 122 ? trailing.exec(rest) : null;
  const tail = parts?.[2];
  if (parts?.[1] !== undefined) rest = parts[1];
  for (;;) {
    const colon = rest.indexOf(':');
    if (colon < 1 || colon === rest.length - 1 || rest[colon + 1] === ':' || rest[colon - 1] === ':') break;
    items.push(lexicon.word(rest.slice(0, colon), before), lexicon.word(':', false));
    rest = rest.slice(colon + 1);
    before = false;
  }
  items.push(rest !== word && isFlag(rest) ? slotItem(Kind.Flag, before) : rest === WILD ? slotItem(Made.Wild, before) : lexicon.word(rest, before));
  if (tail !== undefined) items.push(lexicon.word(tail, false));
}
