import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readClusterFile } from './cluster-file.js';
import { readSettings } from './settings.js';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'jobwarden-settings-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('settings', () => {
  it('have defaults that show the demo on this machine only', async () => {
    const settings = await readSettings({});
    expect(settings).toMatchObject({ ok: true, value: { host: '127.0.0.1', port: 8640, home: resolve('.jobwarden'), databaseUrl: null, logLevel: 'info', demo: true } });
  });

  it('that are empty count as not set', async () => {
    expect(await readSettings({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ ok: true, value: { port: 8640, databaseUrl: null } });
  });

  it.each([
    ['PORT', 'http'], ['PORT', '70000'], ['PORT', '-1'], ['PORT', '80.5'], ['HOST', 'a b'], ['LOG_LEVEL', 'loud'], ['DATABASE_URL', 'mysql://x'], ['JOBWARDEN_CONFIG', '/does/not/exist.yaml'],
  ])('%s=%s is refused with its name and what is allowed', async (name, value) => {
    const settings = await readSettings({ [name]: value });
    expect(settings).toMatchObject({ ok: false, problem: { code: 'setting.invalid', what: expect.stringContaining(name), next: expect.stringMatching(/Set |Give /) } });
  });

  it('never repeat a password', async () => {
    const settings = await readSettings({ DATABASE_URL: 'postgre://me:s3cret@host/db' });
    expect(JSON.stringify(settings)).not.toContain('s3cret');
  });

  it('read the file of clusters', async () => {
    const file = join(folder, 'clusters.yaml');
    await writeFile(file, 'clusters: [{ name: prod, url: "https://flink/prod" }]\ncheckEverySeconds: 30\n');
    expect(await readSettings({ JOBWARDEN_CONFIG: file })).toMatchObject({ ok: true, value: { demo: false, clusterFile: { checkEveryMs: 30_000, retentionDays: 14, clusters: [{ name: 'prod', limits: { connections: 4, requestsPerSecond: 20 } }] } } });
  });
});

describe('the file of clusters', () => {
  const cluster = (more: string): string => `clusters:\n  - name: prod\n    url: http://flink:8081\n${more}`;

  it('takes headers from the environment or a file', async () => {
    const secret = join(folder, 'token');
    await writeFile(secret, 'Bearer abc\n');
    const read = await readClusterFile(cluster(`    headers: { Authorization: { file: ${secret} }, X-Team: { env: TEAM } }\n`), 'c.yaml', { TEAM: 'data' });
    expect(read).toMatchObject({ ok: true, value: { clusters: [{ headers: { Authorization: 'Bearer abc', 'X-Team': 'data' } }] } });
  });

  it.each([
    ['broken YAML', 'clusters: [', 'c.yaml:1'],
    ['a word that it does not know', 'cluster: []', 'cluster'],
    ['no address', 'clusters:\n  - name: x\n    url: ftp://x\n', 'c.yaml:3'],
    ['a wrong name', 'clusters:\n  - name: "a b"\n    url: http://x\n', 'clusters.0.name'],
    ['two of one name', 'clusters:\n  - { name: x, url: "http://x" }\n  - { name: x, url: "http://y" }\n', 'x'],
    ['a header whose variable is not set', cluster('    headers: { A: { env: NOPE } }\n'), 'NOPE'],
    ['a header whose file is not there', cluster('    headers: { A: { file: /nope } }\n'), '/nope'],
    ['a header in clear', cluster('    headers: { A: secret }\n'), 'headers'],
    ['no connections at all', cluster('    limits: { connections: 0 }\n'), 'connections'],
  ])('is refused with %s, saying where', async (_, text, where) => {
    const read = await readClusterFile(text, 'c.yaml', {});
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.problem.code).toBe('setting.invalid');
    expect(`${read.problem.what} ${read.problem.why}`).toContain(where);
  });
});
