import type { Group } from './group.js';
import { type Item, Made, SLOT } from './item.js';
import { Kind } from './tokens.js';

/** A template's text: what all forms have in common, `<*>` where they differ, white space as one blank. */
export function templateText({ keys, like: first, leaves, strays }: Group, forms: readonly (readonly Item[])[]): string {
  const pieces: string[] = [];
  let unitVaries = false;
  for (let at = 0; at < keys.length; at += 1) {
    const item = first[at];
    if (item === undefined) break;
    const isOpen = leaves.length === 0 && keys[at] === SLOT && item.key !== SLOT;
    let piece = isOpen ? '<*>' : strays.length > 0 && item.kind === Kind.Name ? item.open : item.text;
    for (const member of leaves) {
      const other = forms[member]?.[at];
      if (other === item || other?.text === piece) continue;
      if (item.kind === Made.Size && other?.kind === Made.Size) unitVaries = true;
      piece = other?.like === item.like && other.open === item.open ? item.open : '<*>';
      break;
    }
    pieces.push(piece);
  }
  let text = '';
  for (const [at, piece] of pieces.entries()) {
    const item = first[at];
    text += `${item?.gap === true && text !== '' ? ' ' : ''}${unitVaries && item?.kind === Made.Size && keys[at] === SLOT ? '<*>' : piece}`;
  }
  return text;
}
