import { Kind } from './tokens.js';
import { introducers, isDoing, isFunctionWord, isIdentifier, isState, isUpper, months, units, weekdays, zones } from './words.js';

/** Key of every slot. */
export const SLOT = 0;

/** What speaks for and against a word being a variable part. */
export const Class = { None: 0, Plain: 1, Identifier: 2, State: 3, Upper: 4 } as const;

/** Kinds of items that the scanner does not know: they come from several tokens. */
export const Made = { Size: 20, List: 21, Date: 22, Empty: 23, Wild: 24, Any: 25, Names: 26 } as const;

/** What a word may be part of; a form looks for a thing only if one of its words can belong to it. `Prose`: it tells rather than names; `Function`: it holds a sentence together. */
export const Hint = { Calendar: 1, Unit: 2, Equals: 4, Angle: 8, Quote: 16, Paren: 32, Colon: 64, User: 128, Brace: 256, Path: 512, Slot: 1024, Collection: 2048, Camel: 4096, Prose: 8192, Function: 16_384 } as const;

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
  readonly hints: number;
}

const letter = /\p{L}/u;
const camel = /\p{Ll}\p{Lu}/u;
const hints = new Map<string, number>(Object.entries({ '=': Hint.Equals, '<': Hint.Angle, '>': Hint.Angle, '"': Hint.Quote, '(': Hint.Paren, ':': Hint.Colon, '}': Hint.Brace, '[': Hint.Collection, '{': Hint.Collection, user: Hint.User }));
for (const text of [...weekdays, ...months, ...zones]) hints.set(text, Hint.Calendar);
for (const text of units) hints.set(text, (hints.get(text) ?? 0) | Hint.Unit);

function classOf(like: string, kind: number): number {
  if (!letter.test(like)) return Class.None;
  if (isState(like)) return Class.State;
  if (isUpper(like)) return Class.Upper;
  return isIdentifier(like) && (kind !== Kind.Name || /[-_.]/.test(like)) ? Class.Identifier : Class.Plain;
}

const prefix = /^(\p{L}+[-.]+)\d+$/u;
/** `dump.41` and `node-7` keep their word, other words with a number do not. */
export const serialText = (text: string): string => `${prefix.exec(text)?.[1] ?? ''}<*>`;

const slots = new Map<string, Item>();

export function slotItem(kind: number, gap: boolean, text = '<*>'): Item {
  const id = `${gap ? ' ' : ''}${kind}${text}`;
  let item = slots.get(id);
  if (item === undefined) {
    item = { text, open: '<*>', like: '', key: SLOT, gap, kind, class: Class.None, introduces: false, hints: Hint.Slot | (kind === Kind.Path ? Hint.Path : 0) };
    // units and words with a number have few texts, lists can have any number
    if (kind !== Made.List || slots.size < MOST_SLOTS) slots.set(id, item);
  }
  return item;
}
const MOST_SLOTS = 10_000;

/** Gives equal words one key, and equal items one object, for as long as it lives. */
export class Lexicon {
  private readonly keys = new Map<string, number>();
  private readonly tight = new Map<string, Item>();
  private readonly spaced = new Map<string, Item>();
  private readonly names = new Map<string, Item>();

  get size(): number {
    return this.tight.size + this.spaced.size + this.names.size;
  }

  word(text: string, gap: boolean): Item {
    const known = gap ? this.spaced : this.tight;
    let item = known.get(text);
    if (item === undefined) {
      item = this.make(text, gap, Kind.Text, text, '<*>');
      known.set(text, item);
    }
    return item;
  }

  /** A word with digits; its key leaves the digits out. */
  name(text: string, gap: boolean, varies: boolean): Item {
    const id = `${gap ? ' ' : ''}${varies ? '*' : ''}${text}`;
    let item = this.names.get(id);
    if (item === undefined) {
      const open = serialText(text);
      item = this.make(varies ? open : text, gap, Kind.Name, text.replace(/\d+/g, '0'), open);
      this.names.set(id, item);
    }
    return item;
  }

  private make(text: string, gap: boolean, kind: number, like: string, open: string): Item {
    let key = this.keys.get(like);
    if (key === undefined) {
      key = this.keys.size + 1;
      this.keys.set(like, key);
    }
    const itsClass = classOf(like, kind);
    const prose = itsClass === Class.Upper || (itsClass === Class.State && isDoing(text)) || text === '=' || isFunctionWord(text);
    const extra = (camel.test(text) ? Hint.Camel : 0) | (prose ? Hint.Prose : 0) | (text === '=' || isFunctionWord(text) ? Hint.Function : 0);
    return { text, open, like, key, gap, kind, class: itsClass, introduces: introducers.has(like.toLowerCase()), hints: (hints.get(text) ?? 0) | extra };
  }
}

/** Shaped like the name of something. */
export const isNameLike = (item: Item | undefined): boolean => item !== undefined && (item.class === Class.Identifier || item.kind === Kind.Name || (item.class === Class.Plain && (item.hints & Hint.Camel) !== 0));

/** A value by its looks; a word that varies by evidence is none. */
export const isSlot = (item: Item | undefined): boolean => item !== undefined && item.key === SLOT && item.kind < Made.Wild;
/** A slot, or a name that so far has one value only. */
export const isOpen = (item: Item | undefined): boolean => item !== undefined && (isSlot(item) || item.kind === Kind.Name);
