import type { Evidence, Finding, Observation } from '@app/model';
import type { LeafReading } from './reading.js';
import { renderText } from './render.js';
import { named, type Telling } from './telling.js';
import type { Judgement } from './trial.js';
import { confidenceWhy, loweredWhy } from './words.js';

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

/** From the first known `since` fact of the rule (a time, or an age at the time it was read); else the earliest time among the evidence. */
function sinceOf({ rule, judged, shown: besides }: Judgement, observation: Observation): string | null {
  const { since } = rule;
  const moment = ({ value, unit, at }: LeafReading): readonly number[] => {
    if (typeof value !== 'number') return [];
    return unit === 'time' ? [value] : unit === 'ms' ? [(at ?? observation.at).getTime() - value] : [];
  };
  const own = since.map(({ name }) => besides.filter(({ fact }) => fact.endsWith(name)).flatMap(moment)).find(({ length }) => length > 0) ?? [];
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
