import type { QueuedTemplate, TemplateSeen } from '@app/model';

const mostSamples = 3;
const mostJobs = 20;

/** A queued template with a sighting added; the same if none of its events is newer than `since` (epoch ms), the last one counted at its place. */
export function withSighting(before: QueuedTemplate | null, seen: TemplateSeen, since: number | null): QueuedTemplate | null {
  const fresh = seen.events.filter(({ at }) => since === null || at > since);
  const [first] = fresh;
  const last = fresh.at(-1);
  if (first === undefined || last === undefined) return before;
  const iso = (at: number): string => new Date(at).toISOString();
  const start: QueuedTemplate = before ?? {
    id: seen.id, text: seen.text, logger: seen.logger, level: seen.level, exception: seen.exception, count: 0, beforeFailures: 0,
    firstSeen: iso(first.at), lastSeen: iso(last.at), samples: [], jobs: [], worth: 0, neighbours: [], category: null, review: 'unlabelled', label: null,
  };
  const job = seen.job === null ? null : `${seen.cluster}/${seen.job}`;
  const added = {
    ...start,
    count: start.count + fresh.length, beforeFailures: start.beforeFailures + fresh.filter(({ beforeFailure }) => beforeFailure).length,
    firstSeen: [start.firstSeen, iso(first.at)].sort()[0] ?? start.firstSeen, lastSeen: [start.lastSeen, iso(last.at)].sort()[1] ?? start.lastSeen,
    samples: start.samples.length < mostSamples && !start.samples.includes(seen.sample) ? [...start.samples, seen.sample] : start.samples,
    jobs: job !== null && start.jobs.length < mostJobs && !start.jobs.includes(job) ? [...start.jobs, job] : start.jobs,
  };
  return { ...added, worth: worthOf(added) };
}

/**
 * Each doubling of what came before failures counts three times as much as one of what came at any time; an error or an exception
 * is worth two doublings, a second job one. A template that is new has few events, but so has every other new one.
 */
function worthOf({ count, beforeFailures, level, exception, jobs }: QueuedTemplate): number {
  const grave = level === 'ERROR' || level === 'FATAL' || exception !== null ? 2 : 0;
  return Math.round(100 * (Math.log2(1 + count) + 3 * Math.log2(1 + beforeFailures) + grave + Math.min(2, Math.max(0, jobs.length - 1)))) / 100;
}
