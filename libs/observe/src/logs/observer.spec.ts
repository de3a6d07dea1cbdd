import { describe, expect, it } from 'vitest';
import type { SignatureMatcher } from '@app/model';
import { createObserve } from '../observe.js';
import { failed, flink, history, job, snapshotOf, spelled, start, unavailable } from '../story.testing.js';

/** Codes that begin with `lost` are conclusive by themselves. */
const signatures: SignatureMatcher = {
  ...spelled,
  follow: () => (event) => {
    const found = spelled.recognise(event);
    return found.match === null ? found : { ...found, match: { ...found.match, alone: found.match.code.startsWith('lost') } };
  },
};
const line = (ago: number, rest: string): string => `${new Date(start.getTime() - ago * 1000).toISOString().replace('T', ' ').replace('.', ',').replace('Z', '')} WARN  a.B [] - ${rest}`;
const log = (...lines: readonly string[]): unknown => ({ text: lines.join('\n'), size: 1, truncated: false });
const tm = (id: string, freeSlots = 0) => ({ id, path: '', timeSinceLastHeartbeat: start.getTime(), slotsNumber: 4, freeSlots });
const other = (jid: string, from: number, to: number) => ({ jid, name: jid, state: 'RUNNING', 'start-time': start.getTime() - from * 1000, 'end-time': to === 0 ? -1 : start.getTime() - to * 1000, 'last-modification': 1, tasks: {} });

interface World {
  readonly jm?: unknown;
  readonly tms?: Readonly<Record<string, unknown>>;
  readonly others?: readonly unknown[];
  readonly failures?: readonly Readonly<Record<string, unknown>>[];
  readonly zone?: number;
  /** On which TaskManager the sink runs. */
  readonly sinkOn?: unknown;
}
const observed = ({ jm = log(), tms = {}, others = [], failures = [], zone = 0, sinkOn }: World) => createObserve({ signatures })(snapshotOf([
  [flink('overview'), { 'flink-version': '2.3.0', taskmanagers: 1, 'slots-total': 4, 'slots-available': 0, 'jobs-running': 1 + others.length, 'jobs-finished': 0, 'jobs-cancelled': 0, 'jobs-failed': 0 }],
  [flink('config'), { 'timezone-offset': zone }], [flink('taskmanagers'), { taskmanagers: Object.keys(tms).map((id) => tm(id)) }],
  [flink('jobs'), { jobs: others }], [flink('exceptions', { job: 'j' }), history(...failures)],
  [flink('job', { job: 'j' }), { jid: 'j', name: 'shop', state: 'RUNNING', 'start-time': start.getTime() - 3_600_000, 'end-time': -1, timestamps: {}, plan: { nodes: [] }, vertices: [{ id: 'v1', name: 'Sink: orders', parallelism: 1, status: 'RUNNING', 'start-time': 1, tasks: {} }] }],
  [flink('checkpoints', { job: 'j' }), { counts: { completed: 1, failed: 0, in_progress: 0 }, history: [], latest: { completed: { id: 5, status: 'COMPLETED', trigger_timestamp: 1, latest_ack_timestamp: start.getTime() - 30_000 } } }],
  ...(sinkOn === undefined ? [] : [[flink('vertex', { job: 'j', vertex: 'v1' }), typeof sinkOn === 'string' ? { subtasks: [{ subtask: 0, status: 'RUNNING', attempt: 0, 'taskmanager-id': sinkOn }] } : sinkOn] as const]),
  [flink('jobmanager-log'), jm], ...Object.entries(tms).map(([id, text]) => [flink('taskmanager-log', { tm: id }), text] as const),
]), job);
const fact = (world: World, name: string) => {
  const state = observed(world).fact(job, name);
  return state.known ? state.value : `missing: ${state.why}`;
};
const lost = (ago: number, rest = ''): string => line(ago, `CAUSE:lost-records${rest}`);

