import type { FailureCause } from './facts.js';

/**
 * Words of Flink's CheckpointFailureReason, in the order in which they are looked for: a specific text stands before one that it contains.
 * `counts` = CheckpointFailureManager counts it towards the tolerable number (flink-failure-modes.md §2.5).
 */
const reasons: readonly { readonly text: string; readonly cause: FailureCause; readonly counts: boolean }[] = [
  { text: 'Exceeded checkpoint tolerable failure threshold', cause: 'tolerance', counts: false },
  { text: 'Checkpoint expired before completing', cause: 'expired', counts: true },
  { text: 'Checkpoint was declined (tasks not ready)', cause: 'trigger', counts: false },
  { text: 'Checkpoint was declined (task is closing)', cause: 'suspended', counts: false },
  { text: 'Checkpoint was declined', cause: 'declined', counts: true },
  { text: 'Asynchronous task checkpoint failed', cause: 'async', counts: true },
  { text: 'IO-problem detected', cause: 'storage-io', counts: true },
  { text: 'Failure to finalize checkpoint', cause: 'finalize', counts: true },
  { text: 'Task has failed', cause: 'task-failed', counts: false },
  { text: 'Task local checkpoint failure', cause: 'task-failed', counts: false },
  { text: 'FailoverRegion is restarting', cause: 'suspended', counts: false },
  { text: 'Checkpoint Coordinator is suspending', cause: 'suspended', counts: false },
  { text: 'CheckpointCoordinator shutdown', cause: 'suspended', counts: false },
  { text: 'Not all required tasks are currently running', cause: 'trigger', counts: false },
  { text: 'Trigger checkpoint failure', cause: 'trigger', counts: false },
  { text: 'Periodic checkpoint scheduler is shut down', cause: 'trigger', counts: false },
  { text: 'maximum number of queued checkpoint requests', cause: 'trigger', counts: false },
  { text: 'minimum time between checkpoints', cause: 'trigger', counts: false },
];

export function reasonOf(message: string): { readonly cause: FailureCause; readonly counts: boolean } {
  return reasons.find(({ text }) => message.includes(text)) ?? { cause: 'other', counts: false };
}
