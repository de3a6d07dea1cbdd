import { randomUUID } from 'node:crypto';
import { createCollector, lookedAt } from '@app/collect';
import { conclude, packToldBy, type Conclusion, type Pack } from '@app/diagnose';
import { catalogue, explanationOf, flinkVersionIn, needsOf, unknownTextIn } from '@app/observe';
import {
  contextNeed, emptySnapshot, needKey, textsNeed,
  type Clock, type Explanation, type FactSpec, type GivenContext, type Language, type Observation, type SignatureMatcher, type Snapshot, type Source, type Subject,
} from '@app/model';
import { settle } from './settle.js';
import type { Outcome, Stages } from './stages.js';

/** What explaining needs besides the stages. */
export interface ExplainStages extends Stages {
  readonly signatures: SignatureMatcher;
  /** What a text that nothing recognises resembles; names what a person may look at, no cause. */
  readonly resembling?: (text: string, lang: Language) => Promise<Resemblance>;
}

export type Resemblance = Pick<Explanation, 'neighbours' | 'category'>;
const none: Resemblance = { neighbours: [], category: null };

export interface ExplainOptions {
  /** Answers `textsNeed`. */
  readonly source: Source;
  readonly clock: Clock;
  /** How the texts are called in the answer. */
  readonly name: string;
  readonly context: GivenContext;
  readonly lang?: Language;
  /** Reading must end within this time. Default 10 minutes: a gigabyte takes some. */
  readonly deadlineMs?: number;
}

const defaultDeadlineMs = 600_000;
const specs: ReadonlyMap<string, FactSpec> = new Map(catalogue.map((spec) => [spec.name, spec]));
const cluster: Subject = { scope: 'cluster', id: 'cluster', name: 'cluster' };

/**
 * An answer about texts: the same facts, rules and conclusion as for a live job, by those rules that texts can decide.
 * `faulty` where a fault is told, else `unknown`: a text never shows that a job is healthy.
 */
export async function explain(stages: ExplainStages, options: ExplainOptions): Promise<Outcome> {
  const startedAt = options.clock.now();
  const lang = options.lang ?? 'en';
  const collector = createCollector({ sources: [options.source], clock: options.clock, deadline: new Date(startedAt.getTime() + (options.deadlineMs ?? defaultDeadlineMs)) });
  const root: Subject = { scope: 'job', id: 'text', name: options.name };
  const base = await collector.collect([textsNeed], withContext(emptySnapshot(startedAt), options.context));
  const pack = packFor(stages.pack, root, base, options.context);
  const { trial, snapshot, observation } = await settle({ ...stages, pack }, root, collector, base, { around: true });
  const conclusion = conclude(trial, observation, { lang });
  const isFaulty = conclusion.findings.some(({ kind, severity }) => kind === 'fault' && severity !== 'info');
  const told = explanationOf(snapshot, root, stages.signatures);
  const open = conclusion.findings.some(({ kind }) => kind === 'fault') ? null : unknownTextIn(snapshot, root, stages.signatures);
  const resemblance = open === null ? none : ((await stages.resembling?.(open, lang)) ?? none);
  return {
    snapshot,
    diagnosis: {
      schemaVersion: '1', id: randomUUID(), at: startedAt.toISOString(), time: 'after',
      cluster: { name: options.name, url: '', flinkVersion: text(observation, cluster, 'cluster.flinkVersion') ?? flinkVersionIn(snapshot) },
      job: null, jobs: [],
      verdict: isFaulty ? 'faulty' : 'unknown', score: null,
      summary: isFaulty ? toldBy(options.name, conclusion, lang) : nothingKnown(options.name, { events: told.timeline.filter(({ role }) => role === 'unrecognised').length, noise: told.noise.length, remarks: conclusion.findings.length }, lang),
      causes: conclusion.causes, findings: conclusion.findings, ruledOut: conclusion.ruledOut, unknown: conclusion.unknown,
      looked: lookedAt(snapshot), tookMs: options.clock.now().getTime() - startedAt.getTime(),
      explanation: { ...told, ...resemblance },
    },
  };
}

const withContext = (snapshot: Snapshot, context: GivenContext): Snapshot => ({
  ...snapshot, entries: new Map([...snapshot.entries, [needKey(contextNeed), { need: contextNeed, readings: [{ kind: 'read', at: snapshot.at, payload: context, ms: 0 }] }]]),
});

/** The rules that name facts which texts tell, or the person gave. */
function packFor(pack: Pack, root: Subject, snapshot: Snapshot, { facts }: GivenContext): Pack {
  const subjects = [root, cluster, { ...root, scope: 'log-template' } as const];
  const told = (spec: FactSpec): boolean => {
    const subject = subjects.find(({ scope }) => scope === spec.scope);
    return subject !== undefined && spec.needs.length > 0 && spec.needs.every((kind) => needsOf(kind, subject, snapshot) !== 'unreachable');
  };
  const knows = (name: string): boolean => {
    const spec = specs.get(name);
    return spec !== undefined && (Object.hasOwn(facts, name) || told(spec));
  };
  return packToldBy(pack, knows);
}

const text = (observation: Observation, subject: Subject, fact: string): string | null => {
  const state = observation.fact(subject, fact);
  return state.known && state.value !== '' ? String(state.value) : null;
};

/** A text is not faulty itself: it tells of a fault. */
function toldBy(name: string, { findings, causes }: Conclusion, lang: Language): string {
  const says = findings.find(({ id }) => id === causes[0])?.says ?? '';
  const more = causes.length - 1;
  if (lang === 'zh') return `${name}：${says}${more > 0 ? `（另有 ${more} 个原因）` : ''}`;
  return `${name}: ${says}${more > 0 ? ` (and ${more} more)` : ''}`;
}

function nothingKnown(name: string, { events, noise, remarks }: { readonly events: number; readonly noise: number; readonly remarks: number }, lang: Language): string {
  if (lang === 'zh') {
    const also = remarks > 0 ? `另有 ${remarks} 点值得注意。` : '';
    if (events > 0) return `${name} 中有 ${events} 处错误，但没有一处能确认原因。${also}`;
    return `${noise > 0 ? `${name} 中没有故障；有 ${noise} 种已知的无害日志。` : `${name} 中没有任何错误或异常。`}${also}`;
  }
  const also = remarks > 0 ? ` Worth knowing: ${remarks}, see below.` : '';
  if (events > 0) return `${name} tells of errors (${events}), but no known cause is among them.${also}`;
  return `${noise > 0 ? `${name} names no fault; ${noise} kinds of lines in it are known and do no harm.` : `${name} tells of no error at all.`}${also}`;
}
