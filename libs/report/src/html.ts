import { formatValue, type Diagnosis, type Finding, type Language, type Problem, type Verdict } from '@app/model';
import { arrange, groupRuledOut, nameOf } from './chain.js';
import { explanationParts, partHtml } from './explanation.js';
import { evidenceLines } from './evidence.js';
import { page, timeTag, type PageOptions } from './page.js';
import { verdictSigns } from './paint.js';
import { escapeHtml as text, isWebAddress } from './untrusted.js';
import { type Words, wordsOf } from './words.js';

export type { PageOptions } from './page.js';

export interface JobsPageRow {
  readonly id: string;
  readonly name: string;
  readonly cluster: string;
  readonly state: string;
  readonly verdict: Verdict;
  readonly firstCause: string | null;
  readonly checkedAt: string;
  readonly diagnosisId: string | null;
}

const verdictTag = (verdict: Verdict, words: Words): string => `<span class="tag ${verdict}">${verdictSigns[verdict]} ${words.verdict[verdict]}</span>`;
const section = (title: string, body: string): string => (body === '' ? '' : `<section><h2>${text(title)}</h2>${body}</section>`);

/** All watched jobs, in the order given. `next` is the address of the following page. */
export function renderJobsPage(rows: readonly JobsPageRow[], options: PageOptions & { readonly next: string | null; readonly note: string | null }): string {
  const words = wordsOf(options.lang);
  const lines = rows.map((row) => {
    const name = row.diagnosisId === null ? text(row.name) : `<a href="/diagnoses/${encodeURIComponent(row.diagnosisId)}">${text(row.name)}</a>`;
    return `<tr><td>${verdictTag(row.verdict, words)}</td><td>${name}<br><code class="soft small">${text(row.id)}</code></td><td>${text(row.cluster)}</td><td>${text(row.state)}</td><td>${row.firstCause === null ? '' : `<code>${text(row.firstCause)}</code>`}</td><td>${timeTag(row.checkedAt)}</td></tr>`;
  });
  const head = [words.verdictLabel, words.job, words.cluster, words.state, words.firstCause, words.checked].map((name) => `<th scope="col">${text(name)}</th>`).join('');
  const body = rows.length === 0
    ? `<div class="card"><p>${text(words.noJobs)}</p></div>`
    : `<div class="card scroll"><table><thead><tr>${head}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`;
  const note = options.note === null ? '' : `<p class="soft">${text(options.note)}</p>`;
  const next = options.next === null ? '' : `<p><a rel="next" href="${text(options.next)}">${options.lang === 'zh' ? '下一页' : 'Next page'} →</a></p>`;
  return page(words.jobs, `<h1>${text(words.jobs)}</h1>${note}${body}${next}`, options);
}

/** One diagnosis: verdict, causes with their chain of evidence, advice, what was ruled out, what could not be told. */
export function renderDiagnosisPage(diagnosis: Diagnosis, options: PageOptions): string {
  const words = wordsOf(options.lang);
  const { chains, others } = arrange(diagnosis);
  const { job, cluster } = diagnosis;
  const title = diagnosis.explanation !== undefined ? cluster.name : job === null ? `${words.cluster} ${cluster.name}` : job.name;
  const facts = [
    text(cluster.name), ...(cluster.flinkVersion === null ? [] : [`Flink ${text(cluster.flinkVersion)}`]),
    ...(job === null ? [] : [text(job.state), `<code>${text(job.id)}</code>`]), timeTag(diagnosis.at),
  ].join(' · ');
  const failed = diagnosis.looked.filter((look) => !look.ok);
  const body = [
    `<p>${verdictTag(diagnosis.verdict, words)}</p><h1>${text(title)}</h1><p class="lead">${text(diagnosis.summary)}</p><p class="soft small">${facts}</p>`,
    section(words.causes, chains.map((chain) => `<article class="card">${findingHtml(chain.cause, words)}${chainHtml(chain.links, words)}</article>`).join('')),
    section(words.alsoFound, others.map((finding) => `<article class="card">${findingHtml(finding, words)}</article>`).join('')),
    ...explanationParts(diagnosis.explanation, options.lang).map((part) => section(part.title, partHtml(part))),
    job === null && diagnosis.explanation === undefined ? section(words.jobs, clusterJobs(diagnosis, words)) : '',
    section(words.unknown, unknownHtml(diagnosis, words)),
    section(words.notRead, listHtml(failed.map((look) => `<code>${text(look.need)}</code>: ${text(look.why ?? '')}`))),
    ruledOutHtml(diagnosis, words),
    `<p class="soft small">${text(words.lookedAt(diagnosis.looked.length, failed.length, Math.round(diagnosis.tookMs)))} · <a href="/api/v1/diagnoses/${encodeURIComponent(diagnosis.id)}">JSON</a></p>`,
  ].join('\n');
  return page(title, body, options);
}

