import type { FactValue, Observation, Subject, Unit } from '@app/model';
import { nameOf, type Telling } from './telling.js';
import { isNameWord, placeholders } from './rule.js';
import type { Judgement } from './trial.js';
import { shown, unreadWord } from './words.js';

/**
 * Fills the braces of a text: values as they were judged, with their unit. What was not read, or is an empty word, is a gap: a bracket with
 * one is left out, and so is a sentence after the first that has nothing but gaps; elsewhere a gap is called unknown.
 */
export function renderText(text: string, judgement: Judgement, telling: Telling): string {
  const values = new Map(placeholders(text).map((name) => [name, rendered(name, judgement, telling)]));
  const hasGap = (part: string): boolean => placeholders(part).some((name) => values.get(name) === null);
  const isGap = (part: string): boolean => {
    const facts = placeholders(part).filter((name) => !isNameWord(name));
    return facts.length > 0 && facts.every((name) => values.get(name) === null);
  };
  const fill = (part: string): string => part.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => values.get(name.trim()) ?? unreadWord[telling.lang]);
  const plain = text.replaceAll(bracket, (all) => (hasGap(all) ? '' : all));
  return fill(closed(plain.split(betweenSentences).filter((sentence, index) => index === 0 || !isGap(sentence)).join('')));
}

/** With the blank before it; braces inside are those of names. */
const bracket = /\s?[(（](?:[^(){}（）]|\{[^{}]*\})*[)）]/g;
const betweenSentences = /(?<=[;；。])(?=.)|(?<=[.!?])(?=\s+[\p{Lu}"{])/u;

/** A text whose last sentence went must not end with what led to it. */
const closed = (text: string): string => text.trim().replace(/;$/, '.').replace(/；$/, '。');

/** Null when it was not read, or says nothing. */
function rendered(name: string, { place, judged, shown: besides }: Judgement, { trial, observation, lang }: Telling): string | null {
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
  const said = (value: FactValue, unit: Unit): string | null => (value === '' ? null : shown(value, unit, lang));
  const isRead = (value: FactValue | null): value is FactValue => value !== null;
  const reading = [...judged.readings, ...besides].find((one) => one.fact === name && isRead(one.value));
  if (reading && isRead(reading.value)) return said(reading.value, reading.unit);
  const fromParent = name.startsWith('parent.');
  const fact = fromParent ? name.slice('parent.'.length) : name;
  const state = observation.fact(fromParent ? parent : subject, fact);
  return state.known ? said(state.value, trial.pack.facts.get(fact)?.unit ?? 'none') : null;
}

function enclosing(root: Subject, scope: 'job' | 'cluster', observation: Observation): Subject | null {
  const related = observation.related(root, scope);
  return related.known ? (related.subjects[0] ?? null) : null;
}
