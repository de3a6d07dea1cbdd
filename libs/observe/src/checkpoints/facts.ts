import { flag, number, specsOf, text } from '../spec.js';

export const failureCauses = ['expired', 'declined', 'async', 'storage-io', 'finalize', 'trigger', 'tolerance', 'task-failed', 'suspended', 'other', 'none'] as const;
export type FailureCause = (typeof failureCauses)[number];

export const facts = specsOf('job', {
  'checkpoint.enabled': flag(['checkpoints-config'], 'Periodic checkpoints are on: an interval below 2^53 ms.'),
  'checkpoint.interval': number('ms', ['checkpoints-config'], 'Interval; missing when periodic checkpoints are off.'),
  'checkpoint.timeout': number('ms', ['checkpoints-config'], 'Time after which a checkpoint expires.'),
  'checkpoint.minPause': number('ms', ['checkpoints-config'], 'Least pause between two checkpoints.'),
  'checkpoint.maxConcurrent': number('count', ['checkpoints-config'], 'Checkpoints that may run at the same time.'),
  'checkpoint.tolerable': number('count', ['checkpoints-config'], 'Consecutive failed checkpoints that the job tolerates before it restarts.'),
  'checkpoint.unaligned': flag(['checkpoints-config'], 'Unaligned checkpoints are on.'),
  'checkpoint.retained': flag(['checkpoints-config'], 'Checkpoints are kept when the job is cancelled.'),
  'checkpoint.mode': text(['checkpoints-config'], 'Processing guarantee; "" when the job has no settings.', ['exactly_once', 'at_least_once', '']),
  'checkpoint.storage': text(['checkpoints-config'], 'Class name of the checkpoint storage, for example JobManagerCheckpointStorage; "" when the job has no settings.'),
  'checkpoint.stateBackend': text(['checkpoints-config'], 'Class name of the state backend; "" when not told.'),
  'checkpoint.restored': number('count', ['checkpoints'], 'How often the job began from a checkpoint or savepoint since the JobMaster started; 0 = from nothing.'),
  'checkpoint.completed': number('count', ['checkpoints'], 'Completed checkpoints and savepoints since the JobMaster started.'),
  'checkpoint.failed': number('count', ['checkpoints'], 'counts.failed, including triggers that were refused. Do not judge by it alone: most 2.3 jobs have 1 from their start.'),
  'checkpoint.inProgress': number('count', ['checkpoints'], 'Checkpoints under way.'),
  'checkpoint.failedInHistory': number('count', ['checkpoints'], 'Failed checkpoints (not savepoints) among the last 10 of the history.'),
  'checkpoint.completedInHistory': number('count', ['checkpoints'], 'Completed checkpoints (not savepoints) among the last 10 of the history.'),
  'checkpoint.failedInARow': number('count', ['checkpoints'], 'Failed checkpoints of the history since the last completed one; only reasons that count towards the tolerable number.'),
  'checkpoint.lastFailureCause': text(['checkpoints'], 'Reason of the newest failed checkpoint of the history; none = no failed entry.', failureCauses),
  'checkpoint.lastFailureText': text(['checkpoints'], 'Its failure_message, at most 300 characters; "" = none.'),
  'checkpoint.lastFailedAge': number('ms', ['checkpoints'], 'Since the newest failed checkpoint of the history; missing without one.'),
  'checkpoint.lastFailedAfter': number('ms', ['checkpoints'], 'How long the newest failed checkpoint had run when it failed; missing without one.'),
  'checkpoint.failedSinceCompleted': flag(['checkpoints'], 'The newest failed checkpoint is newer than the newest completed one.'),
  'checkpoint.lastCompletedAge': number('ms', ['checkpoints'], 'Since the newest completed checkpoint was acknowledged; missing without one.'),
  'checkpoint.withoutCompletionFor': number('ms', ['checkpoints', 'job'], 'Since the newest completed checkpoint, or since the job started when there is none.'),
  'checkpoint.lastDuration': number('ms', ['checkpoints'], 'Duration of the newest completed checkpoint; missing without one.'),
  'checkpoint.size': number('bytes', ['checkpoints'], 'Full state size of the newest completed checkpoint (checkpointed_size when the state size is not told); missing without one.'),
  'checkpoint.oldestInProgressAge': number('ms', ['checkpoints'], 'Since the oldest checkpoint under way was triggered; 0 when none is.'),
  'checkpoint.watchedDuration': number('ms', ['checkpoints'], 'Duration of the newest completed or failed checkpoint, the one that vertex.checkpoint… facts take apart; missing without one.'),
  'checkpoint.acknowledged': number('ratio', ['checkpoints', 'suspect-checkpoint'], 'Share of subtasks that acknowledged the newest checkpoint that failed or hangs; missing without one.'),
  'checkpoint.laggard': text(['job', 'checkpoints', 'suspect-checkpoint'], 'Name of the vertex with the most subtasks that did not acknowledge it; "" = none or no such checkpoint.'),
});
