import type { Signature } from '../signature.js';
import type { Prepared } from './prepared.js';

/** What names something concrete beats what must be explained further. */
const weight: Readonly<Record<Signature['role'], number>> = { cause: 4, symptom: 3, 'follow-up': 2, envelope: 1, remark: 0.5, harmless: 0 };

/** A signature that takes whatever is left over must not hide that the exception was only dragged along. */
const lastResort = -100;
const weightOf = ({ role, priority }: Signature): number => (priority <= lastResort ? weight[role] - 2.5 : weight[role]);

/** Known noise that a person ranked: it names a wording so exactly that the general signature for the same words is wrong about it. */
const isKnownNoise = ({ role, priority }: Signature): boolean => role === 'harmless' && priority > 0;

/** Whether `one` says more than `best`: the stronger role (cause, symptom, follow-up, envelope, remark, harmless), then the higher priority. */
export function beats({ signature: one }: Prepared, { signature: best }: Prepared): boolean {
  if (isKnownNoise(one) || isKnownNoise(best)) return one.priority > best.priority;
  const roles = weightOf(one) - weightOf(best);
  return roles > 0 || (roles === 0 && one.priority > best.priority);
}

/** The best of several, in the order in which they win at equal rank. */
export const bestOf = (all: readonly Prepared[]): Prepared | null => all.reduce<Prepared | null>((best, one) => (best === null || beats(one, best) ? one : best), null);

/** Of two the second only where it says more. */
export const stronger = (a: Prepared | null, b: Prepared | null): Prepared | null => (a === null || b === null ? (a ?? b) : beats(b, a) ? b : a);
