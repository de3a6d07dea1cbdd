import type { Need, Reading, SignatureMatcher, Snapshot, Subject } from '@app/model';
import { needKey } from '@app/model';

/** A matcher for specs: the first word in capitals of a text says role and code, `CAUSE:heap-oom`. */
export const spelled: SignatureMatcher = {
  match: (text) => {
    const found = /(CAUSE|SYMPTOM|ENVELOPE|FOLLOW|HARMLESS):([a-z-]+)/g;
    const all = [...text.matchAll(found)].map(([, role, code]) => ({ role: role ?? '', code: code ?? '' }));
    const best = ['CAUSE', 'SYMPTOM', 'FOLLOW', 'ENVELOPE', 'HARMLESS'].flatMap((role) => all.filter((one) => one.role === role))[0];
    const roles = { CAUSE: 'cause', SYMPTOM: 'symptom', ENVELOPE: 'envelope', FOLLOW: 'follow-up', HARMLESS: 'harmless' } as const;
    const role = Object.entries(roles).find(([name]) => name === best?.role)?.[1];
    const chain = text.split('\nCaused by: ').map((link) => ({ className: link.split(': ')[0] ?? '', message: link.split(': ').slice(1).join(': '), frames: [] }));
    return { match: best === undefined || role === undefined ? null : { code: best.code, signature: best.code, role }, chain, root: chain.at(-1) ?? null, userFrame: null };
  },
  scan: () => [],
};

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
