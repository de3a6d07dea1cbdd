import type { Checkpoints } from '../checkpoints/schema.js';
import type { JobDetails } from '../job-state/schema.js';

/** Zones differ by quarters of an hour; what is printed is noted within seconds. */
const quarter = 900_000;
const noted = 60_000;

/**
 * How far the clock that JobManager's log is written by is ahead of UTC, in ms, from an event that REST tells with its time, too: the newest
 * completed checkpoint, or the job's last start. Null where the log has neither in the part that was read; then /config must be asked.
 */
export function zoneIn(log: string, { jid, timestamps }: JobDetails, checkpoints: Checkpoints | null): number | null {
  const newest = checkpoints?.completed ?? null;
  const told: readonly (readonly [string, number | undefined])[] = [
    ...(newest === null ? [] : [[`Completed checkpoint ${newest.id} for job ${jid}`, newest.latest_ack_timestamp] as const]),
    [`(${jid}) switched from state CREATED to RUNNING`, timestamps['RUNNING']],
  ];
  for (const [words, time] of told) {
    const printed = timeBefore(log, log.lastIndexOf(words));
    if (printed === null || time === undefined || time <= 0) continue;
    const offset = Math.round((printed - time) / quarter) * quarter;
    if (Math.abs(printed - time - offset) <= noted) return offset;
  }
  return null;
}

/** Time at the beginning of the line that holds `index`, as if it were UTC. */
function timeBefore(log: string, index: number): number | null {
  if (index < 0) return null;
  const line = log.slice(log.lastIndexOf('\n', index) + 1, index);
  const [, day, time, fraction = '0'] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:[.,](\d{1,3}))?/.exec(line) ?? [];
  return day === undefined ? null : Date.parse(`${day}T${time}.${fraction.padEnd(3, '0')}Z`);
}
