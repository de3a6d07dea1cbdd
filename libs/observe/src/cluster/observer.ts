import { both, from, payload, type Observer } from '../look.js';
import { TaskManagers } from '../taskmanagers/schema.js';
import { durationOf, Settings } from '../values.js';
import { Overview } from './schema.js';

const overview = payload('overview', Overview);
const taskManagers = payload('taskmanagers', TaskManagers);
export const settings = payload('jobmanager-config', Settings);

type Config = ReadonlyMap<string, string>;
/** Memory of one TaskManager as its owner wrote it; '' when Flink's own default holds. */
export const configuredMemory = (config: Config): string =>
  config.get('taskmanager.memory.process.size') ?? config.get('taskmanager.memory.flink.size') ?? '';
const heartbeatTimeout = (config: Config): number | null => durationOf(config.get('heartbeat.timeout') ?? '50 s');

export const observer: Observer = {
  compute: {
    'cluster.reachable': from(overview, () => true),
    'cluster.flinkVersion': from(overview, (cluster) => cluster['flink-version']),
    'cluster.taskManagers': from(overview, (cluster) => cluster.taskmanagers),
    'cluster.slotsTotal': from(overview, (cluster) => cluster['slots-total']),
    'cluster.slotsFree': from(overview, (cluster) => cluster['slots-available']),
    'cluster.jobsRunning': from(overview, (cluster) => cluster['jobs-running']),
    'cluster.jobsFinished': from(overview, (cluster) => cluster['jobs-finished']),
    'cluster.jobsCancelled': from(overview, (cluster) => cluster['jobs-cancelled']),
    'cluster.jobsFailed': from(overview, (cluster) => cluster['jobs-failed']),
    'cluster.taskManagerMemory': from(settings, configuredMemory),
    'cluster.slotsPerTaskManager': from(settings, (config) => Number(config.get('taskmanager.numberOfTaskSlots') ?? 1)),
    'cluster.heartbeatTimeout': from(settings, heartbeatTimeout),
    'cluster.slotRequestTimeout': from(settings, (config) => durationOf(config.get('slot.request.timeout') ?? '5 min')),
    'cluster.taskHeap': from(taskManagers, ({ taskmanagers }) => taskmanagers[0]?.memoryConfiguration.taskHeap, 'no TaskManager is registered'),
    'cluster.taskManagersSilent': from(both(taskManagers, settings), ([{ taskmanagers }, config], at) => {
      const timeout = heartbeatTimeout(config);
      return timeout === null ? null : taskmanagers.filter((tm) => at.getTime() - tm.timeSinceLastHeartbeat > timeout / 2).length;
    }),
  },
};
