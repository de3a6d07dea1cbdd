import { tellsOfFault, type Explanation, type KeptEvent, type Noise, type Snapshot, type Subject, type TextsAnswer, type TimelineEntry, type SignatureMatcher } from '@app/model';
import { story } from '../failures/story.js';
import { createLooks } from '../look.js';
import { givenIn } from './given.js';
import { placeOf, textsIn } from './texts.js';

/** Lines of a time line: the first ones tell how it went, the last ones how it ended. */
const mostLines = 30;
const lastLines = 8;
/** Kinds of noise that are told. */
const mostNoise = 15;

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** What an explanation has besides its findings: what was read, what followed the first fault, and what is only noise. */
export function explanationOf(snapshot: Snapshot, root: Subject, signatures: SignatureMatcher): Omit<Explanation, 'neighbours' | 'category'> {
  const answer = textsIn(snapshot);
  const context = givenIn(snapshot)?.words ?? [];
  if (!answer.ok) return { texts: [], context, timeline: [], noise: [] };
  const told = story(createLooks(snapshot, root, signatures)(root));
  const first = told.ok ? (told.value?.first.logged?.place ?? null) : null;
  return {
    texts: answer.value.texts.map(({ name, process, taskManager, lines, from, to, why }) => ({ name, process, taskManager, lines, from: iso(from), to: iso(to), why })),
    context, timeline: timelineOf(answer.value, first), noise: noiseOf(answer.value),
  };
}

/** What nothing recognised: the text of the first fault, or the first lines of a text that tells of none; null = all is recognised, or there is nothing. */
export function unknownTextIn(snapshot: Snapshot, root: Subject, signatures: SignatureMatcher): string | null {
  const told = story(createLooks(snapshot, root, signatures)(root));
  if (told.ok && told.value !== null) return told.value.first.match === null ? told.value.first.stack : null;
  const answer = textsIn(snapshot);
  return answer.ok && answer.value.events.every(({ why }) => why === 'plain') ? (answer.value.events[0]?.text ?? null) : null;
}

/** Version of Flink as its processes print it when they start; null = the texts do not tell. */
export function flinkVersionIn(snapshot: Snapshot): string | null {
  const answer = textsIn(snapshot);
  const versions = answer.ok ? answer.value.events.flatMap(({ why, text }) => (why === 'state' ? (/\(Version: ([\w.-]+)/.exec(text)?.[1] ?? []) : [])) : [];
  return versions.at(-1) ?? null;
}

const sameHead = (text: string): string => text.replace(/^\S*\d\d:\d\d:\d\d\S*\s+/, '').replace(/[0-9a-f]{8,}|\d+/g, '#');

/** From the first fault on; without one, everything. The same line again is counted where it came first. */
function timelineOf({ events }: TextsAnswer, first: string | null): TimelineEntry[] {
  const from = Math.max(0, events.findIndex((event) => placeOf(event) === first));
  const lines = new Map<string, TimelineEntry>();
  for (const event of events.slice(from)) {
    if (isQuiet(event) || event.why === 'plain' || (event.why === 'level' && !/ERROR|FATAL|SEVERE/.test(event.level))) continue;
    const key = `${event.match?.code ?? event.why} ${sameHead(event.quote.text)}`;
    const before = lines.get(key);
    if (before !== undefined) before.count += event.count;
    else lines.set(key, { at: iso(event.at), place: placeOf(event), says: event.quote.text, code: event.match?.code ?? null, role: roleOf(event), count: event.count });
  }
  const all = [...lines.values()];
  return all.length <= mostLines ? all : [...all.slice(0, mostLines - lastLines), ...all.slice(-lastLines)];
}

const isQuiet = ({ match }: KeptEvent): boolean => match !== null && !tellsOfFault(match.role);

const roleOf = ({ match, why }: KeptEvent): TimelineEntry['role'] =>
  match !== null && match.role !== 'harmless' && match.role !== 'remark' ? match.role : why === 'state' ? 'state' : 'unrecognised';

/** What looks like trouble: nobody wonders about a line at INFO. */
const alarms = ({ level, trace }: KeptEvent): boolean => trace || !/^(?:TRACE|DEBUG|INFO)$/.test(level);

function noiseOf({ events }: TextsAnswer): Noise[] {
  const noise = new Map<string, Noise>();
  for (const event of events) {
    if (event.match?.role !== 'harmless' || !alarms(event)) continue;
    const before = noise.get(event.match.signature);
    if (before !== undefined) before.count += event.count;
    else noise.set(event.match.signature, { code: event.match.code, note: event.match.note, count: event.count, place: placeOf(event), says: event.quote.text });
  }
  return [...noise.values()].sort((a, b) => b.count - a.count).slice(0, mostNoise);
}
