import { needKey, type Need, type SignatureMatch, type SignatureMatcher } from '@app/model';
import { newest, type Look } from '../look.js';
import { shorten } from '../values.js';
import { LogWindow } from './schema.js';

/** A recognised line of a live log. */
export interface LogLine {
  /** Epoch ms as printed, in the zone of the process unless `zoned`. */
  readonly at: number;
  readonly zoned: boolean;
  readonly match: SignatureMatch;
  readonly quote: string;
  readonly place: string;
  readonly text: string;
  /** Of which TaskManager the log is; null = JobManager. */
  readonly taskManager: string | null;
}

export type LogRead =
  | { readonly kind: 'read'; readonly lines: readonly LogLine[]; readonly at: Date }
  | { readonly kind: 'absent'; readonly why: string }
  | { readonly kind: 'unread'; readonly why: string; readonly notYet: boolean };

/** A log is framed and matched once, however many jobs of a cluster share its reading. */
const known = new WeakMap<object, readonly LogLine[]>();

const addressOf = ({ params }: Need): string => (params['tm'] === undefined ? '/jobmanager/log' : `/taskmanagers/${params['tm']}/log`);

/** Recognised lines of the log behind a need, harmless ones left out; or why there are none to read. */
export function logBehind(look: Look, need: Need): LogRead {
  const reading = newest(look.snapshot, needKey(need));
  if (reading === undefined) return { kind: 'unread', why: `${addressOf(need)} was not asked`, notYet: false };
  if (reading.kind !== 'read') return { kind: 'unread', why: reading.why, notYet: reading.kind === 'not-yet' };
  const window = LogWindow.safeParse(reading.payload);
  if (!window.success) return { kind: 'unread', why: `the answer to ${addressOf(need)} is not understood`, notYet: false };
  if ('absent' in window.data) return { kind: 'absent', why: window.data.absent };
  const { payload } = reading;
  const key = typeof payload === 'object' && payload !== null ? payload : {};
  const lines = known.get(key) ?? linesIn(window.data.text, need, window.data.truncated, look.signatures);
  known.set(key, lines);
  return { kind: 'read', lines, at: reading.at };
}

function linesIn(text: string, need: Need, truncated: boolean, signatures: SignatureMatcher): readonly LogLine[] {
  const address = addressOf(need);
  const taskManager = need.params['tm'] ?? null;
  const recognise = signatures.follow();
  return signatures.events(text, taskManager === null ? 'jobmanager.log' : 'taskmanager.log').flatMap((event): readonly LogLine[] => {
    const { match, quote } = recognise(event);
    if (match === null || match.role === 'harmless' || event.at === null) return [];
    const line = event.firstLine + (quote?.line ?? 0);
    return [{ at: event.at, zoned: event.zoned, match, quote: shorten((quote?.text ?? event.line).trim()), place: truncated ? address : `${address}:${line}`, text: event.text, taskManager }];
  });
}
