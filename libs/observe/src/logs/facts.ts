import { flag, number, specsOf, text } from '../spec.js';

const roles = ['cause', 'symptom', 'envelope', 'follow-up', 'remark', 'unrecognised'] as const;
const read = ['job', 'job-logs'] as const;

/**
 * What the ends of JobManager's log and of some TaskManagers' logs say (see `chosen` in needs.ts). Lines count from the start of the job on;
 * what cannot be this job's (another job ran there and the line names nothing) is left out. Of a text that was handed over: what it remarks.
 */
export const facts = [
  ...specsOf('log-template', {
    'log.cause': text(['job-logs'], 'Signature code of these lines; "" = no signature knows them: warnings, errors and exceptions of one mined template.'),
    'log.role': text(['job-logs'], 'Role of that signature.', roles),
    'log.alone': flag(['job-logs'], 'One such line is conclusive by itself, also where REST shows a healthy job.'),
    'log.level': text(['job-logs'], 'Level of the newest of them, in capitals as printed; "" = not told.'),
    'log.template': text(['job-logs'], 'Their template as the miner prints it, at most 300 characters; "" where a signature knows them.'),
    'log.count': number('count', ['job-logs'], 'Lines in the part of the log that was read; of this job as far as they can be told apart.'),
    'log.age': number('ms', ['job-logs', 'log-zone'], 'Since the newest of them.'),
    'log.firstAge': number('ms', ['job-logs', 'log-zone'], 'Since the first of them.'),
    'log.quote': text(['job-logs'], 'The line that decided, as printed, at most 300 characters, of the newest.'),
    'log.place': text(['job-logs'], 'Where it stands: address of the log in Flink, with the line where the log was read whole.'),
    'log.concernsJob': flag(['job', 'job-logs', 'log-zone'], 'A line names this job, one of its tasks or vertices, or no other job was alive when it was printed.'),
  }),
  ...specsOf('job', {
    'logs.fault': text([...read, 'log-zone'], 'Code of the newest line of the logs that is conclusive by itself and concerns this job; "" = none since it started.'),
    'logs.faultAge': number('ms', [...read, 'log-zone'], 'Since that line; missing without one.'),
    'logs.faultFirstAge': number('ms', [...read, 'log-zone'], 'Since the first line of that code; missing without one.'),
    'logs.faultCount': number('count', [...read, 'log-zone'], 'Lines of that code; 0 = none.'),
    'logs.faultQuote': text([...read, 'log-zone'], 'That line, as printed, at most 300 characters; "" = none.'),
    'logs.faultPlace': text([...read, 'log-zone'], 'Where it stands; "" = none.'),
    'logs.pastFault': text([...read, 'log-zone'], 'As logs.fault, for what is no present fault any more; missing where Flink keeps no log file to serve.'),
    'logs.faultTaskManager': text([...read, 'log-zone'], 'Id of the TaskManager in whose log it stands; "" = none, or JobManager\'s.'),
    'logs.taskManagersRead': number('count', [...read, 'log-zone', 'taskmanagers'], 'TaskManagers whose logs were looked at.'),
    'logs.taskManagers': number('count', ['taskmanagers'], 'TaskManagers on which the job may run: those with a slot taken, or all where none has.'),
    'failure.ownLogCause': text(['exceptions', 'restart-strategy', 'lost-taskmanager-logs'], 'Signature code of the first concrete cause that the log of the TaskManager which the newest burst names as lost tells of around that time; "" = none, or it is gone with its log.'),
    'failure.ownLogQuote': text(['exceptions', 'restart-strategy', 'lost-taskmanager-logs'], 'That line, as printed; "" = none.'),
    'failure.ownLogPlace': text(['exceptions', 'restart-strategy', 'lost-taskmanager-logs'], 'Where it stands; "" = none.'),
  }),
];
