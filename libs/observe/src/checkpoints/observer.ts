import { ageOf } from '../clock.js';
import { jobOf, vertexOf } from '../ids.js';
import { JobDetails } from '../job-state/schema.js';
import { both, from, map, missing, once, payload, type Got, type Look, type Observer } from '../look.js';
import { shorten, simpleClass } from '../values.js';
import { reasonOf } from './reason.js';
import { CheckpointDetails, Checkpoints, CheckpointsConfig, CheckpointSubtasks, type Checkpoint } from './schema.js';
import { suspect, watched } from './suspect.js';

const checkpoints = payload('checkpoints', Checkpoints);
const configAnswer = payload('checkpoints-config', CheckpointsConfig);
const job = payload('job', JobDetails);
const suspectDetails = payload('suspect-checkpoint', CheckpointDetails);

const times = payload('checkpoint-times', CheckpointSubtasks);

const isOn = (interval: number): boolean => interval < Number.MAX_SAFE_INTEGER;
const periodic = map(configAnswer, (config, _, at) => (config === null ? missing('the job has no checkpoint settings') : { ok: true, value: config, at }));

const failed = ({ status, is_savepoint }: Checkpoint): boolean => status === 'FAILED' && !is_savepoint;
const completed = ({ status, is_savepoint }: Checkpoint): boolean => status === 'COMPLETED' && !is_savepoint;
const newestFailed = (all: Checkpoints): Checkpoint | null => all.history.find(failed) ?? null;
/** `latest.completed` outlives the history of ten. */
export const newestCompleted = (all: Checkpoints): Checkpoint | null => all.completed ?? all.history.find(completed) ?? null;

function failedInARow({ history }: Checkpoints): number {
  let row = 0;
  for (const checkpoint of history) {
    if (completed(checkpoint)) break;
    if (failed(checkpoint) && reasonOf(checkpoint.failure_message ?? '').counts) row++;
  }
  return row;
}

const failedAt = (checkpoint: Checkpoint): number => checkpoint.failure_timestamp ?? checkpoint.trigger_timestamp + checkpoint.end_to_end_duration;
const size = ({ state_size, checkpointed_size }: Checkpoint): number => (state_size > 0 ? state_size : (checkpointed_size ?? state_size));

/** Acknowledgements of the newest checkpoint that failed or hangs; null without one. */
const acknowledgements = once((look: Look): Got<(typeof CheckpointDetails)['_output'] | null> => {
  const all = checkpoints(look);
  if (!all.ok) return all;
  return suspect(all.value) === null ? { ok: true, value: null, at: all.at } : suspectDetails(look);
});

/** What the acknowledged subtasks of a vertex spent in the newest finished checkpoint; asked only where there is one. */
const spent = once((look: Look): Got<(typeof CheckpointSubtasks)['_output']['summary']> => {
  const all = checkpoints(look);
  if (!all.ok) return all;
  if (watched(all.value) === null) return missing('no checkpoint has finished');
  const got = times(look);
  if (!got.ok) return got;
  return got.value.num_acknowledged_subtasks === 0 ? missing('no subtask acknowledged that checkpoint') : { ok: true, value: got.value.summary, at: got.at };
});

const pending = (task: { readonly num_subtasks: number; readonly num_acknowledged_subtasks: number } | undefined): number =>
  task === undefined ? 0 : task.num_subtasks - task.num_acknowledged_subtasks;

