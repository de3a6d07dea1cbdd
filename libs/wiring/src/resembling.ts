import { loadKnownTexts } from '@app/adapters/rule-files';
import { openNeighbours, type Neighbours } from '@app/log-knowledge';
import type { ExplainStages } from '@app/pipeline';
import type { Installed } from './install.js';

/** Compares an unknown text with known ones. They are read, and what compares them is loaded, when the first such text comes. */
export function resemblingIn(rules: string, { signatureTables, keptTexts }: Installed): NonNullable<ExplainStages['resembling']> {
  let opened: Promise<Neighbours> | null = null;
  return async (text, lang) => {
    opened ??= loadKnownTexts(rules, signatureTables, keptTexts).then(openNeighbours);
    const neighbours = await opened;
    return { neighbours: [...neighbours.nearest(text, lang)], category: neighbours.category(text) };
  };
}
