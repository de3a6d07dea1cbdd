import type { LabelWords, QueuedTemplate } from '@app/model';
import { stringify } from 'yaml';
import { simpleName } from '../throwable/throwable.js';

/** A file of the rule pack, by its path below the pack's folder. */
export interface PackFile {
  readonly path: string;
  readonly text: string;
}

const slot = '<*>';
const head = '# Labels that people gave and others approved. Move an entry to the file of its family, and add texts to its table of examples.\n';

/**
 * Approved labels as files of the rule pack: one of signatures, and a rule for each code that the pack does not have.
 * Templates that are not approved are left out: a label becomes an answer only as a file of the pack.
 */
export function exportLabels(templates: readonly QueuedTemplate[], hasCode: (code: string) => boolean): readonly PackFile[] {
  const approved = templates.flatMap((template) => (template.review === 'approved' && template.label !== null ? [{ template, label: template.label }] : []))
    .sort((a, b) => (a.template.id < b.template.id ? -1 : 1));
  if (approved.length === 0) return [];
  const signatures = approved.map(({ template, label: { words, author, reviewer } }) => ({
    id: `label-${template.id}`, code: words.code, role: words.role, ...patternsOf(template), note: words.note ?? `Labelled by ${author}, approved by ${reviewer ?? author}.`,
  }));
  const rules = new Map(approved.filter(({ label: { words } }) => words.role !== 'harmless' && words.role !== 'follow-up' && !hasCode(words.code)).map(({ label: { words } }) => [words.code, words]));
  return [
    { path: 'signatures/labels.yaml', text: head + stringify(signatures, { lineWidth: 0 }) },
    ...[...rules].map(([code, words]) => ({ path: `labels/${code}.yaml`, text: stringify(ruleOf(words), { lineWidth: 0 }) })),
  ];
}

/** The exception by class and message, anything else by its template and logger. */
function patternsOf({ text, exception, logger }: QueuedTemplate): Readonly<Record<string, unknown>> {
  if (exception === null) return { template: text, ...(logger === '' ? {} : { logger: [logger] }) };
  const name = `${simpleName(exception)}: `;
  const said = text.includes(name) ? text.slice(text.lastIndexOf(name) + name.length) : '';
  const parts = said.split(slot).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const isTelling = /[a-z]{3}/i.test(said.replaceAll(slot, ' '));
  return { class: [exception], ...(isTelling ? { message: parts.join('.*?') } : {}) };
}

function ruleOf(words: LabelWords): Readonly<Record<string, unknown>> {
  const sentence = (text: string | undefined, otherwise: string): string => (text ?? otherwise).replaceAll('{', '(').replaceAll('}', ')'); // braces name facts
  return {
    id: words.code, like: 'told-by-text', stage: words.stage, side: words.side, severity: words.severity,
    what: sentence(words.cause?.en, words.code), because: sentence(words.because?.en ?? words.note, 'A person who knows this line said so.'),
    advice: (words.advice?.en ?? ['Read the quoted line.']).map((text) => sentence(text, '')),
    zh: {
      what: sentence(words.cause?.zh, words.code), because: sentence(words.because?.zh, '由了解该日志的人标注。'),
      advice: (words.advice?.zh ?? ['查看引用的日志行。']).map((text) => sentence(text, '')),
    },
  };
}