export const observer: Observer = {
  compute: {
    'checkpoint.enabled': from(configAnswer, (config) => config !== null && isOn(config.interval)),
    'checkpoint.interval': from(periodic, ({ interval }) => (isOn(interval) ? interval : null), 'periodic checkpoints are off'),
    'checkpoint.timeout': from(periodic, ({ timeout }) => timeout),
    'checkpoint.minPause': from(periodic, ({ min_pause }) => min_pause),
    'checkpoint.maxConcurrent': from(periodic, ({ max_concurrent }) => max_concurrent),
    'checkpoint.tolerable': from(periodic, ({ tolerable_failed_checkpoints }) => tolerable_failed_checkpoints),
    'checkpoint.unaligned': from(configAnswer, (config) => config?.unaligned_checkpoints ?? false),
    'checkpoint.retained': from(configAnswer, (config) => config?.externalization?.enabled === true && !config.externalization.delete_on_cancellation),
    'checkpoint.mode': from(configAnswer, (config) => (config?.mode ?? '').toLowerCase()),
    'checkpoint.storage': from(configAnswer, (config) => simpleClass(config?.checkpoint_storage ?? '')),
    'checkpoint.stateBackend': from(configAnswer, (config) => simpleClass(config?.state_backend ?? '')),
    'checkpoint.restored': from(checkpoints, ({ counts }) => counts.restored),
    'checkpoint.completed': from(checkpoints, ({ counts }) => counts.completed),
    'checkpoint.failed': from(checkpoints, ({ counts }) => counts.failed),
    'checkpoint.inProgress': from(checkpoints, ({ counts }) => counts.in_progress),
    'checkpoint.failedInHistory': from(checkpoints, ({ history }) => history.filter(failed).length),
    'checkpoint.completedInHistory': from(checkpoints, ({ history }) => history.filter(completed).length),
    'checkpoint.failedInARow': from(checkpoints, failedInARow),
    'checkpoint.lastFailureCause': from(checkpoints, (all) => {
      const newest = newestFailed(all);
      return newest === null ? 'none' : reasonOf(newest.failure_message ?? '').cause;
    }),
    'checkpoint.lastFailureText': from(checkpoints, (all) => shorten(newestFailed(all)?.failure_message ?? '')),
    'checkpoint.lastFailedAge': from(checkpoints, (all, at, look) => {
      const newest = newestFailed(all);
      return newest === null ? null : ageOf(look, at, failedAt(newest));
    }, 'no checkpoint of the history failed'),
    'checkpoint.lastFailedAfter': from(checkpoints, (all) => {
      const newest = newestFailed(all);
      return newest === null ? null : Math.max(0, failedAt(newest) - newest.trigger_timestamp);
    }, 'no checkpoint of the history failed'),
    'checkpoint.failedSinceCompleted': from(checkpoints, (all) => (newestFailed(all)?.id ?? -1) > (newestCompleted(all)?.id ?? -1)),
    'checkpoint.lastCompletedAge': from(checkpoints, (all, at, look) => {
      const newest = newestCompleted(all);
      return newest === null ? null : ageOf(look, at, newest.latest_ack_timestamp);
    }, 'no checkpoint has completed'),
    'checkpoint.withoutCompletionFor': from(both(checkpoints, job), ([all, details], at, look) => ageOf(look, at, Math.max(newestCompleted(all)?.latest_ack_timestamp ?? 0, details['start-time']))),
    'checkpoint.lastDuration': from(checkpoints, (all) => newestCompleted(all)?.end_to_end_duration, 'no checkpoint has completed'),
    'checkpoint.size': from(checkpoints, (all) => {
      const newest = newestCompleted(all);
      return newest === null ? null : size(newest);
    }, 'no checkpoint has completed'),
    'checkpoint.oldestInProgressAge': from(checkpoints, ({ history }, at, look) => {
      const open = history.filter(({ status }) => status === 'IN_PROGRESS').at(-1);
      return open === undefined ? 0 : ageOf(look, at, open.trigger_timestamp);
    }),
    'checkpoint.acknowledged': from(acknowledgements, (details) => (details === null || details.num_subtasks === 0 ? null : details.num_acknowledged_subtasks / details.num_subtasks), 'no checkpoint failed or hangs'),
    'checkpoint.laggard': from(both(job, acknowledgements), ([{ vertices }, details]) => {
      const worst = vertices.map(({ id, name }) => ({ name, open: pending(details?.tasks[id]) })).reduce((a, b) => (b.open > a.open ? b : a), { name: '', open: 0 });
      return worst.name;
    }),
    'checkpoint.watchedDuration': from(checkpoints, (all) => {
      const one = watched(all);
      return one === null ? null : Math.max(one.end_to_end_duration, one.status === 'FAILED' ? failedAt(one) - one.trigger_timestamp : 0);
    }, 'no checkpoint has finished'),
    'vertex.checkpointStartDelay': from(spent, ({ start_delay }) => start_delay.max),
    'vertex.checkpointAlignment': from(spent, ({ alignment }) => alignment.duration.max),
    'vertex.checkpointSync': from(spent, ({ checkpoint_duration }) => checkpoint_duration.sync.max),
    'vertex.checkpointAsync': from(spent, ({ checkpoint_duration }) => checkpoint_duration.async.max),
    'vertex.unacknowledged': (look) => {
      const id = jobOf(look.subject);
      if (id === null) return { known: false, why: 'not a vertex', notYet: false };
      return from(acknowledgements, (details) => pending(details?.tasks[vertexOf(look.subject) ?? '']))(look.of({ scope: 'job', id, name: id }));
    },
  },
};
