import type { LogEvent } from '@app/model';
import { jobOf } from '../ids.js';
import { both, from, map, missing, once, payload, type Got, type Look, type Observer } from '../look.js';
import { story } from '../failures/story.js';
import { hasTexts } from '../texts/texts.js';
import { shorten, simpleClass } from '../values.js';
import { isFailedCheckpoint, isFailedSubmission, lossPattern, namesSubmission } from './events.js';
import { LogText, Zone } from './schema.js';

const log = map(payload('jobmanager-log', LogText), (answer, _, at): Got<{ readonly text: string }> => ('absent' in answer ? missing(answer.absent) : { ok: true, value: answer, at }));
const zone = payload('config', Zone);

const events = map(log, ({ text }, look, at) => ({ ok: true, value: look.signatures.events(text, 'jobmanager.log'), at }));
const recent = 600_000;

interface Recognised {
  readonly event: LogEvent;
  readonly code: string;
  readonly concrete: boolean;
  readonly name: string;
  readonly message: string;
  readonly userFrame: string;
}

function recognise(look: Look, event: LogEvent): Recognised {
  const { match, root, userFrame } = look.signatures.recognise(event);
  return {
    event, code: match?.code ?? 'unrecognised', concrete: match?.role === 'cause',
    name: simpleClass(root?.className ?? ''), message: root?.message ?? '', userFrame: userFrame ?? '',
  };
}

const submissions = map(events, (all, _, at) => ({ ok: true, value: all.filter(isFailedSubmission), at }));

/** The newest failed submission; of the events of one submission (same second) the one that names something concrete. */
const submission = once((look: Look): Got<Recognised | null> => {
  if (hasTexts(look.snapshot)) return submissionInTexts(look);
  const failed = submissions(look);
  if (!failed.ok) return failed;
  const newest = failed.value.at(-1);
  if (newest === undefined) return { ok: true, value: null, at: failed.at };
  const same = failed.value.filter(({ at }) => at !== null && newest.at !== null && newest.at - at <= 1000).map((event) => recognise(look, event));
  return { ok: true, value: same.find(({ concrete }) => concrete) ?? recognise(look, newest), at: failed.at };
});

/** Of a text the first fault decides: a submission that failed for a reason with a code of its own is told by that code alone. */
function submissionInTexts(look: Look): Got<Recognised | null> {
  const got = story(look.of(look.root));
  if (!got.ok) return got;
  const first = got.value?.first;
  const [event] = first === undefined ? [] : look.signatures.events(first.stack);
  const told = first?.match?.code ?? '';
  if (first === undefined || event === undefined || (told !== 'main-method-error' && !namesSubmission(event))) return { ok: true, value: null, at: got.at };
  const unnamed = first.match === null || ownCodes.includes(told);
  return { ok: true, value: unnamed ? recognise(look, event) : null, at: got.at };
}
const ownCodes: readonly string[] = ['main-method-error', 'user-code-exception'];

/** The newest checkpoint failure of the job that names a cause; without one the newest failure, so that its words can be shown. */
const checkpoint = once((look: Look): Got<Recognised | null> => {
  const all = events(look);
  if (!all.ok) return all;
  const failed = all.value.filter(isFailedCheckpoint(jobOf(look.subject) ?? '')).map((event) => recognise(look, event));
  return { ok: true, value: failed.filter(({ concrete }) => concrete).at(-1) ?? failed.at(-1) ?? null, at: all.at };
});

/** Epoch ms in UTC of a time that the log wrote in its own zone. */
const utc = ({ at, zoned }: LogEvent, offset: number): number | null => (at === null || zoned ? at : at - offset);
const timed = (reader: typeof submission): ((look: Look) => Got<number>) => once((look) => {
  if (hasTexts(look.snapshot)) {
    const found = reader(look);
    if (!found.ok) return found;
    // a pasted text without times is about now
    return found.value === null ? missing('the text has no failed submission') : { ok: true, value: found.value.event.at ?? found.at.getTime(), at: found.at };
  }
  const got = both(reader, zone)(look);
  if (!got.ok) return got;
  const [found, offset] = got.value;
  const at = found === null ? null : utc(found.event, offset);
  return at === null ? missing('the log has no such event with a time') : { ok: true, value: at, at: got.at };
});

export const observer: Observer = {
  compute: {
    'cluster.submitFailure': from(submission, (found) => found?.code ?? ''),
    'cluster.submitFailureClass': from(submission, (found) => found?.name ?? ''),
    'cluster.submitFailureText': from(submission, (found) => shorten(found?.message ?? '')),
    'cluster.submitFailureUserFrame': from(submission, (found) => found?.userFrame ?? ''),
    'cluster.submitFailureAt': from(timed(submission), (time) => time),
    'cluster.submitFailureAge': from(timed(submission), (time, at) => Math.max(0, at.getTime() - time)),
    'cluster.submitFailures': from(submissions, (all) => all.length),
    'cluster.lostTaskManagers': from(both(events, zone), ([all, offset], at) => {
      const lost = all.filter((event) => at.getTime() - (utc(event, offset) ?? 0) <= recent).flatMap(({ text }) => lossPattern.exec(text)?.[1] ?? []);
      return new Set(lost).size;
    }),
    'checkpoint.causeCode': from(checkpoint, (found) => (found?.concrete === true ? found.code : '')),
    'checkpoint.causeText': from(checkpoint, (found) => (found === null ? '' : shorten(`${found.name}: ${found.message}`))),
    'checkpoint.causeAge': from(timed(checkpoint), (time, at) => Math.max(0, at.getTime() - time)),
    'checkpoint.causeTask': from(checkpoint, (found) => /by task (\S+)|for operator ([^.]+?) \(\d/.exec(found?.event.text ?? '')?.slice(1).find((name) => name !== undefined) ?? ''),
  },
};
