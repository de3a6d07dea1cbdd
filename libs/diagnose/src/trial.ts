import { subjectKey, type Observation, type Relation, type Scope, type Subject } from '@app/model';
import { judgeCondition, type Judged, type RuleVerdict } from './judge-condition.js';
import { reach, WishList, type Wanted } from './reach.js';
import { readShown } from './read-leaf.js';
import type { LeafReading, Missing, Place } from './reading.js';
import { routeBetween } from './scopes.js';
import type { Pack, Rule } from './rule.js';

/** A rule to be judged for every subject that `via` leads to. */
interface JudgeStep {
  readonly kind: 'judge';
  readonly rule: Rule;
  readonly from: Subject;
  readonly via: readonly Relation[];
  /** Finding that led here; null for a root. */
  readonly parent: string | null;
}
/** A finding of the last wave whose shown facts and healing are still to be read. */
interface CompleteStep {
  readonly kind: 'complete';
  readonly id: string;
}
export type Step = JudgeStep | CompleteStep;

/** A rule judged for a subject. */
export interface Judgement {
  /** `code@scope:subject`; the id of the finding if it fired. */
  readonly id: string;
  readonly rule: Rule;
  readonly place: Place;
  readonly judged: Judged;
  /** Ids of the findings that led here. */
  readonly parents: readonly string[];
  readonly healed: RuleVerdict | null;
  readonly shown: readonly LeafReading[];
}

export interface UnknownJudgement {
  readonly code: string;
  readonly subject: Subject;
  readonly facts: readonly Missing[];
}

/** What was judged so far and what comes next. A value: judging gives a new one. It is over when `wave` is empty. */
export interface Trial {
  readonly pack: Pack;
  readonly root: Subject;
  readonly wave: readonly Step[];
  readonly judgements: ReadonlyMap<string, Judgement>;
  /** Judged already; a rule that reads its parent once per parent. */
  readonly done: ReadonlySet<string>;
  /** Rules that could not be decided, or whose subjects could not be reached, with every fact that would matter. */
  readonly unknown: readonly UnknownJudgement[];
}

const aroundJob: Readonly<Partial<Record<Scope, readonly Relation[]>>> = { cluster: ['cluster'], 'log-template': ['log-templates'] };

/**
 * The roots of the pack that are about such a subject, nothing looked at yet. A job is not asked about its whole cluster: what others did is not its fault,
 * unless `around` says that the root stands for the cluster and for what is logged, too. */
export function openTrial(pack: Pack, root: Subject, { around = false }: { readonly around?: boolean } = {}): Trial {
  const wave = pack.roots.flatMap((rule): readonly Step[] => {
    const via = routeBetween(root.scope, rule.written.scope, around ? (aroundJob[rule.written.scope] ?? []) : []);
    return via === null ? [] : [{ kind: 'judge', rule, from: root, via: rule.written.scope === root.scope ? [] : via, parent: null }];
  });
  return { pack, root, wave, judgements: new Map(), done: new Set(), unknown: [] };
}

/**
 * What the present wave needs, as far as subjects are known: ask again after each observation, until nothing new comes.
 * `null` means that nothing was observed yet.
 */
export function wanted(trial: Trial, observation: Observation | null): Wanted {
  const wishes = new WishList();
  for (const step of trial.wave) {
    if (step.kind === 'complete') {
      wishFor(trial.judgements.get(step.id), wishes, observation);
      continue;
    }
    const parent = trial.judgements.get(step.parent ?? '')?.place.subject ?? null;
    const { subjects } = reach(step.from, step.via, observation, (subject, relation) => wishes.addRelation(subject, relation));
    for (const subject of subjects) wishes.addCondition(step.rule.when, { subject, parent }, observation);
  }
  return wishes.all();
}

function wishFor(finding: Judgement | undefined, wishes: WishList, observation: Observation | null): void {
  if (!finding) return;
  const { rule, place } = finding;
  if (rule.healed) wishes.addCondition(rule.healed, place, observation);
  for (const term of [...rule.shows, ...rule.since]) {
    const subject = term.from === 'parent' ? place.parent : place.subject;
    if (subject) wishes.addFact(subject, term.name);
  }
}