describe('a conclusive line', () => {
  it.each<[string, World, string, unknown]>([
    ['in the log of JobManager', { jm: log(line(9, 'fine'), lost(5)) }, 'logs.fault', 'lost-records'],
    ['in that of a TaskManager', { tms: { t: log(lost(5)) } }, 'logs.faultAge', 5000],
    ['read in the zone of the process', { tms: { t: log(lost(5)) }, zone: -60_000 }, 'logs.faultAge', 0],
    ['read in the zone that a checkpoint tells, which needs no question', { jm: log(line(30 - 7200, 'Completed checkpoint 5 for job j (9 bytes)'), lost(5 - 7200)), zone: 12_345 }, 'logs.faultAge', 5000],
    ['several times', { tms: { t: log(lost(500), lost(5)) } }, 'logs.faultCount', 2],
    ['several times: the first', { tms: { t: log(lost(500), lost(5)) } }, 'logs.faultFirstAge', 500_000],
    ['with its place', { tms: { t: log(line(9, 'fine'), lost(5)) } }, 'logs.faultPlace', '/taskmanagers/t/log:2'],
    ['in a log of which only the end was read', { tms: { t: { text: lost(5), truncated: true } } }, 'logs.faultPlace', '/taskmanagers/t/log'],
    ['from before the job', { tms: { t: log(lost(4000)) } }, 'logs.fault', ''],
    ['that is not conclusive', { tms: { t: log(line(5, 'CAUSE:kafka-auth')) } }, 'logs.fault', ''],
    ['while another job lived', { tms: { t: log(lost(5)) }, others: [other('kkkk', 100, 0)] }, 'logs.fault', ''],
    ['after another job had ended', { tms: { t: log(lost(5)) }, others: [other('kkkk', 900, 800)] }, 'logs.fault', 'lost-records'],
    ['soon after another job had ended, which may still print', { tms: { t: log(lost(5)) }, others: [other('kkkk', 900, 20)] }, 'logs.fault', ''],
    ['soon after its own former run had ended', { tms: { t: log(lost(5)) }, others: [{ ...other('kkkk', 900, 20), name: 'shop' }] }, 'logs.fault', 'lost-records'],
    ['that names a task', { tms: { t: log(lost(5, ' Sink: orders (1/1)')) }, others: [other('kkkk', 100, 0)] }, 'logs.fault', 'lost-records'],
    ['that names the other job', { tms: { t: log(lost(5, ' of kkkk')) }, others: [other('kkkk', 900, 800)] }, 'logs.fault', ''],
    ['in one log while another cannot be read', { jm: unavailable('HTTP 500'), tms: { t: log(lost(5)) } }, 'logs.fault', 'lost-records'],
    ...['a', 'b', 'c', 'd'].map((id): [string, World, string, unknown] => [`where the sink runs, on ${id} of many TaskManagers`, { sinkOn: id, tms: { a: log(), b: log(), c: log(), d: log(), [id]: log(lost(5)) } }, 'logs.faultTaskManager', id]),
    ['nowhere that was looked at, and where the sink runs cannot be read', { sinkOn: unavailable('HTTP 500'), tms: { a: log(), b: log(), c: log() } }, 'logs.taskManagersRead', 2],
    ['nowhere that was looked at, of so many', { sinkOn: 'a', tms: { a: log(), b: log(), c: log() } }, 'logs.taskManagers', 3],
    ['nowhere, and a log cannot be read', { jm: unavailable('HTTP 500'), tms: { t: log() } }, 'logs.fault', 'missing: HTTP 500'],
    ['nowhere, and Flink keeps no files', { jm: { absent: 'no file' }, tms: { t: { absent: 'no file' } } }, 'logs.fault', ''],
    ['nowhere, and Flink keeps no files: that is told', { jm: { absent: 'no file' }, tms: { t: { absent: 'no file' } } }, 'logs.pastFault', 'missing: no file'],
  ])('%s', (_, world, name, value) => expect(fact(world, name)).toBe(value));

  it('is a subject of its own', () => {
    const observation = observed({ tms: { t: log(lost(50), lost(5)) } });
    const related = observation.related(job, 'log-templates');
    const [subject] = related.known ? related.subjects : [];
    if (subject === undefined) throw new Error('no line');
    expect(subject).toMatchObject({ scope: 'log-template', id: 'j/t/lost-records' });
    const value = (name: string) => ((state) => (state.known ? state.value : state.why))(observation.fact(subject, name));
    expect(['log.cause', 'log.role', 'log.alone', 'log.count', 'log.age', 'log.firstAge', 'log.concernsJob', 'job.name'].map(value)).toEqual(['lost-records', 'cause', true, 2, 5000, 50_000, true, 'shop']);
  });
});

