import type { Diagnosis, Finding, Language } from '@app/model';
import { formatValue } from '@app/model';
import { arrange, groupRuledOut, nameOf } from './chain.js';
import { evidenceLines } from './evidence.js';
import { explanationParts, type Line } from './explanation.js';
import { jobLinesText } from './jobs.js';
import { block, columns, table } from './layout.js';
import { type Paint, paintFor, verdictSigns } from './paint.js';
import { oneLine, plain } from './untrusted.js';
import { type Words, wordsOf } from './words.js';

export interface TextOptions {
  readonly lang: Language;
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** A diagnosis for a terminal: the answer first, then why, then what could not be told. */
export function renderText(diagnosis: Diagnosis, options: TextOptions): string {
  const words = wordsOf(options.lang);
  const paint = paintFor(options.colour);
  const width = Math.max(60, Math.min(options.width, 120));
  const { chains, others } = arrange(diagnosis);
  const parts: string[] = [headline(diagnosis, words, paint, width)];
  const section = (title: string, lines: readonly string[]): void => {
    if (lines.length > 0) parts.push([paint.bold(title), ...lines].join('\n'));
  };
  section(words.causes, chains.map((chain, index) => [
    findingText(`${index + 1}. `, chain.cause, words, paint, width),
    ...(chain.links.length > 1 ? [chainText(chain.links, words, paint, width)] : []),
  ].join('\n')));
  const symptoms = chains.flatMap((chain) => chain.links.slice(0, -1)).filter((finding, index, all) => all.indexOf(finding) === index);
  section(words.chain, symptoms.filter((finding) => !diagnosis.causes.includes(finding.id)).map((finding) => findingText('↳ ', finding, words, paint, width)));
  section(words.alsoFound, others.map((finding) => findingText('• ', finding, words, paint, width)));
  for (const part of explanationParts(diagnosis.explanation, options.lang)) section(part.title, part.lines.map((line) => lineText(line, paint, width)));
  if (diagnosis.job === null && diagnosis.explanation === undefined) section(words.jobs, diagnosis.jobs.length === 0 ? [`  ${words.noJobs}`] : jobLinesText(diagnosis.jobs, words, paint));
  section(words.ruledOut, ruledOutText(diagnosis, words, paint, width));
  section(words.unknown, unknownText(diagnosis, words, paint, width));
  section(words.notRead, diagnosis.looked.filter((look) => !look.ok)
    .map((look) => dimBlock('  · ', oneLine(`${look.need}: ${look.why ?? ''}`), paint, width)));
  const failed = diagnosis.looked.filter((look) => !look.ok).length;
  parts.push(paint.dim(`${words.lookedAt(diagnosis.looked.length, failed, Math.round(diagnosis.tookMs))} · ${diagnosis.id}`));
  return `${parts.join('\n\n')}\n`;
}

function headline(diagnosis: Diagnosis, words: Words, paint: Paint, width: number): string {
  const { job, cluster } = diagnosis;
  const sign = `${verdictSigns[diagnosis.verdict]} ${words.verdict[diagnosis.verdict]}`;
  const version = cluster.flinkVersion === null ? '' : ` · Flink ${oneLine(cluster.flinkVersion)}`;
  const who = diagnosis.explanation !== undefined ? oneLine(cluster.name) : job === null ? `${words.cluster} ${oneLine(cluster.name)}` : `${oneLine(job.name)} · ${oneLine(job.state)} · ${oneLine(cluster.name)}`;
  const lines = [`${paint.verdict(diagnosis.verdict, sign)}  ${paint.bold(who)}${paint.dim(version)}`, block('  ', plain(diagnosis.summary), width)];
  if (job !== null) lines.push(paint.dim(`  ${words.job} ${oneLine(job.id)}`));
  return lines.join('\n');
}

function findingText(lead: string, finding: Finding, words: Words, paint: Paint, width: number): string {
  const indent = ' '.repeat(columns(lead));
  const marks = [words.side[finding.side], words.confidence[finding.confidence.level], words.needsAction[finding.needsAction]].join(' · ');
  const lines = [
    `${lead}${paint.code(finding.code)}  ${paint.severity(finding.severity, words.severity[finding.severity])} ${paint.dim(`· ${marks}`)}`,
    block(indent, plain(finding.says), width),
  ];
  if (finding.because !== '') lines.push(dimBlock(`${indent}${words.why}: `, finding.because, paint, width));
  lines.push(...evidenceText(finding, indent, words, paint, width));
  lines.push(...finding.advice.map((advice) => block(`${indent}→ `, plain(advice), width)));
  lines.push(...finding.references.map((reference) => paint.dim(`${indent}  ${oneLine(reference)}`)));
  return lines.join('\n');
}

/** Facts in columns; a long value (a message) takes lines of its own, so that it does not push the others apart. */
function evidenceText(finding: Finding, indent: string, words: Words, paint: Paint, width: number): string[] {
  const all = evidenceLines(finding, words);
  const isLong = (value: string): boolean => columns(value) > 32;
  const rows = all.filter(({ value }) => !isLong(value)).map((fact) => [`${indent}│ ${fact.fact}`, fact.value, [fact.about, fact.limit].filter((part) => part !== '').join(' · ')]);
  return [
    ...table(rows, (cell, _, column) => (column === 1 ? paint.bold(cell) : paint.dim(cell))),
    ...all.filter(({ value }) => isLong(value)).flatMap((fact) => block(`${indent}│ ${fact.fact}  `, fact.value, width).split('\n')),
  ];
}

const lineText = ({ lead, says, mark }: Line, paint: Paint, width: number): string => {
  const head = joinedText([oneLine(lead), oneLine(mark)]);
  return [...(head === '' ? [] : [`  ${paint.dim(head)}`]), ...(says === '' ? [] : [block(head === '' ? '  ' : '    ', oneLine(says), width)])].join('\n');
};
const joinedText = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('  ');

const dimBlock = (first: string, text: string, paint: Paint, width: number): string =>
  block(first, plain(text), width).split('\n').map((line) => paint.dim(line)).join('\n');

const chainText = (links: readonly Finding[], words: Words, paint: Paint, width: number): string =>
  dimBlock(`   ${words.explains}: `, links.map((link) => `${link.code} (${oneLine(nameOf(link.subject))})`).join(' → '), paint, width);

const ruledOutText = (diagnosis: Diagnosis, words: Words, paint: Paint, width: number): string[] =>
  groupRuledOut(diagnosis).map(({ codes, example }) => {
    const lead = `  ${oneLine(nameOf(example.subject))}: ${words.ruledOutBy(example.fact, oneLine(formatValue(example.value, 'none')) || '""')}`;
    const shown = codes.slice(0, 8).join(', ');
    return dimBlock('  ', `${lead.trim()} ⇒ ${shown}${codes.length > 8 ? ` +${codes.length - 8}` : ''}`, paint, width);
  });

const unknownText = (diagnosis: Diagnosis, words: Words, paint: Paint, width: number): string[] =>
  diagnosis.unknown.map((entry) => {
    const missing = entry.missing.map((fact) => `${fact.fact} (${oneLine(fact.why)})`).join(', ');
    return dimBlock(`  ? ${entry.code}: `, `${oneLine(nameOf(entry.subject))}; ${words.missing} ${missing}`, paint, width);
  });
