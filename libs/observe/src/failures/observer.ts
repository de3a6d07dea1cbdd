import { newestCompleted } from '../checkpoints/observer.js';
import { Checkpoints } from '../checkpoints/schema.js';
import { ageOf } from '../clock.js';
import { configuredMemory, settings } from '../cluster/observer.js';
import { jobOf } from '../ids.js';
import { JobDetails } from '../job-state/schema.js';
import { allTasksRunning } from '../jobs/choice.js';
import { both, from, payload, type Compute, type Observer } from '../look.js';
import { TaskManagers } from '../taskmanagers/schema.js';
import { shorten, simpleClass } from '../values.js';
import { exceptions } from './history.js';
import type { Exceptions, Failure } from './schema.js';
import { hasTexts } from '../texts/texts.js';
import { lostIn } from './lost.js';
import { story, told, type Fault, type Story } from './story.js';

const taskManagers = payload('taskmanagers', TaskManagers);
const job = payload('job', JobDetails);
const checkpoints = payload('checkpoints', Checkpoints);

const hour = 3_600_000;
/**
 * How long nothing may have failed before a failure counts as over; ms. This and `pause` are what the word healed means (several restart delays,
 * or a checkpoint since), the same for every rule; how long a rule wants to wait beyond it stands in the rule.
 * Five cycles, because attempts of one loop differ by the time that a restore takes; at least the 60 s that Flink's default strategy may wait.
 */
const calm = ({ meanGap }: Story): number => Math.max(60_000, 5 * meanGap);

/** A loop that completes a checkpoint between two failures is not over: the next failure must be overdue by two cycles. */
const pause = ({ meanGap }: Story): number => 3 * meanGap;

/** The line of the text that decided: the head of the innermost exception, as it was printed. */
function quoteOf({ root, stack, logged }: Fault): string {
  if (logged !== undefined) return logged.quote;
  const lines = stack.split(/\r?\n/).filter((line) => line.trim() !== '');
  const head = root === null || root.className === '' ? undefined : lines.findLast((line) => !/^\s+at /.test(line) && line.includes(root.className));
  return shorten((head ?? lines[0] ?? '').trim());
}

const codeOf = ({ match }: Fault): string => match?.code ?? 'unrecognised';
const word = (value: (told: Story) => string | null): Compute => from(story, (one) => (one === null ? '' : (value(one) ?? '')));
const count = (value: (told: Story) => number): Compute => from(story, (one) => (one === null ? 0 : value(one)));
const distinct = (values: readonly (string | null)[]): number => new Set(values.filter((value) => value !== null)).size;
const timed = ({ logged }: Failure): boolean => logged?.timed ?? true;
const newestAt = ({ failures }: Exceptions): number | null => failures.findLast(timed)?.at ?? null;

const gone = (id: (told: Story) => string | null): Compute => (look) => (hasTexts(look.snapshot) ? goneInTexts(id)(look) : goneFromList(id)(look));
/** Of a text, what JobManager says of it decides; what its peers say is only that a connection broke. */
const goneInTexts = (id: (told: Story) => string | null): Compute => from(story, (one) => {
  const named = one === null ? null : id(one);
  return one !== null && named !== null && named !== '' && one.all.some(({ stack, match }) => match?.code === 'tm-unreachable' && lostIn(stack).includes(named));
});
const goneFromList = (id: (told: Story) => string | null): Compute => from(both(story, taskManagers), ([one, { taskmanagers }]) => {
  const named = one === null ? null : id(one);
  return named !== null && named !== '' && !taskmanagers.some((tm) => tm.id === named);
});
const age: Compute = from(exceptions, (all, at, look) => {
  const newest = newestAt(all);
  return newest === null ? null : ageOf(look, at, newest);
}, 'no failure with a time is recorded');

export const observer: Observer = {
  compute: {
    'failure.count': from(exceptions, ({ failures }) => failures.length),
    'failure.truncated': from(exceptions, ({ truncated }) => truncated),
    'failure.recent': count(({ entries, all, first }) => Math.max(entries.length, ...all.filter(({ match }) => match?.code === first.match?.code).map(({ logged }) => logged?.count ?? 1))),
    'failure.lastHour': from(exceptions, ({ failures }, at, look) => failures.filter((failure) => ageOf(look, at, failure.at) <= hour).length),
    'failure.age': age,
    'failure.quietFor': age,
    'failure.firstAge': from(told, ({ first }, at, look) => (timed(first) ? ageOf(look, at, first.at) : null), 'the text tells no time'),
    'failure.meanGap': count(({ meanGap }) => meanGap),
    'failure.cause': word(({ first }) => codeOf(first)),
    'failure.causeRole': word(({ first }) => first.match?.role ?? 'unrecognised'),
    'failure.lastCause': word(({ newest }) => codeOf(newest)),
    'failure.lastEnvelope': word(({ envelope }) => envelope),
    'failure.class': word(({ first }) => simpleClass(first.root?.className ?? first.name)),
    'failure.message': word(({ first }) => shorten(first.root?.message ?? '')),
    'failure.quote': word(({ first }) => quoteOf(first)),
    'failure.place': from(story, (one, _, look) => (one === null ? '' : (one.first.logged?.place ?? `/jobs/${jobOf(look.subject) ?? ''}/exceptions`))),
    'failure.userFrame': word(({ first }) => first.userFrame),
    'failure.vertex': word(({ first }) => first.task),
    'failure.global': from(story, (one) => one !== null && one.first.task === null),
    'failure.taskManager': word(({ first }) => first.taskManager),
    'failure.taskManagers': count(({ all }) => distinct(all.map(({ taskManager }) => taskManager))),
    'failure.vertices': count(({ all }) => distinct(all.map(({ task }) => task))),
    'failure.lostTaskManager': word(({ lost }) => lost[0] ?? ''),
    'failure.lostTaskManagerGone': gone(({ lost }) => lost[0] ?? null),
    'failure.taskManagerGone': gone(({ first }) => first.taskManager),
    'failure.taskManagerMemory': from(settings, configuredMemory),
    'failure.taskManagerHeap': from(both(story, taskManagers), ([one, { taskmanagers }]) =>
      (taskmanagers.find(({ id }) => id === one?.first.taskManager) ?? taskmanagers[0])?.memoryConfiguration.taskHeap, 'no TaskManager is registered'),
    'failure.healed': from(both(both(story, job), checkpoints), ([[one, details], all], at, look) => {
      if (one === null) return false;
      if (details.state === 'FINISHED') return true;
      if (!allTasksRunning(details)) return false;
      const quietFor = ageOf(look, at, one.newest.at);
      const checkpointedSince = (newestCompleted(all)?.latest_ack_timestamp ?? 0) > one.newest.at;
      return quietFor > calm(one) || (checkpointedSince && quietFor > pause(one));
    }),
  },
};
