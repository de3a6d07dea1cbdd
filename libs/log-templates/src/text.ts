import type { Item } from './form.js';

/** The template's text: constants as they stand, `<*>` for each slot, white space as one blank. */
export function textOf(items: readonly Item[]): string {
  let text = '';
  for (const item of items) {
    if (item.gap && text !== '') text += ' ';
    text += item.slot ? '<*>' : item.text;
  }
  return text;
}
