import { ageOf } from '../clock.js';
import { vertexOf } from '../ids.js';
import { JobDetails, VertexLoad } from '../job-state/schema.js';
import { both, from, map, missing, payload, payloads, type Compute, type Observer } from '../look.js';
import { largest, sum } from '../values.js';
import { recordsOf, topOf } from './records.js';
import { Backpressure, ThreadDump, Vertex } from './schema.js';
import { isSinkOnly, sinkShare } from './threads.js';

const job = payload('job', JobDetails);
const load = payload('vertex-load', VertexLoad);
const vertex = payload('vertex', Vertex);
const backpressure = payload('backpressure', Backpressure);

const line = map(job, (details, look, at) => {
  const found = details.vertices.find(({ id }) => id === vertexOf(look.subject));
  return found === undefined ? missing('the job has no such vertex') : { ok: true, value: found, at };
});
const inputs = (details: JobDetails, id: string | null): readonly { readonly id: string; readonly ship_strategy?: string | undefined }[] =>
  details.plan.nodes.find((node) => node.id === id)?.inputs ?? [];

const isRead = ({ plan }: JobDetails, id: string | null): boolean => plan.nodes.some(({ inputs: read = [] }) => read.some((input) => input.id === id));
const dumps = payloads('vertex-thread-dumps', ThreadDump);

const metric = (id: string, take: 'min' | 'max' | 'avg'): Compute => from(load, (values) => values.get(id)?.[take], `${id} is not reported (NaN for legacy sources)`);
const busy = 'busyTimeMsPerSecond';
const backpressured = 'backPressuredTimeMsPerSecond';
const idle = 'idleTimeMsPerSecond';

export const observer: Observer = {
  compute: {
    'vertex.name': from(line, ({ name }) => name),
    'vertex.status': from(line, ({ status }) => status),
    'vertex.parallelism': from(line, ({ parallelism }) => parallelism),
    'vertex.runningFor': from(line, (one, at, look) => (one.status === 'RUNNING' ? ageOf(look, at, one['start-time']) : null), 'the vertex is not RUNNING'),
    'vertex.isSource': from(job, (details, _, look) => inputs(details, vertexOf(look.subject)).length === 0),
    'vertex.isSink': from(job, (details, _, look) => !isRead(details, vertexOf(look.subject))),
    'vertex.sinkOnly': from(job, (details, _, look) => {
      const id = vertexOf(look.subject);
      const description = details.plan.nodes.find((node) => node.id === id)?.description;
      if (isRead(details, id)) return false;
      return description === undefined ? null : isSinkOnly(description);
    }, 'the plan does not describe the vertex'),
    'vertex.sinkThreads': from(both(line, dumps), ([{ name }, all]) => sinkShare(all, name), 'no thread of the vertex works at this moment'),
    'vertex.keyed': from(job, (details, _, look) => inputs(details, vertexOf(look.subject)).some(({ ship_strategy }) => ship_strategy === 'HASH')),
    'vertex.busyMax': metric(busy, 'max'),
    'vertex.busyAvg': metric(busy, 'avg'),
    'vertex.busyMin': metric(busy, 'min'),
    'vertex.backpressureMax': metric(backpressured, 'max'),
    'vertex.backpressureAvg': metric(backpressured, 'avg'),
    'vertex.backpressureMin': metric(backpressured, 'min'),
    'vertex.hardBackpressureMax': metric('hardBackPressuredTimeMsPerSecond', 'max'),
    'vertex.idleMax': metric(idle, 'max'),
    'vertex.idleAvg': metric(idle, 'avg'),
    'vertex.idleMin': metric(idle, 'min'),
    'vertex.recordsInRate': metric('numRecordsInPerSecond', 'avg'),
    'vertex.recordsOutRate': metric('numRecordsOutPerSecond', 'avg'),
    'vertex.busySpread': from(load, (values) => {
      const all = values.get(busy);
      return all === undefined ? null : all.max - all.min;
    }, 'busy time is not reported'),
    'vertex.recordsMax': from(vertex, (one) => largest([...recordsOf(one).values()])),
    'vertex.recordsAvg': from(vertex, (one) => sum([...recordsOf(one).values()]) / one.subtasks.length),
    'vertex.recordsMin': from(vertex, (one) => (one.subtasks.length === 0 ? null : Math.min(...recordsOf(one).values()))),
    'vertex.recordsSkew': from(vertex, (one) => {
      const records = [...recordsOf(one).values()];
      const total = sum(records);
      return total === 0 ? null : (Math.max(...records) * records.length) / total;
    }, 'no record has been counted'),
    'vertex.busiestSubtask': from(backpressure, ({ subtasks }) => topOf(subtasks.map(({ subtask, busyRatio }) => [subtask, busyRatio])), 'busy time is not reported'),
    'vertex.busiestHasMostRecords': from(both(vertex, backpressure), ([one, { subtasks }]) => {
      const busiest = topOf(subtasks.map(({ subtask, busyRatio }) => [subtask, busyRatio]));
      const records = recordsOf(one);
      return busiest === null ? null : records.get(busiest) === Math.max(...records.values());
    }, 'busy time is not reported'),
    'vertex.taskManagers': from(vertex, ({ subtasks }) => new Set(subtasks.map((subtask) => subtask['taskmanager-id']).filter((id) => typeof id === 'string')).size),
  },
};
