import { describe, expect, it } from 'vitest';
import { endpointOf } from './settings.js';

const of = (url: string, headers: Readonly<Record<string, string>> = {}) => {
  const endpoint = endpointOf(url, headers);
  return endpoint.ok ? endpoint.value : endpoint.problem.code;
};

describe('endpointOf', () => {
  it('keeps a prefix and takes credentials out of the address', () => {
    expect(of('https://me:p%40ss@rm:8090/proxy/app_1/', { 'x-team': 'data' })).toEqual({
      origin: 'https://rm:8090', prefix: '/proxy/app_1', host: 'rm:8090', headers: { authorization: `Basic ${Buffer.from('me:p@ss').toString('base64')}`, 'x-team': 'data' },
    });
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['nonsense', {}, 'reference.invalid'],
    ['ftp://x', {}, 'reference.invalid'],
    ['http://169.254.169.254/latest', {}, 'reference.refused'],
    ['http://metadata.google.internal', {}, 'reference.refused'],
    ['http://jm:8081', { 'x-token': 'abc\n' }, 'setting.invalid'],
    ['http://jm:8081', { 'bad name': 'abc' }, 'setting.invalid'],
  ])('refuses %s with %j', (url, headers, code) => {
    expect(of(url, headers)).toBe(code);
  });

  it('shows neither credentials nor header values in a problem', () => {
    expect(JSON.stringify([endpointOf('ftp://me:s3cret@x', {}), endpointOf('http://x', { authorization: 's3cret\n' })])).not.toContain('s3cret');
  });
});