/** Judges the present wave. The next one holds the children of what fired, and what is to be shown of it. */
export async function judge(trial: Trial, observation: Observation): Promise<Trial> {
  const judgements = new Map(trial.judgements);
  const done = new Set(trial.done);
  const fired: Judgement[] = [];
  const blocked: UnknownJudgement[] = [];

  for (const step of trial.wave) {
    if (step.kind === 'complete') {
      const finding = judgements.get(step.id);
      if (finding) judgements.set(step.id, await complete(finding, observation));
      continue;
    }
    const parent = trial.judgements.get(step.parent ?? '')?.place.subject ?? null;
    const { subjects, blocked: here } = reach(step.from, step.via, observation);
    if (here.length > 0) blocked.push({ code: step.rule.code, subject: step.from, facts: here });
    for (const subject of subjects) {
      const outcome = await judgeOne(step, { subject, parent }, observation, judgements, done);
      if (outcome) fired.push(outcome);
    }
  }

  const wave = fired.flatMap((finding): Step[] => [{ kind: 'complete', id: finding.id }, ...childrenOf(trial.pack, finding)]);
  return { ...trial, wave, judgements, done, unknown: [...stillUnknown(trial, judgements), ...blocked, ...newlyUnknown(trial, judgements)] };
}

/** The finding, if one was not there before. */
async function judgeOne(step: JudgeStep, place: Place, observation: Observation, judgements: Map<string, Judgement>, done: Set<string>): Promise<Judgement | null> {
  const { rule } = step;
  const id = `${rule.code}@${subjectKey(place.subject)}`;
  const key = rule.readsParent ? `${id} < ${step.parent ?? ''}` : id;
  const parents = step.parent === null ? [] : [step.parent];
  const before = judgements.get(id);
  if (done.has(key)) {
    if (before) judgements.set(id, { ...before, parents: [...new Set([...before.parents, ...parents])] });
    return null;
  }
  done.add(key);
  const judged = await judgeCondition(rule.when, place, observation);
  const fresh: Judgement = { id, rule, place, judged, parents, healed: null, shown: [] };
  if (!before || rank[judged.verdict] > rank[before.judged.verdict]) judgements.set(id, fresh);
  else if (judged.verdict === 'fires') judgements.set(id, { ...before, parents: [...new Set([...before.parents, ...parents])] });
  return judged.verdict === 'fires' && before?.judged.verdict !== 'fires' ? fresh : null;
}

const rank: Readonly<Record<RuleVerdict, number>> = { quiet: 0, unknown: 1, fires: 2 };

async function complete(finding: Judgement, observation: Observation): Promise<Judgement> {
  const { rule, place } = finding;
  const healed = rule.healed ? (await judgeCondition(rule.healed, place, observation)).verdict : null;
  const shown = [...rule.shows, ...rule.since].map((term) => readShown(term, place, observation));
  return { ...finding, healed, shown };
}

const childrenOf = (pack: Pack, finding: Judgement): readonly Step[] =>
  pack.children(finding.rule.code).flatMap((rule): Step[] => {
    const via = routeBetween(finding.rule.written.scope, rule.written.scope, rule.via);
    return via ? [{ kind: 'judge', rule, from: finding.place.subject, via, parent: finding.id }] : [];
  });

const isUnknown = (judgement: Judgement | undefined): judgement is Judgement => judgement?.judged.verdict === 'unknown';

/** A rule that reads its parent may be decided by a later parent. */
const stillUnknown = (trial: Trial, now: ReadonlyMap<string, Judgement>): readonly UnknownJudgement[] =>
  trial.unknown.filter(({ code, subject }) => {
    const judgement = now.get(`${code}@${subjectKey(subject)}`);
    return judgement === undefined || isUnknown(judgement);
  });

const newlyUnknown = (trial: Trial, now: ReadonlyMap<string, Judgement>): readonly UnknownJudgement[] =>
  [...now.values()]
    .filter((judgement) => isUnknown(judgement) && !isUnknown(trial.judgements.get(judgement.id)))
    .map(({ rule, place, judged }) => ({ code: rule.code, subject: place.subject, facts: judged.missing }));
