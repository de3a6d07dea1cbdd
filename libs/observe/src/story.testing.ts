import type { LogEvent, Need, Reading, Recognition, SignatureMatcher, Snapshot, Subject } from '@app/model';
import { needKey } from '@app/model';

const roles = { CAUSE: 'cause', SYMPTOM: 'symptom', FOLLOW: 'follow-up', ENVELOPE: 'envelope', HARMLESS: 'harmless' } as const;

function spelt(text: string): Recognition {
  const all = [...text.matchAll(/(CAUSE|SYMPTOM|ENVELOPE|FOLLOW|HARMLESS):([a-z-]+)/g)].map(([, word, code]) => ({ word: word ?? '', code: code ?? '' }));
  const best = Object.keys(roles).flatMap((word) => all.filter((one) => one.word === word))[0];
  const role = Object.entries(roles).find(([word]) => word === best?.word)?.[1];
  const chain = text.split('\nCaused by: ').map((link) => ({ className: link.split(': ')[0] ?? '', message: link.split(': ').slice(1).join(': '), frames: [] }));
  const match = best === undefined || role === undefined ? null : { code: best.code, signature: best.code, role, alone: false, note: '' };
  return { match, chain, root: chain.at(-1) ?? null, userFrame: null, quote: match === null ? null : { text: text.split('\n', 1)[0] ?? '', line: 0 } };
}

/** Events of a log whose headers are `2026-11-24 01:02:03,456 WARN  x.Logger [] - message`. */
function events(text: string, file = ''): readonly LogEvent[] {
  let next = 1;
  return text.split(/\n(?=\d{4}-)/).map((whole) => {
    const lines = whole.split('\n');
    const [line = ''] = lines;
    const [, at, level = '', logger = '', message = line] = /^(\S+ \S+) +([A-Z]+) +(\S+) \S* ?- (.*)$/.exec(line) ?? [];
    const firstLine = next;
    next += lines.length;
    const trace = lines.length > 1 ? lines.slice(1).join('\n') : null;
    return { at: at === undefined ? null : Date.parse(`${at.replace(' ', 'T').replace(',', '.')}Z`), zoned: false, level, logger, thread: '', message, trace, line, text: whole, file, firstLine, lastLine: next - 1 };
  });
}

const recognise = (event: LogEvent): Recognition => (event.trace === null ? { ...spelt(event.text), chain: [], root: null } : spelt(event.text));

/** A matcher for specs: the first word in capitals of a text says role and code, `CAUSE:heap-oom`. */
export const spelled: SignatureMatcher = { match: spelt, events, recognise, follow: () => recognise };

export const start = new Date('2026-11-24T00:00:00Z');
export const job: Subject = { scope: 'job', id: 'j', name: 'j' };
export const flink = (what: string, params: Readonly<Record<string, string>> = {}): Need => ({ source: 'flink', what, params });

/** A snapshot from pairs of need and payload (or whole reading). */
export const snapshotOf = (pairs: readonly (readonly [Need, unknown])[], at = start): Snapshot => ({
  at,
  entries: new Map(pairs.map(([need, payload]) => [needKey(need), { need, readings: [isReading(payload) ? payload : { kind: 'read' as const, at, payload }] }])),
});
const isReading = (payload: unknown): payload is Reading => typeof payload === 'object' && payload !== null && 'kind' in payload;
export const unavailable = (why: string): Reading => ({ kind: 'unavailable', at: start, why });
export const notYet = (why: string): Reading => ({ kind: 'not-yet', at: start, why });

/** One entry of an exception history, `age` seconds before `start`. */
export const failed = (age: number, text: string, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  exceptionName: text.split(':')[0], stacktrace: text, timestamp: start.getTime() - age * 1000, taskName: 'map (1/2) - execution #0', taskManagerId: 'tm-1', ...more,
});
export const history = (...entries: readonly Readonly<Record<string, unknown>>[]): unknown => ({ exceptionHistory: { truncated: false, entries } });
