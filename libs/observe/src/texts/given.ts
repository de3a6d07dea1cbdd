import { contextNeed, GivenContext, needKey, type Snapshot } from '@app/model';

/** What a person added to the texts; null when nobody did. */
export function givenIn(snapshot: Snapshot): GivenContext | null {
  const reading = snapshot.entries.get(needKey(contextNeed))?.readings.at(-1);
  const parsed = reading?.kind === 'read' ? GivenContext.safeParse(reading.payload) : null;
  return parsed?.success === true ? parsed.data : null;
}
