import { number, specsOf, text } from '../spec.js';

/** Facts from JobManager's log. Times in the log have no zone; /config tells the zone of the JobManager. */
export const facts = [
  ...specsOf('cluster', {
    'cluster.submitFailure': text(['jobmanager-log'], 'Signature code of the newest failed submission in JobManager\'s log; "" = none, unrecognised = no signature matches.'),
    'cluster.submitFailureClass': text(['jobmanager-log'], 'Simple class name of its innermost exception; "" = none.'),
    'cluster.submitFailureText': text(['jobmanager-log'], 'Its message, at most 300 characters; "" = none.'),
    'cluster.submitFailureUserFrame': text(['jobmanager-log'], 'First frame of user code, when the innermost exception was thrown there; "" = none.'),
    'cluster.submitFailureAt': number('time', ['jobmanager-log', 'config'], 'When it was logged; missing without one.'),
    'cluster.submitFailureAge': number('ms', ['jobmanager-log', 'config'], 'Since it was logged; missing without one.'),
    'cluster.submitFailures': number('count', ['jobmanager-log'], 'Failed submissions in the part of the log that was read.'),
    'cluster.lostTaskManagers': number('count', ['jobmanager-log', 'config'], 'Distinct TaskManagers that JobManager\'s log calls unreachable or timed out in the last 10 minutes.'),
  }),
  ...specsOf('job', {
    'checkpoint.causeCode': text(['jobmanager-log'], 'Signature code of the newest checkpoint failure of this job in JobManager\'s log that names a cause; "" = none.'),
    'checkpoint.causeText': text(['jobmanager-log'], 'Class and message of its innermost exception, at most 300 characters, also where no signature knows it; "" = none.'),
    'checkpoint.causeAge': number('ms', ['jobmanager-log', 'config'], 'Since it was logged; missing without one.'),
    'checkpoint.causeTask': text(['jobmanager-log'], 'Task that declined the checkpoint, as far as the log names it; "" = none.'),
  }),
];
