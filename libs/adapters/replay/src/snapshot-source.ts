import { needKey, type Snapshot, type Source, type SourceName } from '@app/model';

/**
 * Answers needs from a stored snapshot: the first asking gets the first reading, the next the second.
 * What was not looked at then is `unavailable` now.
 */
export const createSnapshotSource = (snapshot: Snapshot, name: SourceName = 'flink'): Source => {
  const asked = new Map<string, number>();
  return {
    name,
    read(need) {
      const key = needKey(need);
      const readings = snapshot.entries.get(key)?.readings ?? [];
      const turn = asked.get(key) ?? 0;
      asked.set(key, turn + 1);
      const reading = readings[Math.min(turn, readings.length - 1)];
      return Promise.resolve(reading ?? { kind: 'unavailable', at: snapshot.at, code: 'source.unavailable', why: 'it was not looked at when this was stored', ms: 0 });
    },
  };
};
