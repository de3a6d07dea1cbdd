import { Class, Hint, type Item, isOpen, isSlot, type Lexicon, Made, slotItem } from './item.js';
import { Kind } from './tokens.js';
import { months, notUsers, units, weekdays, zones } from './words.js';

/** Takes together what is one variable part although it is several tokens. Each step reads the items once, if there is reason to. */
export function shape(tokens: Item[], lexicon: Lexicon): Item[] {
  let hints = 0;
  for (const item of tokens) hints |= item.hints;
  const has = (hint: number): boolean => (hints & hint) !== 0;
  let items = tokens;
  if (has(Hint.Paren)) items = empties(items);
  if (has(Hint.Collection)) items = collections(items);
  if (has(Hint.Angle)) items = brackets(items);
  if (has(Hint.Colon) && has(Hint.Equals)) items = settings(items);
  if (has(Hint.User)) items = users(items);
  if (has(Hint.Calendar)) items = dates(items);
  if (has(Hint.Unit)) items = sizes(items);
  if (has(Hint.Path) || has(Hint.Brace)) items = targets(items);
  if (has(Hint.Equals)) items = values(has(Hint.Quote) ? quoted(items, lexicon) : items);
  return repeats(lists(items));
}

/** `<` right before a slot and `>` right after it belong to the value: `<*>>` could not be told from `<*>`. */
function brackets(items: Item[]): Item[] {
  const out: Item[] = [];
  for (const [at, item] of items.entries()) {
    const next = items[at + 1];
    const before = out.at(-1);
    if (item.text === '<' && next !== undefined && isSlot(next) && !next.gap) continue;
    if (item.text === '>' && !item.gap && isSlot(before)) continue;
    if (isSlot(item) && items[at - 1]?.text === '<' && !item.gap) out.push(slotItem(item.kind, items[at - 1]?.gap ?? false, item.text));
    else out.push(item);
  }
  return out;
}

/** `host ()` is `host (<*>)` without a value. */
function empties(items: Item[]): Item[] {
  const out: Item[] = [];
  for (const [at, item] of items.entries()) {
    out.push(item);
    if (item.text === '(' && item.gap && items[at + 1]?.text === ')' && items[at + 1]?.gap === false) out.push(slotItem(Made.Empty, false, ''));
  }
  return out;
}

const closing: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

/** `[a, b]`, `{}` and `{a=1, b=2}` are one list of any length; `byte[]` is a word, `Name{a=1, b=2}` has its names. */
function collections(items: Item[]): Item[] {
  const out: Item[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined) break;
    out.push(item);
    const close = closing[item.text];
    const end = close === undefined ? -1 : collectionEnd(items, at, item.text, close);
    if (end < 0) continue;
    out.push(end === at + 1 ? slotItem(Made.Empty, false, '') : slotItem(Made.List, false, textOf(items.slice(at + 1, end))));
    at = end - 1;
  }
  return out;
}

/** Where the bracket that opens at `from` closes, if what is in it is a list. */
function collectionEnd(items: readonly Item[], from: number, open: string, close: string): number {
  const first = items[from + 1];
  const free = from === 0 || items[from]?.gap === true || items[from - 1]?.class === Class.None;
  if (first === undefined || first.gap) return -1;
  if (first.text === close) return free ? from + 1 : -1;
  let [depth, parts, named, names] = [1, 1, 0, 0];
  for (let at = from + 1; at < items.length; at += 1) {
    const text = items[at]?.text;
    if (text === open) depth += 1;
    else if (text === close) depth -= 1;
    else if (text === ',' && depth === 1) {
      parts += 1;
      named += Math.min(1, names);
      names = 0;
    } else if (text === '=' || text === ':') names += text === ':' ? 2 : 1;
    if (depth > 0) continue;
    if (names > 1) return -1;
    named += names;
    return (named === 0 && parts > 1) || (named === parts && free) ? at : -1;
  }
  return -1;
}

/** `Tue Mar 4 10:20:30 2014`, `4 Mar 2014`, `10:20 GMT`. */
function dates(items: Item[]): Item[] {
  const out: Item[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined) break;
    const stop = dateEnd(items, at);
    if (stop > at + 1) {
      out.push(slotItem(Made.Date, item.gap));
      at = stop - 1;
    } else out.push(item);
  }
  return out;
}

function dateEnd(items: readonly Item[], from: number): number {
  let at = from;
  let calendar = false;
  let slots = 0;
  let end = from;
  for (; at < items.length && at - from < 12; at += 1) {
    const item = items[at];
    if (item === undefined) break;
    if (at > from && !item.gap && !/^[,.]$/.test(item.text)) break;
    if (isSlot(item) && (item.kind === Kind.Number || item.kind === Kind.Value)) {
      slots += 1;
      if (slots > 3 || (slots > 1 && !calendar)) break;
      end = at + 1;
    } else if (weekdays.has(item.text) || months.has(item.text)) {
      if (calendar && slots > 0) break;
      calendar = true;
    } else if (zones.has(item.text) && slots > 0) {
      calendar = true;
      end = at + 1;
    } else if (item.text !== ',' || at === from) break;
  }
  return calendar && slots > 0 ? end : from;
}

/** A number and its unit, also written out twice: `2048 bytes (2.0 KB)`. */
function sizes(items: Item[]): Item[] {
  const out: Item[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    const unit = items[at + 1];
    if (item === undefined) break;
    if (item.kind !== Kind.Number || unit === undefined || !unit.gap || !units.has(unit.text)) {
      out.push(item);
      continue;
    }
    let text = `<*> ${unit.text}`;
    at += 1;
    const again = items.slice(at + 1, at + 5);
    if (again[0]?.text === '(' && again[1]?.kind === Kind.Number && units.has(again[2]?.text ?? '') && again[3]?.text === ')') {
      text += ` (<*> ${again[2]?.text})`;
      at += 4;
    }
    out.push(slotItem(Made.Size, item.gap, text));
  }
  return out;
}

