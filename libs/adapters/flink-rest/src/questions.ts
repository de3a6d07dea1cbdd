import type { WindowSize } from '@app/collect';
import type { Capability } from './capabilities.js';

/** Params of a need, percent-encoded. */
export type EncodedParams = Readonly<Record<string, string>>;

/** How one `what` is asked and what its answer must look like to be Flink's. */
export interface Question {
  /** Names of the params that must be there. */
  readonly params: readonly string[];
  path(params: EncodedParams): string;
  readonly answer: 'object' | 'array' | 'text';
  /** Keys that Flink's answer always has, so that another service's JSON is not taken for it. */
  readonly keys?: readonly string[];
  /** The param that holds a list of metric ids; long lists are split over several requests. */
  readonly list?: string;
  /** What is kept of a text, where it is not the usual. */
  readonly window?: WindowSize;
  /** An ability without which this is not asked. */
  readonly needs?: Capability;
}

const job = (rest: string) => (p: EncodedParams): string => `/jobs/${p['job']}${rest}`;
const vertex = (rest: string) => (p: EncodedParams): string => `/jobs/${p['job']}/vertices/${p['vertex']}${rest}`;
const taskManager = (rest: string) => (p: EncodedParams): string => `/taskmanagers/${p['tm']}${rest}`;

/** Every question that can be put to Flink. All of them only read. */
export const questions: Readonly<Record<string, Question>> = {
  overview: { params: [], path: () => '/overview', answer: 'object', keys: ['flink-version'] },
  config: { params: [], path: () => '/config', answer: 'object', keys: ['flink-version'] },
  'jobmanager-config': { params: [], path: () => '/jobmanager/config', answer: 'array' },
  'jobmanager-log': { params: [], path: () => '/jobmanager/log', answer: 'text' },
  jobs: { params: [], path: () => '/jobs/overview', answer: 'object', keys: ['jobs'] },
  taskmanagers: { params: [], path: () => '/taskmanagers', answer: 'object', keys: ['taskmanagers'] },
  taskmanager: { params: ['tm'], path: taskManager(''), answer: 'object', keys: ['id'] },
  'taskmanager-metrics': { params: ['tm', 'get'], path: (p) => `${taskManager('/metrics')(p)}?get=${p['get']}`, answer: 'array', list: 'get' },
  'taskmanager-log': { params: ['tm'], path: taskManager('/log'), answer: 'text', window: { head: 0, tail: 512 * 1024 } },
  'taskmanager-thread-dump': { params: ['tm'], path: taskManager('/thread-dump'), answer: 'object', keys: ['threadInfos'] },
  job: { params: ['job'], path: job(''), answer: 'object', keys: ['jid', 'state'] },
  exceptions: { params: ['job'], path: job('/exceptions?maxExceptions=20'), answer: 'object', keys: ['exceptionHistory'] },
  checkpoints: { params: ['job'], path: job('/checkpoints'), answer: 'object', keys: ['counts'] },
  'checkpoints-config': { params: ['job'], path: job('/checkpoints/config'), answer: 'object', keys: ['interval'] },
  'checkpoint-details': { params: ['job', 'checkpoint'], path: (p) => job(`/checkpoints/details/${p['checkpoint']}`)(p), answer: 'object', keys: ['id'] },
  'checkpoint-subtasks': {
    params: ['job', 'checkpoint', 'vertex'], answer: 'object', keys: ['id'],
    path: (p) => job(`/checkpoints/details/${p['checkpoint']}/subtasks/${p['vertex']}`)(p),
  },
  'job-config': { params: ['job'], path: job('/config'), answer: 'object', keys: ['jid'] },
  'job-metrics': { params: ['job', 'get'], path: (p) => job(`/metrics?get=${p['get']}`)(p), answer: 'array', list: 'get' },
  'resource-requirements': { params: ['job'], path: job('/resource-requirements'), answer: 'object', needs: 'resourceRequirements' },
  vertex: { params: ['job', 'vertex'], path: vertex(''), answer: 'object', keys: ['subtasks'] },
  backpressure: { params: ['job', 'vertex'], path: vertex('/backpressure'), answer: 'object', keys: ['status'] },
  'vertex-load': { params: ['job', 'vertex', 'get'], path: (p) => vertex(`/subtasks/metrics?get=${p['get']}&agg=min,max,avg,sum`)(p), answer: 'array', list: 'get' },
  'vertex-metrics': { params: ['job', 'vertex', 'get'], path: (p) => vertex(`/metrics?get=${p['get']}`)(p), answer: 'array', list: 'get' },
  'vertex-metric-ids': { params: ['job', 'vertex'], path: vertex('/subtasks/metrics'), answer: 'array' },
};
