import { flag, number, specsOf, text } from '../spec.js';

export const facts = specsOf('cluster', {
  'cluster.reachable': flag(['overview'], 'True once the cluster answered /overview; missing (never false) while it does not.'),
  'cluster.flinkVersion': text(['overview'], 'Version of the JobManager, for example 1.20.5.'),
  'cluster.taskManagers': number('count', ['overview'], 'Registered TaskManagers.'),
  'cluster.slotsTotal': number('slots', ['overview'], 'Slots of all registered TaskManagers.'),
  'cluster.slotsFree': number('slots', ['overview'], 'Slots that no job holds.'),
  'cluster.jobsRunning': number('count', ['overview'], 'Jobs that are not in a final state: running, restarting or waiting.'),
  'cluster.jobsFinished': number('count', ['overview'], 'Jobs that finished and are still remembered.'),
  'cluster.jobsCancelled': number('count', ['overview'], 'Jobs that were cancelled and are still remembered.'),
  'cluster.jobsFailed': number('count', ['overview'], 'Jobs that failed for good and are still remembered.'),
  'cluster.taskManagerMemory': text(['jobmanager-config'], 'taskmanager.memory.process.size, else taskmanager.memory.flink.size, as configured; "" when neither is set.'),
  'cluster.slotsPerTaskManager': number('slots', ['jobmanager-config'], 'taskmanager.numberOfTaskSlots as configured, default 1.'),
  'cluster.heartbeatTimeout': number('ms', ['jobmanager-config'], 'heartbeat.timeout, default 50 s.'),
  'cluster.slotRequestTimeout': number('ms', ['jobmanager-config'], 'slot.request.timeout, default 5 min.'),
  'cluster.taskHeap': number('bytes', ['taskmanagers'], 'Task heap of the first registered TaskManager (memoryConfiguration.taskHeap); missing without TaskManagers.'),
  'cluster.taskManagersSilent': number('count', ['taskmanagers', 'jobmanager-config'], 'Registered TaskManagers whose last heartbeat is older than half of heartbeat.timeout.'),
});