/** `/path HTTP/1.1` is the target of one request; `/path/part. next` ends in a dot of its own. */
function targets(items: Item[]): Item[] {
  const out: Item[] = [];
  for (const [at, item] of items.entries()) {
    const before = out.at(-1);
    const next = items[at + 1];
    if (isSlot(item) && !item.gap && before?.text === '}' && isSlot(out.at(-2)) && out.at(-3)?.text === '{') {
      const [brace] = out.splice(-3);
      out.push(slotItem(Kind.Path, brace?.gap ?? false));
      continue;
    }
    if (before?.kind === Kind.Path) {
      if (item.kind === Kind.Name && item.gap && item.like === 'HTTP/0.0') continue;
      if (item.text === '.' && !item.gap && next?.gap === true && (isSlot(next) || /^\p{Ll}/u.test(next.text))) continue;
    }
    out.push(item);
  }
  return out;
}

const hard = /^[,;()[\]{}"'=|<>`]$/;

/** `environment: java.home=/usr/lib …`: one setting, to the end of the line. */
function settings(items: Item[]): Item[] {
  for (let at = 1; at + 2 < items.length; at += 1) {
    const [colon, name, equals] = items.slice(at, at + 3);
    if (colon?.text === ':' && equals?.text === '=' && !equals.gap && /^[a-z]\w*(?:\.\w+)+$/.test(name?.text ?? '')) return [...items.slice(0, at + 1), slotItem(Kind.Value, name?.gap ?? false)];
  }
  return items;
}

/** `for user ann`, `user=ann`: who it is never belongs to the message. */
function users(items: Item[]): Item[] {
  return items.map((item, at) => {
    if (item.class === Class.None || notUsers.has(item.text)) return item;
    const before = items[at - 1]?.text;
    const named = before === 'user' && (items[at - 2]?.text === 'for' || items[at - 3]?.text === 'for');
    const assigned = before === '=' && items[at - 2]?.text === 'user' && !item.gap;
    return named || assigned ? slotItem(Kind.Value, item.gap) : item;
  });
}

/** `="two words"` is one value. */
function quoted(items: Item[], lexicon: Lexicon): Item[] {
  const out: Item[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined) break;
    out.push(item);
    if (item.text !== '"' || items[at - 1]?.text !== '=') continue;
    const close = items.findIndex(({ text }, place) => place > at && text === '"');
    const words = items.slice(at + 1, close);
    if (close < 0 || words.length < 2) continue;
    out.push(words.some(isSlot) ? slotItem(Kind.Value, false) : lexicon.word(textOf(words), false));
    at = close - 1;
  }
  return out;
}

/** What stands after `=` up to the next blank or bracket is one value if any part of it varies. */
function values(items: Item[]): Item[] {
  const out: Item[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined) break;
    out.push(item);
    if (item.text !== '=') continue;
    const named = items[at + 1];
    if (named?.class === Class.Identifier && /^\w+\.\w+\.[\w.$/]+$/.test(named.text)) {
      out.push(slotItem(Kind.Value, named.gap));
      at += 1;
      continue;
    }
    let stop = at + 1;
    while (stop < items.length && !hard.test(items[stop]?.text ?? '') && (stop === at + 1 || items[stop]?.gap === false)) stop += 1;
    const value = items.slice(at + 1, stop);
    if (value[0]?.gap !== false || value.length < 2 || !value.some(isSlot) || /^[.:!?]+$/.test(value.at(-1)?.text ?? '')) continue;
    out.push(slotItem(Kind.Value, value[0]?.gap ?? false));
    at = stop - 1;
  }
  return out;
}

const separator = (item: Item | undefined): boolean => item !== undefined && !item.gap && (item.text === ',' || item.text === ';');

/** Slots one after the other, or with commas between, are one list of any length. */
function lists(items: Item[]): Item[] {
  const out: Item[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined) break;
    let stop = at;
    let count = 0;
    let names = 0;
    if (isOpen(item)) {
      for (let next = at; isOpen(items[next]) && (next === at || items[next]?.gap === true || separator(items[next - 1])); ) {
        if (items[next]?.kind === Kind.Name) names += 1;
        count += 1;
        stop = next + 1;
        next = separator(items[stop]) ? stop + 1 : stop;
      }
    }
    if (count > 2 || (count === 2 && names === 0)) {
      out.push(slotItem(Made.List, item.gap, textOf(items.slice(at, stop))));
      at = stop - 1;
    } else out.push(item);
  }
  return out;
}

/** A group of items that comes again right after itself is one list too: `a=1 b=2 a=3 b=4`. */
function repeats(items: Item[]): Item[] {
  for (let period = 2; period <= 8 && period * 2 <= items.length; period += 1) {
    for (let at = 0; at + period * 2 <= items.length; at += 1) {
      let stop = at + period;
      while (stop < items.length && items[stop]?.key === items[stop - period]?.key) stop += 1;
      const rounds = Math.floor((stop - at) / period);
      if (rounds < 2 || !items.slice(at, at + period).some(isOpen)) continue;
      const end = at + rounds * period;
      const list = slotItem(Made.List, items[at]?.gap ?? false, textOf(items.slice(at, end)));
      return repeats([...items.slice(0, at), list, ...items.slice(end)]);
    }
  }
  return items;
}

export function textOf(items: readonly Item[]): string {
  let text = '';
  for (const item of items) text += item.gap && text !== '' ? ` ${item.text}` : item.text;
  return text;
}
