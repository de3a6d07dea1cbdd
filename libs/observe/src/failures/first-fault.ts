import { tellsOfFault, type SignatureMatch } from '@app/model';

/** What tells a trigger from what it drags along. */
export interface Told {
  /** Epoch ms. */
  readonly at: number;
  readonly match: SignatureMatch | null;
  readonly logged?: { /** The TaskManager wrote it itself. */ readonly own: boolean };
}

/** What fails together is reported within a second: a fault tears its neighbours' connections at once; ms. */
const together = 1000;
/** Causes that the loss of a TaskManager brings about: they never explain it. */
export const followsLoss: readonly string[] = ['no-resource-available', 'partition-not-found', 'tm-registration-timeout'];
/** A process that went silent leaves calls without an answer before its heartbeat is missed. */
export const heraldsLoss: readonly string[] = ['rpc-ask-timeout'];
export const losses: readonly string[] = ['tm-heartbeat-timeout', 'tm-unreachable'];
/** A missed heartbeat is noticed after 50 s by default (heartbeat.timeout); ms. */
const silentFor = 50_000;

const hasRole = (role: SignatureMatch['role']) => ({ match }: Told): boolean => match?.role === role;

/**
 * The fault that began it; `faults` are in the order of time. The first one, unless it only speaks of another's end: then a concrete cause of
 * the same second, then one of the same burst; what a TaskManager says of itself beats what others say about it. A cause that follows from a
 * lost TaskManager (slots lacking) does not count as the cause of that loss.
 */
export function firstFault<Fault extends Told>(faults: readonly Fault[]): Fault | null {
  const telling = faults.filter(({ match }) => match === null || tellsOfFault(match.role));
  const [begin] = telling.length > 0 ? telling : faults;
  if (begin === undefined) return null;
  const near = ({ at }: Told): boolean => at - begin.at <= together;
  const causes = telling.filter((fault) => hasRole('cause')(fault) && !followsLoss.includes(fault.match?.code ?? ''));
  const own = causes.filter(({ logged }) => logged?.own === true);
  if (begin.match?.role === 'cause') return (followsLoss.includes(begin.match.code) ? own[0] : undefined) ?? begin;
  const soon = own.find(near) ?? causes.find(near);
  if (soon) return soon;
  if (begin.match === null) return begin;
  const lost = heraldsLoss.includes(begin.match.code) ? telling.find(({ match, at }) => match !== null && losses.includes(match.code) && at - begin.at <= silentFor) : undefined;
  if (lost) return lost;
  const symptoms = telling.filter(hasRole('symptom'));
  return own[0] ?? causes[0] ?? symptoms.find(near) ?? symptoms[0] ?? begin;
}
