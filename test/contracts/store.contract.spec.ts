import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '@app/adapters/memory';
import { openPostgresStore, startEmbeddedServer, type EmbeddedServer, type PostgresStore } from '@app/adapters/postgres';
import { decodeSnapshot, encodeSnapshot } from '@app/adapters/replay';
import { needKey, ProblemError, type Diagnosis, type Finding, type Need, type Snapshot } from '@app/model';
import type { DiagnosisStore, LabelStore } from '@app/pipeline';
import { labelContract } from './labels.contract.js';

const codec = { encode: encodeSnapshot, decode: decodeSnapshot };
const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

const need: Need = { source: 'flink', what: 'overview', params: {} };
const snapshot: Snapshot = { at: new Date(at(0)), entries: new Map([[needKey(need), { need, readings: [{ kind: 'read', at: new Date(at(0)), payload: { 'flink-version': '2.3.0' } }] }]]) };

const finding = (code: string): Finding => ({
  id: `${code}@job:j`, code, subject: { scope: 'job', id: 'j', name: 'n' }, parents: [], since: at(1), kind: 'fault', severity: 'critical', stage: 'running', group: 'runtime', side: 'user',
  confidence: { level: 'high', why: 'direct' }, says: 'It "fails"\u0000 with 空', because: '', evidence: [], advice: [], needsAction: 'yes', fix: null, references: [],
});

const diagnosis = (id: string, minute: number, more: Partial<Diagnosis> = {}, job = { id: 'job-1', name: 'orders' }): Diagnosis => ({
  schemaVersion: '1', id, at: at(minute), time: 'during', cluster: { name: 'prod', url: 'http://prod:8081', flinkVersion: '2.3.0' },
  job: { ...job, state: 'RUNNING', startTime: at(0) }, jobs: [], verdict: 'healthy', score: null, summary: 'ok', causes: [], findings: [], ruledOut: [], unknown: [], looked: [], tookMs: 5, ...more,
});

const sick = (id: string, minute: number, job = { id: 'job-1', name: 'orders' }): Diagnosis =>
  diagnosis(id, minute, { verdict: 'faulty', causes: ['heap-oom@job:j'], findings: [finding('heap-oom'), finding('restart-loop')] }, job);

let server: EmbeddedServer;
let home: string;
let databases = 0;
const opened: PostgresStore[] = [];

