import type { Reading, Source } from '@app/model';
import { describe, expect, it } from 'vitest';
import { lookupJob, lookupJobIn } from './lookup.js';

const at = new Date(0);
const id = (digit: string): string => digit.repeat(32);
const entry = (digit: string, name: string, state: string, start = 1) => ({ jid: id(digit), name, state, 'start-time': start });
const answering = (reading: Reading): Source => ({ name: 'flink', read: () => Promise.resolve(reading) });
const having = (...jobs: readonly unknown[]): Source => answering({ kind: 'read', at, payload: { jobs } });
const cluster = { name: 'prod', url: 'http://jm:8081' };
const look = async (source: Source, job: string) => {
  const answer = await lookupJob(source, { cluster, job }, at);
  return answer.ok ? answer.value.job.id[0] : answer.problem;
};
const jobs = having(entry('1', 'orders', 'RUNNING'), entry('2', 'Clicks', 'FAILED'), entry('3', 'clicks-hourly', 'RESTARTING'), entry('4', 'orders', 'CANCELED'), entry('5', 'twice', 'RUNNING'), entry('6', 'twice', 'CREATED'), entry('7', 'gone', 'FAILED'), entry('8', 'gone', 'FINISHED', 9), null, { jid: 3 });

describe('lookupJob', () => {
  it.each([
    ['orders', '1', 'the only one that has not ended'],
    ['Clicks', '2', 'one that ended, alone with its name'],
    ['clicks', '2', 'other letter case'],
    [id('4'), '4', 'an id, ended or not'],
    ['clicks-hourly', '3', 'the exact name before others'],
  ])('finds %s: %s (%s)', async (name, expected) => {
    expect(await look(jobs, name)).toBe(expected);
  });

  it('offers candidates when several have not ended', async () => {
    expect(await look(jobs, 'twice')).toMatchObject({ code: 'job.ambiguous', why: '2 jobs are named "twice"', candidates: [{ id: id('5'), cluster: 'prod', state: 'RUNNING' }, { id: id('6') }] });
  });

  it('offers candidates when all have ended, the newest first', async () => {
    expect(await look(jobs, 'gone')).toMatchObject({ code: 'job.ambiguous', candidates: [{ id: id('8') }, { id: id('7') }] });
  });

  it('names what comes near', async () => {
    expect(await look(jobs, 'ordres')).toMatchObject({ code: 'job.not-found', next: 'Did you mean "orders"?' });
    expect(await look(jobs, 'something else')).toMatchObject({ code: 'job.not-found', candidates: [] });
    expect(await look(having(), id('9'))).toMatchObject({ code: 'job.not-found', why: `none of the 0 jobs there has the id "${id('9')}"` });
  });

  it.each<[Reading, string]>([
    [{ kind: 'unavailable', at, code: 'source.timeout', why: 'no connection' }, 'cluster.unreachable'],
    [{ kind: 'unavailable', at, code: 'source.unauthorized', why: '401' }, 'source.unauthorized'],
    [{ kind: 'unavailable', at, code: 'source.redirected', why: '302' }, 'source.redirected'],
    [{ kind: 'unavailable', at, code: 'source.not-flink', why: 'HTML' }, 'source.not-flink'],
    [{ kind: 'read', at, payload: [] }, 'source.not-flink'],
  ])('says why the cluster could not be read: %j', async (reading, code) => {
    const problem = await look(answering(reading), 'orders');
    expect(problem).toMatchObject({ code, what: 'Cluster prod could not be read' });
    expect(typeof problem === 'object' && problem.next.length).toBeGreaterThan(10);
  });
});

describe('lookupJobIn', () => {
  const down = answering({ kind: 'unavailable', at, why: 'down' });
  const at2 = (name: string, source: Source) => ({ name, url: `http://${name}`, source });

  it('finds the job in whichever cluster has it', async () => {
    expect(await lookupJobIn([at2('a', down), at2('b', having(entry('1', 'x', 'RUNNING')))], 'x', at)).toMatchObject({ ok: true, value: { cluster: { name: 'b' } } });
  });

  it('is ambiguous over clusters, and says which could not be read', async () => {
    const both = [at2('a', having(entry('1', 'x', 'RUNNING'))), at2('b', having(entry('2', 'x', 'RUNNING'))), at2('c', down)];
    expect(await lookupJobIn(both, 'x', at)).toMatchObject({ ok: false, problem: { code: 'job.ambiguous', candidates: [{ cluster: 'a' }, { cluster: 'b' }] } });
    expect(await lookupJobIn(both, 'zzzzzz', at)).toMatchObject({ ok: false, problem: { code: 'job.not-found', why: 'none of the 2 jobs there is named "zzzzzz"; c could not be read' } });
  });
});
