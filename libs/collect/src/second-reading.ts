import { needKey, type Reading, type Snapshot } from '@app/model';

/** `metrics.fetcher.update-interval` of Flink's configuration documentation. */
const defaultInterval = 10_000;
const longestWait = 12_000;
const margin = 1_000;
const configKey = needKey({ source: 'flink', what: 'jobmanager-config', params: {} });
const inMs: Readonly<Record<string, number>> = { ms: 1, milli: 1, millis: 1, s: 1_000, sec: 1_000, second: 1_000, seconds: 1_000, min: 60_000, m: 60_000 };

/**
 * Milliseconds between a reading and its second one: Flink's `metrics.fetcher.update-interval` + 1 s, at most 12 s.
 * Sooner would read the same numbers again; the default interval is taken when the configuration was not read.
 */
export const secondReadingDelay = (snapshot: Snapshot): number => {
  const interval = updateInterval(snapshot.entries.get(configKey)?.readings.at(-1)) ?? defaultInterval;
  return Math.min(longestWait, interval + margin);
};

const updateInterval = (reading: Reading | undefined): number | null => {
  if (reading?.kind !== 'read' || !Array.isArray(reading.payload)) return null;
  const entries: readonly unknown[] = reading.payload;
  for (const entry of entries) {
    if (typeof entry !== 'object' || entry === null || !('key' in entry) || !('value' in entry)) continue;
    if (entry.key === 'metrics.fetcher.update-interval') return duration(String(entry.value));
  }
  return null;
};

/** Flink's durations: `10 s`, `500ms`, or bare milliseconds. */
const duration = (text: string): number | null => {
  const found = /^(\d{1,9})\s*([a-z]*)$/i.exec(text.trim());
  if (!found?.[1]) return null;
  const factor = inMs[found[2]?.toLowerCase() || 'ms'];
  return factor === undefined ? null : Number(found[1]) * factor;
};
