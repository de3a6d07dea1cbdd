import { flag, number, specsOf, text } from '../spec.js';

export const facts = specsOf('taskmanager', {
  'taskmanager.lost': flag(['taskmanagers'], 'Not registered any more. Only a failure can name such a TaskManager (relation failed-on).'),
  'taskmanager.host': text(['taskmanagers'], 'Host name or address from its path; "" when it is gone and its id does not tell.'),
  'taskmanager.heartbeatAge': number('ms', ['taskmanagers'], 'Since its last heartbeat; missing when it is gone.'),
  'taskmanager.slots': number('slots', ['taskmanagers'], 'Slots; missing when it is gone.'),
  'taskmanager.freeSlots': number('slots', ['taskmanagers'], 'Free slots; missing when it is gone.'),
  'taskmanager.taskHeap': number('bytes', ['taskmanagers'], 'Configured task heap; of any other TaskManager when it is gone.'),
  'taskmanager.processMemory': number('bytes', ['taskmanagers'], 'Configured process memory; of any other TaskManager when it is gone.'),
  'taskmanager.jobs': number('count', ['registered-taskmanager'], 'Distinct jobs that hold slots of it; missing when it is gone.'),
  'taskmanager.heapUsed': number('bytes', ['registered-taskmanager'], 'Heap in use; missing when it is gone.'),
  'taskmanager.heapMax': number('bytes', ['registered-taskmanager'], 'Largest heap; missing when it is gone.'),
  'taskmanager.heapShare': number('ratio', ['registered-taskmanager'], 'heapUsed / heapMax; missing when it is gone.'),
  'taskmanager.cpuLoad': number('ratio', ['taskmanager-load'], 'Load of the process over all CPUs of the host; missing when it is gone.'),
  'taskmanager.gcTime': number('ms/s', ['taskmanager-load'], 'Garbage collection each second (Flink 1.19 and later); missing when it is gone.'),
  'taskmanager.metaspaceShare': number('ratio', ['taskmanager-load'], 'Metaspace used / max; missing when it is gone or unlimited.'),
  'taskmanager.neighbourCause': text(['jobs', 'neighbour-exceptions'], 'Code of a concrete failure of another job on this TaskManager within 2 minutes of its loss; "" = none. While it is registered: of a failure of the last 2 minutes.'),
  'taskmanager.neighbourJob': text(['jobs', 'neighbour-exceptions'], 'Name of that job; where none tells a cause, of one that failed on it at the same time; "" = none.'),
  'taskmanager.neighboursHit': number('count', ['jobs', 'neighbour-exceptions'], 'Other jobs that failed on this TaskManager within 2 minutes of its loss.'),
});
