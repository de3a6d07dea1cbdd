import { needKey, type Looked, type Need, type Snapshot } from '@app/model';

const described = (need: Need): string => needKey(need).slice(need.source.length + 1);

/** One line per reading, in the order of asking: what the diagnosis looked at, and what it could not see and why. */
export const lookedAt = (snapshot: Snapshot): Looked[] =>
  [...snapshot.entries.values()]
    .flatMap(({ need, readings }) =>
      readings.map((reading) => ({
        source: need.source,
        need: described(need),
        at: reading.at.toISOString(),
        ok: reading.kind === 'read',
        ms: reading.ms ?? 0,
        why: reading.kind === 'read' ? null : reading.why,
      })),
    )
    .sort((a, b) => a.at.localeCompare(b.at));