async function newDatabase(): Promise<string> {
  databases += 1;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database t${databases}`);
  await client.end();
  return server.url.replace(/\/postgres$/, `/t${databases}`);
}

async function postgres(url: string): Promise<PostgresStore> {
  const store = await openPostgresStore({ url, codec });
  opened.push(store);
  return store;
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'jobwarden-store-'));
  await chmod(home, 0o755);
  server = await startEmbeddedServer(home);
});
afterAll(async () => {
  await Promise.all(opened.map((store) => store.close()));
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

const stores: readonly (readonly [string, () => Promise<DiagnosisStore & LabelStore>])[] = [
  ['memory', async () => createMemoryStore()],
  ['PostgreSQL', async () => postgres(await newDatabase())],
];

describe.each(stores)('a diagnosis store: %s', (_, open) => {
  labelContract(open);

  it('gives back what it was given, to the letter', async () => {
    const store = await open();
    await store.save(sick('d1', 1), snapshot);
    expect(await store.byId('d1')).toEqual(sick('d1', 1));
    expect(await store.snapshot('d1')).toEqual(snapshot);
    expect(await store.byId('other')).toBeNull();
    expect(await store.snapshot('other')).toBeNull();
  });

  it('keeps the first of two with one id', async () => {
    const store = await open();
    await store.save(sick('d1', 1), snapshot);
    await store.save(diagnosis('d1', 9), snapshot);
    expect((await store.byId('d1'))?.verdict).toBe('faulty');
  });

  it('finds the nearest: the last before, else the first after; by id or name, in one cluster or any', async () => {
    const store = await open();
    await store.save(diagnosis('early', 10), snapshot);
    await store.save(diagnosis('late', 20), snapshot);
    const nearest = async (job: string, cluster: string | null, minute: number) => (await store.nearest({ job, cluster }, new Date(at(minute))))?.id ?? null;
    expect(await nearest('job-1', 'prod', 15)).toBe('early');
    expect(await nearest('orders', null, 20)).toBe('late');
    expect(await nearest('orders', null, 99)).toBe('late');
    expect(await nearest('orders', 'prod', 1)).toBe('early');
    expect(await nearest('orders', 'staging', 15)).toBeNull();
    expect(await nearest('other', null, 15)).toBeNull();
  });

  it('lists jobs worst first, page by page, each once', async () => {
    const store = await open();
    const verdicts = ['healthy', 'at-risk', 'unknown', 'faulty'] as const;
    for (let n = 0; n < 12; n += 1) await store.save(diagnosis(`d${n}`, n, { verdict: verdicts[n % 4] ?? 'healthy' }, { id: `job-${n}`, name: n % 2 === 0 ? 'Same' : 'same' }), snapshot);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<DiagnosisStore['jobs']>> = await store.jobs({ limit: 5, cursor });
      seen.push(...page.items.map(({ verdict, id }) => `${verdict} ${id}`));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toHaveLength(12);
    expect(new Set(seen).size).toBe(12);
    expect(seen.map((line) => line.split(' ')[0])).toEqual([...Array(3).fill('faulty'), ...Array(3).fill('unknown'), ...Array(3).fill('at-risk'), ...Array(3).fill('healthy')]);
  });

  it('starts from the beginning for a cursor that it did not give', async () => {
    const store = await open();
    await store.save(sick('d1', 1), snapshot);
    expect((await store.jobs({ limit: 5, cursor: 'rubbish' })).items).toHaveLength(1);
  });

  it('renews the row of a job, but not with older news', async () => {
    const store = await open();
    await store.save(sick('d2', 20), snapshot);
    await store.save(diagnosis('d1', 10), snapshot);
    expect((await store.jobs({ limit: 5, cursor: null })).items).toEqual([
      { id: 'job-1', name: 'orders', cluster: 'prod', state: 'RUNNING', verdict: 'faulty', firstCause: 'heap-oom', checkedAt: at(20), diagnosisId: 'd2' },
    ]);
  });

  it('does not leave a job healthy whose cluster could not be read, and drops jobs that are gone', async () => {
    const store = await open();
    await store.save(diagnosis('d1', 1), snapshot);
    await store.save(diagnosis('d2', 1, {}, { id: 'job-2', name: 'other' }), snapshot);
    await store.seen('prod', new Date(at(5)), null);
    expect((await store.jobs({ limit: 5, cursor: null })).items.map(({ verdict, checkedAt }) => [verdict, checkedAt])).toEqual([['unknown', at(5)], ['unknown', at(5)]]);
    await store.seen('elsewhere', new Date(at(6)), []);
    await store.seen('prod', new Date(at(6)), ['job-2']);
    expect((await store.jobs({ limit: 5, cursor: null })).items.map(({ id }) => id)).toEqual(['job-2']);
  });

  it('keeps each event once, oldest first, whatever its characters', async () => {
    const store = await open();
    const key = { cluster: 'prod', jobId: 'job-1' };
    const exception = { ...key, at: new Date(at(2)), className: 'java.lang.NullPointerException', message: "it's null", task: 'Map (1/2)' };
    const events = { exceptions: [exception], lifeCycle: [{ ...key, at: new Date(at(3)), state: 'RUNNING' }, { ...key, at: new Date(at(1)), state: 'CREATED' }] };
    await store.saveEvents(events);
    await store.saveEvents(events);
    expect(await store.events('prod', 'job-1')).toEqual({ exceptions: [exception], lifeCycle: [events.lifeCycle[1], events.lifeCycle[0]] });
    expect(await store.events('prod', 'job-2')).toEqual({ exceptions: [], lifeCycle: [] });
  });

  it('forgets what is old, and keeps the row of the job', async () => {
    const store = await open();
    await store.save(sick('d1', 10), snapshot);
    await store.saveEvents({ exceptions: [], lifeCycle: [{ cluster: 'prod', jobId: 'job-1', at: new Date(at(1)), state: 'CREATED' }] });
    expect(await store.forget(new Date(at(11)))).toBe(1);
    expect(await store.byId('d1')).toBeNull();
    expect(await store.events('prod', 'job-1')).toEqual({ exceptions: [], lifeCycle: [] });
    expect((await store.jobs({ limit: 5, cursor: null })).items.map(({ verdict, diagnosisId }) => [verdict, diagnosisId])).toEqual([['faulty', null]]);
  });

  it('answers a ping', async () => {
    await expect((await open()).ping()).resolves.toBeUndefined();
  });
});

describe('the database of the PostgreSQL store', () => {
  it('is migrated once when several processes start at the same time', async () => {
    const url = await newDatabase();
    const started = await Promise.all([postgres(url), postgres(url), postgres(url)]);
    await Promise.all(started.map((store, index) => store.save(diagnosis(`d${index}`, index), snapshot)));
    expect((await started[0]?.jobs({ limit: 5, cursor: null }))?.items).toHaveLength(1);
  });

  it('is opened again with its data', async () => {
    const url = await newDatabase();
    await (await postgres(url)).save(sick('d1', 1), snapshot);
    expect((await (await postgres(url)).byId('d1'))?.verdict).toBe('faulty');
  });

  it('is refused when a newer program has migrated it', async () => {
    const url = await newDatabase();
    await postgres(url);
    await run(url, `insert into jobwarden_migration (name, timestamp) values ('9999-from-the-future', '2030-01-01')`);
    await expect(openPostgresStore({ url, codec })).rejects.toMatchObject({ problem: { code: 'store.newer', why: expect.stringContaining('9999-from-the-future') } });
  });

  it('says so when it cannot be reached', async () => {
    const error: unknown = await openPostgresStore({ url: 'postgres://nobody@127.0.0.1:1/none', codec }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ problem: { code: 'store.unavailable' } });
  });
});
