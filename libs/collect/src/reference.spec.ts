import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReference } from './reference.js';

const id = '0123456789abcdef0123456789abcdef';
const read = (text: string, aliases: readonly string[] = []) => {
  const parsed = parseReference(text, aliases);
  return parsed.ok ? parsed.value : parsed.problem.why;
};

describe('parseReference', () => {
  it.each([
    ['http://jm:8081', 'http://jm:8081', null],
    ['http://jm:8081/', 'http://jm:8081', null],
    ['https://flink.example.com', 'https://flink.example.com', null],
    ['jm:8081', 'http://jm:8081', null],
    ['localhost:8081/', 'http://localhost:8081', null],
    ['10.0.0.7:8081', 'http://10.0.0.7:8081', null],
    ['[::1]:8081', 'http://[::1]:8081', null],
    [`jm:8081/#/job/running/${id}`, 'http://jm:8081', id],
    [`http://jm:8081/jobs/${id}`, 'http://jm:8081', id],
    [`http://jm:8081/v1/jobs/${id}/checkpoints`, 'http://jm:8081', id],
    [`http://jm:8081/jobs/${id.toUpperCase()}`, 'http://jm:8081', id],
    [`http://jm:8081/#/job/running/${id}/overview`, 'http://jm:8081', id],
    [`http://jm:8081/#/job/completed/${id}/exceptions`, 'http://jm:8081', id],
    [`http://jm:8081/#/job/${id}`, 'http://jm:8081', id],
    [`http://jm:8081/#/jobs/${id}/overview`, 'http://jm:8081', id],
    [`http://jm:8081/index.html#/job/running/${id}/checkpoints/history`, 'http://jm:8081', id],
    [`https://rm:8090/proxy/application_1/#/job/running/${id}/overview`, 'https://rm:8090/proxy/application_1', id],
    [`https://rm:8090/proxy/application_1/jobs/${id}`, 'https://rm:8090/proxy/application_1', id],
    ['https://rm:8090/proxy/application_1/', 'https://rm:8090/proxy/application_1', null],
    ['http://jm:8081/#/overview', 'http://jm:8081', null],
    ['http://jm:8081/#/job/running', 'http://jm:8081', null],
    ['http://jm:8081/#/task-manager/tm-1/metrics', 'http://jm:8081', null],
    ['http://jm:8081/jobs/overview', 'http://jm:8081', null],
    ['http://jm:8081/v1/overview?x=1', 'http://jm:8081', null],
    ['<http://jm:8081>', 'http://jm:8081', null],
  ])('%s is an address', (text, url, jobId) => {
    expect(read(text)).toEqual({ kind: 'url', url, jobId, credentials: null });
  });

  it.each([
    [id, [], { kind: 'job-id', jobId: id }],
    [` ${id.toUpperCase()} `, [], { kind: 'job-id', jobId: id }],
    ['orders', [], { kind: 'name', name: 'orders' }],
    ['insert-into_default.orders: v2', [], { kind: 'name', name: 'insert-into_default.orders: v2' }],
    ['prod/orders', [], { kind: 'name', name: 'prod/orders' }],
    ['prod/orders', ['prod'], { kind: 'alias', cluster: 'prod', job: 'orders' }],
    [`prod/${id}`, ['prod'], { kind: 'alias', cluster: 'prod', job: id }],
    ['prod/a/b', ['prod', 'prod/a'], { kind: 'alias', cluster: 'prod/a', job: 'b' }],
    ['prod', ['prod'], { kind: 'alias', cluster: 'prod', job: null }],
    ['prod/', ['prod'], { kind: 'alias', cluster: 'prod', job: null }],
    ['production', ['prod'], { kind: 'name', name: 'production' }],
    ['订单统计', [], { kind: 'name', name: '订单统计' }],
  ])('%s with aliases %j', (text, aliases, expected) => {
    expect(read(text, aliases)).toEqual(expected);
  });

  it.each([
    ['', 'it is empty'],
    ['   ', 'it is empty'],
    ['x'.repeat(3_000), 'it is longer than 2048 characters'],
    ['a\u0000b', 'it contains control characters'],
    ['ftp://jm/x', 'only http and https addresses can be asked, not ftp://'],
    ['file:///etc/passwd', 'only http and https addresses can be asked, not file://'],
    ['http://', 'the address is not a valid URL'],
    ['http://jm:99999', 'the address is not a valid URL'],
    ['http://jm:8081/#/job/running/42', 'the link names a job, but what stands there is no job id of 32 hex digits'],
  ])('refuses %j', (text, why) => {
    expect(read(text)).toBe(why);
  });

  it.each(['http://me:s3cret@jm:8081', 'me:s3cret@jm:8081', `https://me:s3cret@jm/#/job/${id}`])('takes the credentials of %s and never shows them', (text) => {
    const parsed = read(text);
    expect(parsed).toMatchObject({ kind: 'url' });
    expect(`${JSON.stringify(parsed)} ${inspect(parsed, { depth: 9, showHidden: true })} ${typeof parsed === 'object' && 'credentials' in parsed ? parsed.credentials : ''}`).not.toMatch(/s3cret|czNjcmV0/);
    expect(typeof parsed === 'object' && parsed.kind === 'url' ? parsed.credentials?.header() : '').toBe(`Basic ${Buffer.from('me:s3cret').toString('base64')}`);
  });

  it('does not echo the credentials of a bad address', () => {
    expect(JSON.stringify(parseReference('http://me:s3cret@jm:99999'))).not.toContain('s3cret');
  });

  it('answers anything with a reference or a problem', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl({ withFragments: true, withQueryParameters: true })), (text) => {
      const parsed = parseReference(text);
      return parsed.ok || parsed.problem.code === 'reference.invalid';
    }), { numRuns: 40 });
  });
});
