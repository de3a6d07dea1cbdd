import { fileURLToPath } from 'node:url';
import { loadKnownTexts } from '@app/adapters/rule-files';
import { measure, type Left, type Quality } from '../../../libs/log-knowledge/src/neighbours/measure.js';

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);
const folder = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const says: Readonly<Record<Left, string>> = { text: 'the text', signature: 'all texts and words of its signature' };

/** How well unknown texts find their code and family: every example text of the tables asked with itself, or its whole signature, left out. */
export async function printNeighbours(print: (line?: string) => void): Promise<void> {
  const texts = await loadKnownTexts(folder('rules'), folder('fixtures/signatures'));
  print('## Nearest neighbours, leave-one-out over the tables of signatures');
  print(`${texts.length} known texts, ${new Set(texts.map(({ code }) => code)).size} codes. Not asked: texts whose code then has no known text left.`);
  print('| left out | asked | recall@1 | recall@3 | named none | score >= 0.8 | of these wrong | family right | family wrong | no family | ms a text |');
  print('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const left of ['text', 'signature'] as const) {
    const quality: Quality = measure(texts, left, () => performance.now());
    const { asked, first, amongThree, none, probable, probableWrong, families, msPerText } = quality;
    print(`| ${says[left]} | ${asked} | ${percent(first, asked)} | ${percent(amongThree, asked)} | ${percent(none, asked)} | ${percent(probable, asked)} | ${percent(probableWrong, probable)} | ${percent(families.right, families.asked)} | ${percent(families.wrong, families.asked)} | ${percent(families.none, families.asked)} | ${msPerText.toFixed(1)} |`);
  }
}
