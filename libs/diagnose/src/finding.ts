import type { Evidence, FactValue, Finding, Language, Observation, Subject } from '@app/model';
import type { LeafReading } from './reading.js';
import { placeholders } from './rule.js';
import type { Judgement, Trial } from './trial.js';
import { confidenceWhy, loweredWhy, shown, unreadWord } from './words.js';

/** What a finding is written from. */
export interface Telling {
  readonly trial: Trial;
  readonly observation: Observation;
  readonly lang: Language;
  /** Codes of rules that could not be checked. */
  readonly unchecked: ReadonlySet<string>;
}

/** The subject's name as its own fact gives it (a job's name is known only once it was read). */
export function nameOf(subject: Subject, observation: Observation): string {
  const state = observation.fact(subject, `${subject.scope}.name`);
  return state.known && typeof state.value === 'string' && state.value !== '' ? state.value : subject.name;
}

export const named = (subject: Subject, observation: Observation): Subject => ({ scope: subject.scope, id: subject.id, name: nameOf(subject, observation) });

/** Only a fault that hurt can heal: all its `healed` conditions are known to hold. */
export const isHealed = (judgement: Judgement): boolean => judgement.healed === 'fires';

export function toFinding(judgement: Judgement, telling: Telling): Finding {
  const { written, texts } = judgement.rule;
  const { lang, observation } = telling;
  const healed = isHealed(judgement);
  const own = texts[lang];
  const says = healed ? (own.saysHealed ?? own.says) : own.says;
  const render = (text: string): string => renderText(text, judgement, telling);
  return {
    id: judgement.id, code: judgement.rule.code, subject: named(judgement.place.subject, observation), parents: judgement.parents.toSorted(),
    since: sinceOf(judgement, observation),
    kind: written.kind, severity: healed ? 'info' : written.severity, stage: written.stage, group: written.group, side: written.side,
    confidence: confidenceOf(judgement, telling),
    says: render(says), because: render(own.because), evidence: evidenceOf(judgement, observation), advice: own.advice.map(render),
    needsAction: healed ? 'no' : written.needsAction,
    fix: written.fix && !healed ? { action: written.fix.action, with: { ...written.fix.with } } : null,
    references: written.references ?? [],
  };
}

/** Decided leaves first, then what is shown besides. */
function evidenceOf({ judged, shown: besides }: Judgement, observation: Observation): Evidence[] {
  const told = new Map<string, Evidence>();
  for (const reading of [...judged.decided, ...besides]) {
    const { fact, value, unit, limit, limitSource, at, source } = reading;
    if (value === null || (limit === null && [...told.values()].some((one) => one.fact === fact))) continue;
    told.set(`${fact} ${String(limit)}`, {
      fact, subject: named(reading.subject, observation), value, unit, limit, limitSource, at: (at ?? observation.at).toISOString(), source,
    });
  }
  return [...told.values()];
}

/** From the rule's `since` fact (a time, or an age at the time it was read); else the earliest time among the evidence. */
function sinceOf({ rule, judged, shown: besides }: Judgement, observation: Observation): string | null {
  const { since } = rule;
  const moment = ({ value, unit, at }: LeafReading): readonly number[] => {
    if (typeof value !== 'number') return [];
    return unit === 'time' ? [value] : unit === 'ms' ? [(at ?? observation.at).getTime() - value] : [];
  };
  const own = since === null ? [] : besides.filter(({ fact }) => fact.endsWith(since.name)).flatMap(moment);
  const moments = own.length > 0 ? own : [...judged.decided, ...besides].filter(({ unit }) => unit === 'time').flatMap(moment);
  const earliest = Math.min(...moments.filter((time) => time > 0 && time < 8.64e15));
  return Number.isFinite(earliest) ? new Date(earliest).toISOString() : null;
}

const lower = { high: 'medium', medium: 'low', low: 'low' } as const;

function confidenceOf({ rule }: Judgement, { lang, unchecked }: Telling): Finding['confidence'] {
  const { level } = rule.written.confidence;
  const why = rule.texts[lang].why ?? confidenceWhy[lang][level];
  const rival = rule.written.rivals?.find((code) => unchecked.has(code));
  return rival === undefined ? { level, why } : { level: lower[level], why: loweredWhy(why, rival, lang) };
}

/** Fills the braces of a text: values as they were judged, with their unit. */
export function renderText(text: string, judgement: Judgement, telling: Telling): string {
  return placeholders(text).reduce((done, name) => done.replaceAll(new RegExp(`\\{\\s*${name.replaceAll('.', '\\.')}\\s*\\}`, 'g'), () => rendered(name, judgement, telling)), text);
}

function rendered(name: string, { place, judged, shown: besides }: Judgement, { trial, observation, lang }: Telling): string {
  const root = trial.root;
  const { subject } = place;
  const parent = place.parent ?? root;
  if (name === 'subject.name') return nameOf(subject, observation);
  if (name === 'parent.name') return nameOf(parent, observation);
  if (name === 'root.name') return nameOf(root, observation);
  if (name === 'job.name' || name === 'cluster.name') {
    const scope = name === 'job.name' ? 'job' : 'cluster';
    const near = [subject, parent, root].find((one) => one.scope === scope) ?? enclosing(root, scope, observation);
    if (near) return nameOf(near, observation);
  }
  const unread = (value: FactValue | null): value is FactValue => value !== null;
  const reading = [...judged.readings, ...besides].find((one) => one.fact === name && unread(one.value));
  if (reading && unread(reading.value)) return shown(reading.value, reading.unit, lang);
  const fromParent = name.startsWith('parent.');
  const fact = fromParent ? name.slice('parent.'.length) : name;
  const state = observation.fact(fromParent ? parent : subject, fact);
  return state.known ? shown(state.value, trial.pack.facts.get(fact)?.unit ?? 'none', lang) : unreadWord[lang];
}

function enclosing(root: Subject, scope: 'job' | 'cluster', observation: Observation): Subject | null {
  const related = observation.related(root, scope);
  return related.known ? (related.subjects[0] ?? null) : null;
}
