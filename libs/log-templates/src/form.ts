import { Kind, Scanner } from './scanner.js';

/** One piece of a message as templates see it: a constant text or a slot. */
export interface Item {
  readonly text: string;
  readonly slot: boolean;
  /** White space stands before it. */
  readonly gap: boolean;
  readonly kind: number;
}

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
    const start = scanner.start[token] ?? 0;
    const end = scanner.end[token] ?? 0;
    const kind = scanner.kind[token] ?? 0;
    const gap = scanner.gap[token] === 1;
    const raw = text.slice(start, end);
    const piece = nonAscii.test(raw) ? utf8.decode(sample.subarray(start, end)) : raw;
    let slot = kind !== Kind.Text;
    if (kind === Kind.Name) {
      slot = varies[name] ?? true;
      name += 1;
    }
    if (slot || kind === Kind.Name) items.push({ text: piece, slot, gap, kind });
    else split(items, piece, gap);
  }
  return items;
}

/** A word gives up its trailing punctuation and the `head:` before it. */
function split(items: Item[], word: string, gap: boolean): void {
  let rest = word;
  let before = gap;
  const parts = trailing.exec(rest);
  const tail = parts?.[2];
  if (parts?.[1] !== undefined) rest = parts[1];
  for (;;) {
    const colon = rest.indexOf(':');
    if (colon < 1 || colon === rest.length - 1 || rest[colon + 1] === ':') break;
    items.push({ text: rest.slice(0, colon), slot: false, gap: before, kind: Kind.Text }, { text: ':', slot: false, gap: false, kind: Kind.Text });
    rest = rest.slice(colon + 1);
    before = false;
  }
  items.push({ text: rest, slot: false, gap: before, kind: Kind.Text });
  if (tail !== undefined) items.push({ text: tail, slot: false, gap: false, kind: Kind.Text });
}