export function renderProblemPage(problem: Problem, options: PageOptions): string {
  return page(problem.what, `<h1>${text(problem.what)}</h1><div class="card"><p>${text(problem.why)}</p><p>${text(problem.next)}</p><p class="soft small"><code>${text(problem.code)}</code></p></div>`, options);
}

function findingHtml(finding: Finding, words: Words): string {
  const marks = [words.side[finding.side], words.confidence[finding.confidence.level], words.needsAction[finding.needsAction]].map(text).join(' · ');
  const rows = evidenceLines(finding, words).map((fact) =>
    `<tr><td class="fact"><code>${text(fact.fact)}</code>${fact.about === '' ? '' : `<br><span class="soft small">${text(fact.about)}</span>`}</td><td class="num">${text(fact.value)}</td><td class="soft">${text(fact.limit)}</td></tr>`);
  const evidence = rows.length === 0 ? '' : `<div class="scroll"><table><caption class="skip">${text(words.evidence)}</caption><thead><tr><th scope="col">${text(words.fact)}</th><th scope="col">${text(words.value)}</th><th scope="col">${text(words.limit)}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
  const advice = finding.advice.length === 0 ? '' : `<ul class="advice" aria-label="${text(words.advice)}">${finding.advice.map((line) => `<li>${text(line)}</li>`).join('')}</ul>`;
  const references = finding.references.filter(isWebAddress).map((address) => `<a rel="noreferrer noopener" href="${text(address)}">${text(new URL(address).hostname)}</a>`).join(' · ');
  return [
    `<h3><code>${text(finding.code)}</code> <span class="tag ${finding.severity}">${text(words.severity[finding.severity])}</span></h3>`,
    `<p class="soft small">${text(nameOf(finding.subject))} · ${marks}</p><p>${text(finding.says)}</p>`,
    finding.because === '' ? '' : `<p class="soft">${text(finding.because)}</p>`,
    evidence, advice,
    references === '' ? '' : `<p class="small">${references}</p>`,
  ].join('');
}

/** From the symptom down to the cause, which stands above already. */
const chainHtml = (links: readonly Finding[], words: Words): string =>
  links.length < 2
    ? ''
    : `<details open><summary>${text(words.explains)}: ${links.map((link) => `<code>${text(link.code)}</code>`).join(' → ')}</summary><ol class="chain">${links.slice(0, -1).map((finding) => `<li>${findingHtml(finding, words)}</li>`).join('')}</ol></details>`;

const clusterJobs = (diagnosis: Diagnosis, words: Words): string =>
  diagnosis.jobs.length === 0
    ? `<p>${text(words.noJobs)}</p>`
    : `<div class="card scroll"><table><tbody>${diagnosis.jobs.map((line) =>
      `<tr><td>${verdictTag(line.verdict, words)}</td><td>${text(line.name)}<br><code class="soft small">${text(line.id)}</code></td><td>${text(line.state)}</td><td>${text(line.summary)}</td></tr>`).join('')}</tbody></table></div>`;

const unknownHtml = (diagnosis: Diagnosis, words: Words): string =>
  listHtml(diagnosis.unknown.map((entry) =>
    `<code>${text(entry.code)}</code> (${text(nameOf(entry.subject))}): ${text(words.missing)} ${entry.missing.map((fact) => `<code>${text(fact.fact)}</code> (${text(fact.why)})`).join(', ')}`));

const ruledOutHtml = (diagnosis: Diagnosis, words: Words): string =>
  diagnosis.ruledOut.length === 0
    ? ''
    : `<details><summary>${text(words.ruledOut)} (${diagnosis.ruledOut.length})</summary>${listHtml(groupRuledOut(diagnosis).map(({ codes, example }) =>
      `${text(nameOf(example.subject))}: ${text(words.ruledOutBy(example.fact, formatValue(example.value, 'none')))} ⇒ ${codes.map((code) => `<code>${text(code)}</code>`).join(', ')}`))}</details>`;

const listHtml = (items: readonly string[]): string => (items.length === 0 ? '' : `<ul class="plain">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`);

export const pageLanguage = (acceptLanguage: string | undefined): Language => (/^\s*zh\b/i.test(acceptLanguage ?? '') ? 'zh' : 'en');
