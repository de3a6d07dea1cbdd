import { type Item, SLOT } from './item.js';

/** A template's text: what all forms have in common, `<*>` where they differ, white space as one blank. */
export function templateText(keys: Int32Array, forms: readonly (readonly Item[])[]): string {
  const [first = []] = forms;
  let text = '';
  for (let at = 0; at < keys.length; at += 1) {
    const item = first[at];
    if (item === undefined) continue;
    let piece = item.text;
    for (const form of forms) {
      if (form[at]?.text === piece) continue;
      piece = keys[at] === SLOT || form[at]?.key === item.key ? '<*>' : piece;
      break;
    }
    text += item.gap && text !== '' ? ` ${piece}` : piece;
  }
  return text;
}