describe('lines that no signature knows', () => {
  const error = (ago: number, rest: string): string => line(ago, rest).replace('WARN ', 'ERROR');
  const templates = (world: World) => {
    const observation = observed(world);
    const related = observation.related(job, 'log-templates');
    return (related.known ? related.subjects : []).map((subject) => Object.fromEntries(['log.cause', 'log.role', 'log.level', 'log.template', 'log.count', 'log.age'].map((name) => {
      const state = observation.fact(subject, name);
      return [name, state.known ? state.value : state.why];
    })));
  };
  const late = { 'log.cause': '', 'log.role': 'unrecognised', 'log.level': 'WARN', 'log.template': 'Shard <*> answers late', 'log.count': 2, 'log.age': 5000 };

  it.each<[string, World, unknown]>([
    ['are of one template', { tms: { t: log(line(50, 'Shard 7 answers late'), line(5, 'Shard 12 answers late')) } }, [late]],
    ['in two logs are two', { jm: log(line(8, 'Shard 1 answers late')), tms: { t: log(line(50, 'Shard 7 answers late'), line(5, 'Shard 12 answers late')) } }, [late, { ...late, 'log.count': 1, 'log.age': 8000 }]],
    ['stand behind those that one knows', { tms: { t: log(line(9, 'Shard 7 answers late'), lost(5)) } }, [expect.objectContaining({ 'log.cause': 'lost-records', 'log.template': '' }), { ...late, 'log.count': 1, 'log.age': 9000 }]],
    ['the worst first', { tms: { t: log(error(9, 'It failed'), line(5, 'Shard 7 answers late')) } }, [expect.objectContaining({ 'log.level': 'ERROR', 'log.template': 'It failed' }), { ...late, 'log.count': 1 }]],
    ['are none where they inform', { tms: { t: log(line(9, 'fine').replace('WARN', 'INFO'), line(5, 'HARMLESS:noise')) } }, []],
    ['are not the job\'s from before it', { tms: { t: log(line(4000, 'Shard 7 answers late')) } }, []],
    ['are told of the worst and newest only', { tms: { t: log(...Array.from({ length: 12 }, (_, at) => line(60 - at, `${'abcdefghijkl'[at]}way went wrong`))) } }, expect.objectContaining({ length: 10 })],
  ])('%s', (_, world, expected) => expect(templates(world)).toEqual(expected));
});

describe('the log of a TaskManager that a failure calls lost', () => {
  const silent = failed(20, 'x: SYMPTOM:tm-heartbeat-timeout Heartbeat of TaskManager with id t timed out.');
  it.each<[string, World, unknown]>([
    ['tells why', { failures: [silent], tms: { t: log(line(70, 'CAUSE:heap-oom')) } }, 'heap-oom'],
    ['tells of another time', { failures: [silent], tms: { t: log(line(900, 'CAUSE:heap-oom')) } }, ''],
    ['tells no cause', { failures: [silent], tms: { t: log(line(70, 'SYMPTOM:odd')) } }, ''],
    ['is gone with it', { failures: [silent], tms: { u: log(line(70, 'CAUSE:heap-oom')) } }, ''],
    ['cannot be read', { failures: [silent], tms: { t: unavailable('HTTP 500') } }, 'missing: HTTP 500'],
    ['is not looked at where none is lost', { failures: [failed(20, 'x: CAUSE:jdbc')], tms: { t: log(line(25, 'CAUSE:heap-oom')) } }, ''],
  ])('%s', (_, world, value) => expect(fact(world, 'failure.ownLogCause')).toBe(value));
});
