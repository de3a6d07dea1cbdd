import { flag, number, specsOf, text } from '../spec.js';

const story = ['exceptions', 'restart-strategy'] as const;
const roles = ['cause', 'symptom', 'envelope', 'follow-up', 'harmless', 'unrecognised', ''] as const;

/** A burst is a run of failures closer together than the restart delay + 60 s; the first fault is told from its consequences (design.md 2.3). */
export const facts = specsOf('job', {
  'failure.count': number('count', ['exceptions'], 'Entries of the exception history (Flink keeps 16); 0 = the job never failed.'),
  'failure.truncated': flag(['exceptions'], 'Older failures were dropped: the oldest retained one need not be the first.'),
  'failure.recent': number('count', story, 'Failures (history entries) of the newest burst; 0 = none.'),
  'failure.lastHour': number('count', ['exceptions'], 'Failures of the last 60 minutes, at most the 16 that are kept.'),
  'failure.age': number('ms', ['exceptions'], 'Since the newest failure; missing without one.'),
  'failure.quietFor': number('ms', ['exceptions'], 'Same as failure.age: how long nothing new has failed; missing without a failure.'),
  'failure.firstAge': number('ms', story, 'Since the first failure of the newest burst; missing without one.'),
  'failure.meanGap': number('ms', story, 'Mean distance of the failures of the newest burst; 0 for one or none.'),
  'failure.cause': text(story, 'Signature code of the first fault of the newest burst, unwrapped; "" = no failure, unrecognised = no signature matches.'),
  'failure.causeRole': text(story, 'Role of the signature behind failure.cause.', roles),
  'failure.lastCause': text(story, 'Signature code of the newest failure, unwrapped: what sustains the loop, where failure.cause is what began it.'),
  'failure.lastEnvelope': text(story, 'Code of the envelope around the newest failure, for example restart-exhausted or ckpt-tolerance-exceeded; "" = none.'),
  'failure.class': text(story, 'Simple class name of the innermost exception of the first fault; "" = no failure.'),
  'failure.message': text(story, 'Its message, at most 300 characters; "" = none.'),
  'failure.quote': text(story, 'The line that tells the first fault, as printed (the head of its innermost exception, else its first line), at most 300 characters; "" = no failure.'),
  'failure.place': text(story, 'Where that line stands: `file:line` of a text, or the address in Flink that answered it; "" = no failure.'),
  'failure.userFrame': text(story, 'First frame of user code, when the innermost exception was thrown there (not in engine or connector code), or the name of an exception of the job that has no trace; "" = none.'),
  'failure.vertex': text(story, 'Name of the task that failed first; "" = global failure or none.'),
  'failure.global': flag(story, 'The first fault concerns no single task: coordinator, checkpoint threshold, scheduler.'),
  'failure.taskManager': text(story, 'Id of the TaskManager that reported the first fault; "" = not told. For a lost peer this is the survivor.'),
  'failure.taskManagers': number('count', story, 'Distinct TaskManagers that reported failures of the newest burst.'),
  'failure.vertices': number('count', story, 'Distinct tasks named by failures of the newest burst.'),
  'failure.lostTaskManager': text(story, 'Id of the TaskManager that the newest burst names as lost, unreachable or silent; "" = none.'),
  'failure.lostTaskManagerGone': flag([...story, 'taskmanagers'], 'That TaskManager is not registered any more; false when none is named.'),
  'failure.taskManagerGone': flag([...story, 'taskmanagers'], 'The TaskManager of the first fault is not registered any more; false when none is named.'),
  'failure.taskManagerMemory': text(['jobmanager-config'], 'Memory configured for a TaskManager (process size, else Flink size); "" when not set.'),
  'failure.taskManagerHeap': number('bytes', [...story, 'taskmanagers'], 'Task heap of the TaskManager of the first fault, or of any when it is gone.'),
  'failure.healed': flag([...story, 'job', 'checkpoints'], 'All tasks run again, and a checkpoint completed after the newest failure with the next one overdue (3 x meanGap), or nothing failed for max(60 s, 5 x meanGap); false without a failure.'),
});
