import type { FactState, FactValue, NeedKind, Reading, SignatureMatcher, Snapshot, Subject } from '@app/model';
import { needKey, subjectKey } from '@app/model';
import { needsOf } from './needs.js';
import { remembering, type Schema } from './remembering.js';

/** A value taken from readings, with the time of the reading, or why there is none. */
export type Got<T> =
  | { readonly ok: true; readonly value: T; readonly at: Date }
  | { readonly ok: false; readonly why: string; readonly notYet: boolean };

/** Takes something out of the snapshot for the subject at hand. Pure; each is run once per subject. */
export type Reader<T> = (look: Look) => Got<T>;
/** How a fact is found. `null` = the answer has no such value. */
export type Compute = (look: Look) => FactState;
export interface Observer {
  readonly compute: Readonly<Record<string, Compute>>;
}

/** What an observer sees: the snapshot from the place of one subject. */
export interface Look {
  readonly subject: Subject;
  readonly root: Subject;
  readonly snapshot: Snapshot;
  readonly signatures: SignatureMatcher;
  of(subject: Subject): Look;
}

export const missing = (why: string, notYet = false): { readonly ok: false; readonly why: string; readonly notYet: boolean } => ({ ok: false, why, notYet });

/** One look per subject, so that what a reader found is found once. */
export function createLooks(snapshot: Snapshot, root: Subject, signatures: SignatureMatcher): (subject: Subject) => Look {
  const looks = new Map<string, Look>();
  const lookAt = (subject: Subject): Look => {
    const known = looks.get(subjectKey(subject));
    if (known) return known;
    const look: Look = { subject, root, snapshot, signatures, of: lookAt };
    looks.set(subjectKey(subject), look);
    return look;
  };
  return lookAt;
}

/** Runs `reader` once per look and remembers what it found as long as the look lives. */
export function once<T>(reader: Reader<T>): Reader<T> {
  const found = new WeakMap<Look, Got<T>>();
  return (look) => {
    const before = found.get(look);
    if (before) return before;
    const got = reader(look);
    found.set(look, got);
    return got;
  };
}

/** Newest reading of the one need behind `kind`, parsed. Unreadable, odd or unasked answers are missing, with their why. */
export function payload<T>(kind: NeedKind, written: Schema<T>): Reader<T> {
  const schema = remembering(written);
  return once((look) => {
    const needs = needsOf(kind, look.subject, look.snapshot);
    if (needs === 'unreachable') return missing(`${kind} cannot be asked for ${look.subject.scope} ${look.subject.name}`);
    const [need] = needs;
    if (need === undefined) return missing(`${kind} is not asked for ${look.subject.scope} ${look.subject.name}`);
    return parsed(newest(look.snapshot, needKey(need)), kind, schema);
  });
}

/** Newest readings of all needs behind `kind`; those that cannot be read are left out. Missing when none can be read. */
export function payloads<T>(kind: NeedKind, written: Schema<T>): Reader<readonly T[]> {
  const schema = remembering(written);
  return once((look) => {
    const needs = needsOf(kind, look.subject, look.snapshot);
    if (needs === 'unreachable') return missing(`${kind} cannot be asked for ${look.subject.scope} ${look.subject.name}`);
    const got = needs.map((need) => parsed(newest(look.snapshot, needKey(need)), kind, schema));
    const read = got.flatMap((one) => (one.ok ? [one] : []));
    const [first] = read;
    if (first) return { ok: true, value: read.map(({ value }) => value), at: first.at };
    return got.find((one) => !one.ok) ?? missing(`${kind} is not asked for ${look.subject.scope} ${look.subject.name}`);
  });
}

export const newest = (snapshot: Snapshot, key: string): Reading | undefined => snapshot.entries.get(key)?.readings.at(-1);

export function parsed<T>(reading: Reading | undefined, kind: string, schema: Schema<T>): Got<T> {
  if (reading === undefined) return missing(`${kind} was not asked`);
  if (reading.kind !== 'read') return missing(reading.why, reading.kind === 'not-yet');
  const result = schema.safeParse(reading.payload);
  if (result.success) return { ok: true, value: result.data, at: reading.at };
  const issue = result.error.issues[0];
  return missing(`the answer to ${kind} is not understood: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}

const older = (a: Date, b: Date): Date => new Date(Math.min(a.getTime(), b.getTime()));

/** Two readers as one; the value is as old as the older of them. */
export const both = <A, B>(first: Reader<A>, second: Reader<B>): Reader<readonly [A, B]> => once((look) => {
  const a = first(look);
  if (!a.ok) return a;
  const b = second(look);
  return b.ok ? { ok: true, value: [a.value, b.value], at: older(a.at, b.at) } : b;
});

export const map = <A, B>(reader: Reader<A>, change: (value: A, look: Look, at: Date) => Got<B>): Reader<B> => once((look) => {
  const got = reader(look);
  return got.ok ? change(got.value, look, got.at) : got;
});

/** A fact from a reader. `null` and NaN mean that the answer holds no value; `none` says what that means. */
export const from = <T>(reader: Reader<T>, value: (value: T, at: Date, look: Look) => FactValue | null | undefined, none = 'Flink reports no value'): Compute => (look) => {
  const got = reader(look);
  if (!got.ok) return { known: false, why: got.why, notYet: got.notYet };
  const found = value(got.value, got.at, look);
  if (found === null || found === undefined || Number.isNaN(found)) return { known: false, why: none, notYet: false };
  return { known: true, value: found, at: got.at, source: 'flink' };
};
