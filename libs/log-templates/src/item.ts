import { Kind } from './scanner.js';
import { introducers, isIdentifier, isState, isUpper } from './words.js';

export const SLOT = 0;

/** What speaks for and against a word being a variable part. */
export const Class = { None: 0, Plain: 1, Identifier: 2, State: 3, Upper: 4 } as const;

/** One piece of a message as templates see it: a constant text or a slot. Items that look alike are one object. */
export interface Item {
  /** What a template prints for it if all leaves agree: the word itself, `<*>`, `<*> KB` … */
  readonly text: string;
  /** What it prints if some leaves have another text here. */
  readonly open: string;
  /** The same without what varies in it: `HTTP/0.0` for `HTTP/1.1`. */
  readonly like: string;
  /** Equal keys stand for the same piece; all slots have the key `SLOT`. */
  readonly key: number;
  /** White space stands before it. */
  readonly gap: boolean;
  readonly kind: number;
  readonly class: number;
  /** A name is to be expected after it. */
  readonly introduces: boolean;
}

/** Kinds of items that the scanner does not know: they come from several tokens. */
export const Made = { Size: 20, List: 21, Date: 22, Empty: 23 } as const;

const keys = new Map<string, number>();
const items = new Map<string, Item>();
const letter = /\p{L}/u;

const keyOf = (text: string): number => {
  let key = keys.get(text);
  if (key === undefined) {
    key = keys.size + 1;
    keys.set(text, key);
  }
  return key;
};

/** `like`: the text that stands for it in comparisons, if that is not its own. */
export function itemOf(text: string, gap: boolean, kind: number = Kind.Text, like = text, open = '<*>'): Item {
  const id = `${gap ? ' ' : ''}${kind}${text}\u0000${like}`;
  let item = items.get(id);
  if (item === undefined) {
    const word = letter.test(like);
    const kindOfWord = !word ? Class.None : isState(like) ? Class.State : isUpper(like) ? Class.Upper : isIdentifier(like) && (kind !== Kind.Name || /[-_.]/.test(like)) ? Class.Identifier : Class.Plain;
    item = { text, open, like, key: keyOf(like), gap, kind, class: kindOfWord, introduces: introducers.has(like.toLowerCase()) };
    items.set(id, item);
  }
  return item;
}

export function slotItem(kind: number, gap: boolean, text = '<*>'): Item {
  const id = `${gap ? ' ' : ''}${kind}${text}\u0001`;
  let item = items.get(id);
  if (item === undefined) {
    item = { text, open: '<*>', like: '', key: SLOT, gap, kind, class: Class.None, introduces: false };
    items.set(id, item);
  }
  return item;
}

export const isSlot = (item: Item | undefined): boolean => item !== undefined && item.key === SLOT;
/** A slot, or a name that so far has one value only. */
export const isOpen = (item: Item | undefined): boolean => item !== undefined && (item.key === SLOT || item.kind === Kind.Name);
