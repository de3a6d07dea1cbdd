import type { SignatureMatch, ThrowableInfo } from '@app/model';
import { settings } from '../cluster/observer.js';
import { missing, once, payload, type Got, type Look } from '../look.js';
import { hasTexts } from '../texts/texts.js';
import { firstFault, followsLoss, losses } from './first-fault.js';
import { exceptions } from './history.js';
import type { Failure, FailureEntry } from './schema.js';
import { defaultDelay, namesClusterDefault, restartDelay, RestartConfig } from './restart-delay.js';
import { lostIn, saysOwnEnd } from './lost.js';

/** A failure with what its text was recognised as. */
export interface Fault extends Failure {
  readonly match: SignatureMatch | null;
  readonly root: ThrowableInfo | null;
  readonly userFrame: string | null;
}

/** The newest burst of failures, told from its beginning. */
export interface Story {
  readonly entries: readonly FailureEntry[];
  readonly first: Fault;
  readonly newest: Fault;
  /** Code of the envelope around the newest failure; '' = none. */
  readonly envelope: string;
  readonly meanGap: number;
  /** Ids of TaskManagers that the burst names as lost, in the order of time. */
  readonly lost: readonly string[];
  readonly all: readonly Fault[];
}

/** Beyond the restart delay, time to deploy and to fail again (design.md 2.3); ms. */
const slack = 60_000;
const strategy = payload('job-config', RestartConfig);

/** Pause before a restart; where it could not be read, Flink's default covers. */
function delayOf(look: Look): number {
  const words = strategy(look);
  if (!words.ok) return defaultDelay;
  const config = namesClusterDefault(words.value) ? settings(look) : null;
  return restartDelay(words.value, config?.ok === true ? config.value : null);
}

/** Entries of the newest run of failures that lie closer together than `gap`, oldest first. */
export function newestBurst(entries: readonly FailureEntry[], gap: number): readonly FailureEntry[] {
  let from = entries.length - 1;
  while (from > 0 && (entries[from]?.at ?? 0) - (entries[from - 1]?.at ?? 0) <= gap) from--;
  return entries.slice(Math.max(0, from));
}

/** A text goes on after a failure, with what was only logged: the newest burst that names a cause, else a symptom, else the newest. */
function tellingBurst(entries: readonly FailureEntry[], gap: number): readonly FailureEntry[] {
  const bursts: (readonly FailureEntry[])[] = [];
  for (let rest = entries; rest.length > 0; rest = rest.slice(0, rest.length - (bursts.at(-1)?.length ?? rest.length))) bursts.push(newestBurst(rest, gap));
  const tells = (roles: readonly string[]) => (burst: readonly FailureEntry[]): boolean =>
    burst.some((entry) => [entry, ...entry.concurrent].some(({ logged }) => roles.includes(logged?.match?.role ?? '')));
  return bursts.find(tells(['cause'])) ?? bursts.find(tells(['symptom', 'envelope'])) ?? bursts[0] ?? [];
}

/**
 * Slots run out minutes after the TaskManager that had them: a burst that begins so belongs to the one before, if that names a loss.
 * A job asks for its slots for so long (slot.request.timeout and jobmanager.adaptive-scheduler.resource-wait-timeout, 5 min by default); ms.
 */
const slotsAwaited = 300_000;

/** The burst with what led to it. */
function sinceLoss(look: Look, failures: readonly FailureEntry[], entries: readonly FailureEntry[], gap: number): readonly FailureEntry[] {
  const [begin] = entries;
  if (begin === undefined || !followsLoss.includes(recognise(look, begin).match?.code ?? '')) return entries;
  const before = failures.slice(0, failures.indexOf(begin)).filter(({ at }) => begin.at - at <= slotsAwaited + gap);
  const led = newestBurst(before, gap);
  return led.some((entry) => [entry, ...entry.concurrent].some((failure) => namesLoss(recognise(look, failure)))) ? [...led, ...entries] : entries;
}

const namesLoss = ({ match, stack }: Fault): boolean => losses.includes(match?.code ?? '') || saysOwnEnd(stack) || lostIn(stack).length > 0;

/** The story of the newest burst; `null` = the job has never failed. */
export const story = once((look: Look): Got<Story | null> => {
  const read = exceptions(look);
  if (!read.ok) return read;
  const gap = delayOf(look) + slack;
  const burst = hasTexts(look.snapshot) ? tellingBurst(read.value.failures, gap) : newestBurst(read.value.failures, gap);
  const entries = sinceLoss(look, read.value.failures, burst, gap);
  const all = entries.flatMap((entry) => [entry, ...entry.concurrent]).sort((a, b) => a.at - b.at).map((failure) => recognise(look, failure));
  const first = firstFault(all);
  const last = entries.at(-1);
  const newest = all.find((fault) => fault.at === last?.at && fault.stack === last.stack);
  const [begin] = entries;
  if (first === null || last === undefined || newest === undefined || begin === undefined) return { ok: true, value: null, at: read.at };
  return {
    ok: true, at: read.at,
    value: {
      entries, all, first, newest, envelope: envelopeOf(look, newest),
      meanGap: entries.length < 2 ? 0 : (last.at - begin.at) / (entries.length - 1),
      lost: [...new Set(all.flatMap(({ stack, taskManager }) => (saysOwnEnd(stack) && taskManager !== null ? [taskManager] : lostIn(stack))))],
    },
  };
});

/** As `story`, for facts that make no sense without a failure. */
export const told = once((look: Look): Got<Story> => {
  const got = story(look);
  if (!got.ok) return got;
  return got.value === null ? missing('no failure is recorded') : { ok: true, value: got.value, at: got.at };
});

function recognise(look: Look, failure: Failure): Fault {
  const { match, root, userFrame } = look.signatures.match(failure.stack);
  return { ...failure, match: failure.logged?.match ?? match, root, userFrame };
}

/** A whole text is recognised by its cause, so the envelope is looked for in the headline of each link, without what it quotes. */
function envelopeOf(look: Look, newest: Fault): string {
  for (const { className, message } of look.signatures.match(newest.stack).chain) {
    const headline = message.split(/\n|\. /)[0] ?? '';
    const { match } = look.signatures.match(`${className}: ${headline}`);
    if (match?.role === 'envelope') return match.code;
  }
  return '';
}
