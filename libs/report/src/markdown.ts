import { formatValue, type Diagnosis, type Finding, type Language } from '@app/model';
import { arrange, groupRuledOut, nameOf } from './chain.js';
import { explanationParts, partMarkdown } from './explanation.js';
import { evidenceLines } from './evidence.js';
import { verdictSigns } from './paint.js';
import { escapeMarkdown as text, isWebAddress } from './untrusted.js';
import { type Words, wordsOf } from './words.js';

/** A diagnosis as Markdown for tickets and chats; job-given strings cannot become links or markup. */
export function renderMarkdown(diagnosis: Diagnosis, options: { readonly lang: Language }): string {
  const words = wordsOf(options.lang);
  const { chains, others } = arrange(diagnosis);
  const { job, cluster } = diagnosis;
  const title = diagnosis.explanation !== undefined ? text(cluster.name) : job === null ? `${words.cluster} ${text(cluster.name)}` : text(job.name);
  const lines = [
    `# ${verdictSigns[diagnosis.verdict]} ${words.verdict[diagnosis.verdict]}: ${title}`, '', text(diagnosis.summary), '',
    `${text(cluster.name)}${cluster.flinkVersion === null ? '' : ` · Flink ${text(cluster.flinkVersion)}`}${job === null ? '' : ` · ${text(job.state)} · \`${text(job.id)}\``} · ${diagnosis.at}`,
  ];
  const section = (name: string, body: readonly string[]): void => {
    if (body.length > 0) lines.push('', `## ${name}`, '', ...body);
  };
  section(words.causes, chains.flatMap((chain, index) => [
    ...findingMarkdown(`${index + 1}. `, chain.cause, words),
    ...(chain.links.length > 1 ? [`   - ${words.explains}: ${chain.links.map((link) => `${link.code} (${text(nameOf(link.subject))})`).join(' → ')}`] : []),
  ]));
  const symptoms = [...new Set(chains.flatMap((chain) => chain.links.slice(0, -1)))].filter((finding) => !diagnosis.causes.includes(finding.id));
  section(words.chain, symptoms.flatMap((finding) => findingMarkdown('- ', finding, words)));
  section(words.alsoFound, others.flatMap((finding) => findingMarkdown('- ', finding, words)));
  for (const part of explanationParts(diagnosis.explanation, options.lang)) section(part.title, partMarkdown(part));
  if (job === null && diagnosis.jobs.length > 0) {
    section(words.jobs, [
      `| ${words.verdictLabel} | ${words.job} | ${words.state} | ${words.firstCause} |`, '| --- | --- | --- | --- |',
      ...diagnosis.jobs.map((line) => `| ${words.verdict[line.verdict]} | ${text(line.name)} | ${text(line.state)} | ${line.firstCause ?? ''} |`),
    ]);
  }
  section(words.ruledOut, groupRuledOut(diagnosis).map(({ codes, example }) =>
    `- ${text(nameOf(example.subject))}: ${text(words.ruledOutBy(example.fact, formatValue(example.value, 'none')))} ⇒ ${codes.join(', ')}`));
  section(words.unknown, diagnosis.unknown.map((entry) =>
    `- ${entry.code} (${text(nameOf(entry.subject))}): ${words.missing} ${entry.missing.map((fact) => `${fact.fact} (${text(fact.why)})`).join(', ')}`));
  section(words.notRead, diagnosis.looked.filter((look) => !look.ok).map((look) => `- ${text(look.need)}: ${text(look.why ?? '')}`));
  return `${lines.join('\n')}\n`;
}

function findingMarkdown(lead: string, finding: Finding, words: Words): string[] {
  const indent = ' '.repeat(lead.length);
  return [
    `${lead}**${finding.code}** (${words.severity[finding.severity]}, ${words.side[finding.side]}, ${words.confidence[finding.confidence.level]}, ${words.needsAction[finding.needsAction]}): ${text(finding.says)}`,
    ...(finding.because === '' ? [] : [`${indent}${text(finding.because)}`]),
    ...evidenceLines(finding, words).map((fact) =>
      `${indent}- ${fact.fact}${fact.about === '' ? '' : ` (${text(fact.about)})`}: **${text(fact.value)}**${fact.limit === '' ? '' : `, ${text(fact.limit)}`}`),
    ...finding.advice.map((advice) => `${indent}- → ${text(advice)}`),
    ...finding.references.filter(isWebAddress).map((reference) => `${indent}- <${reference}>`),
  ];
}
