import type { Reading, Result } from '@app/model';
import { describe, expect, it } from 'vitest';
import type { AskableCluster } from './lookup.js';
import { resolveReference, type ReferenceLookup } from './resolve.js';

const at = new Date(0);
const id = 'a'.repeat(32);
const jobs: Reading = { kind: 'read', at, payload: { jobs: [{ jid: id, name: 'orders', state: 'RUNNING', 'start-time': 1 }] } };
const clusters = [{ name: 'prod', url: 'http://user:pw@jm:8081/' }, { name: 'empty', url: 'http://other:8081' }];
const lookup = (anyUrl: boolean, seen: string[] = []): ReferenceLookup => ({
  anyUrl, deadline: at,
  connect: (cluster): Result<AskableCluster> => {
    seen.push(cluster.name);
    return { ok: true, value: { ...cluster, source: { name: 'flink', read: () => Promise.resolve(cluster.name === 'prod' ? jobs : { kind: 'read', at, payload: { jobs: [] } }) } } };
  },
});
const resolve = async (text: string, anyUrl = true, seen: string[] = [], list = clusters) => {
  const answer = await resolveReference(text, list, lookup(anyUrl, seen));
  return answer.ok ? `${answer.value.ref.cluster.name} ${answer.value.ref.jobId}` : answer.problem.code;
};

describe('resolveReference', () => {
  it.each([
    ['orders', `prod ${id}`],
    [id, `prod ${id}`],
    ['prod', 'prod null'],
    ['prod/orders', `prod ${id}`],
    ['empty/orders', 'job.not-found'],
    ['http://jm:8081', 'prod null'],
    [`http://jm:8081/#/job/running/${id}`, `prod ${id}`],
    ['http://unlisted:8081', 'unlisted:8081 null'],
    ['unlisted:8081/proxy/app', 'unlisted:8081/proxy/app null'],
    ['nothing', 'job.not-found'],
    ['', 'reference.invalid'],
  ])('%s -> %s', async (text, expected) => {
    expect(await resolve(text)).toBe(expected);
  });

  it('asks nobody when the address says it all', async () => {
    const seen: string[] = [];
    await resolve(`http://jm:8081/jobs/${id}`, true, seen);
    expect(seen).toEqual([]);
  });

  it('asks only listed clusters where that is the rule', async () => {
    expect(await resolve('http://unlisted:8081', false)).toBe('reference.refused');
    expect(await resolve('http://jm:8081', false)).toBe('prod null');
  });

  it('needs an address where no cluster is configured', async () => {
    expect(await resolve('orders', true, [], [])).toBe('cluster.not-found');
  });

  it('points at a cluster with a similar name', async () => {
    const answer = await resolveReference('prd', clusters, lookup(true));
    expect(answer.ok ? '' : answer.problem.next).toContain('Clusters with a similar name: prod.');
  });

  it.each(['orders', 'prod', 'http://jm:8081'])('shows no credentials of a configured address (%s)', async (text) => {
    expect(await resolveReference(text, clusters, lookup(true))).toMatchObject({ value: { ref: { cluster: { url: 'http://jm:8081' } } } });
  });

  it('keeps credentials apart from the reference', async () => {
    const answer = await resolveReference('http://me:s3cret@jm:9000', [], lookup(true));
    expect(JSON.stringify(answer)).not.toContain('s3cret');
    expect(answer.ok && answer.value.credentials?.header()).toMatch(/^Basic /);
  });
});
