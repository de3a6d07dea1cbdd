import { describe, expect, it } from 'vitest';
import { guardedLookup, isRefusedHost } from './address-guard.js';

describe('isRefusedHost', () => {
  it.each(['169.254.169.254', '169.254.170.2', '[fd00:ec2::254]', '[::ffff:169.254.169.254]', '[::ffff:a9fe:a9fe]', '[64:ff9b::a9fe:a9fe]', '[fe80::1]', '100.100.100.200', 'metadata.google.internal', 'METADATA.google.internal.', 'instance-data'])('refuses %s', (host) => {
    expect(isRefusedHost(host)).toBe(true);
  });
  it.each(['127.0.0.1', '10.0.0.1', '[::1]', 'jobmanager', 'flink.example.com', '169.253.1.1', '100.100.100.201'])('allows %s', (host) => {
    expect(isRefusedHost(host)).toBe(false);
  });
  it('sees through other spellings of an address', () => {
    expect(['http://2852039166', 'http://0xa9fea9fe', 'http://0251.0376.0251.0376'].map((url) => isRefusedHost(new URL(url).hostname))).toEqual([true, true, true]);
  });
});

describe('guardedLookup', () => {
  const look = (addresses: readonly { address: string; family: number }[], all: boolean) =>
    new Promise((resolve) => guardedLookup(() => Promise.resolve(addresses))('name', { all }, (error, address) => resolve(error === null ? address : error.message)));

  it.each([true, false])('refuses a name of which any address is refused (all: %s)', async (all) => {
    expect(await look([{ address: '10.0.0.1', family: 4 }, { address: '169.254.169.254', family: 4 }], all)).toBe('name leads to a metadata address');
  });
  it('hands on what is allowed', async () => {
    const addresses = [{ address: '10.0.0.1', family: 4 }, { address: '::1', family: 6 }];
    expect(await look(addresses, true)).toEqual(addresses);
    expect(await look(addresses, false)).toBe('10.0.0.1');
  });
  it('hands on what the resolver says', async () => {
    expect(await new Promise((resolve) => guardedLookup(() => Promise.reject(new Error('ENOTFOUND')))('name', {}, (error) => resolve(error?.message)))).toBe('ENOTFOUND');
  });
});
