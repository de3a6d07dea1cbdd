import { type Item, Made, SLOT } from './item.js';

/** A template's text: what all forms have in common, `<*>` where they differ, white space as one blank. */
export function templateText(keys: Int32Array, forms: readonly (readonly Item[])[]): string {
  const [first = []] = forms;
  const pieces: string[] = [];
  let unitVaries = false;
  for (let at = 0; at < keys.length; at += 1) {
    const item = first[at];
    if (item === undefined) break;
    let piece = item.text;
    for (const form of forms) {
      const other = form[at];
      if (other?.text === piece) continue;
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
