import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jobwarden, withFolder, type Ended } from '../bad-input/command.js';

const lines = ['Accepted 7 slots from tm-1:6122', 'Accepted 12 slots from tm-2:6122', 'Rejected the plan "orders", twice', ''];
const log = lines.join('\r\n');

async function minedFrom(name: string, content: Uint8Array, ...options: string[]): Promise<Ended> {
  return withFolder(async (folder) => {
    await writeFile(join(folder, name), content);
    return jobwarden(['templates', join(folder, name), ...options]);
  });
}

const csv = /^LineId,ClusterId,EventTemplate\r\n1,([0-9a-f]{16}),Accepted <\*> slots from <\*>\r\n2,\1,Accepted <\*> slots from <\*>\r\n3,(?!\1)[0-9a-f]{16},"Rejected the plan ""?.*""?, twice"\r\n$/;

describe('jobwarden templates', () => {
  it.each<[string, Uint8Array]>([['plain', Buffer.from(log)], ['gzip', gzipSync(log)]])('prints every line of a %s file as CSV (RFC 4180)', async (_, content) => {
    const ended = await minedFrom('a.log', content);
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).toMatch(csv);
  });

  it('reads standard input', async () => {
    const ended = await jobwarden(['templates', '-'], {}, log);
    expect(ended.stdout, ended.stderr).toMatch(csv);
  });

  it('prints the same as JSON', async () => {
    const rows: unknown = JSON.parse((await minedFrom('a.log', Buffer.from(log), '-o', 'json')).stdout);
    expect(rows).toMatchObject([{ LineId: 1, EventTemplate: 'Accepted <*> slots from <*>' }, { LineId: 2, EventTemplate: 'Accepted <*> slots from <*>' }, { LineId: 3 }]);
  });

  it('says that a file is empty', async () => {
    const ended = await minedFrom('empty.log', new Uint8Array());
    expect([ended.code, ended.stdout]).toEqual([0, 'LineId,ClusterId,EventTemplate\r\n']);
    expect(ended.stderr).toMatch(/is empty/);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]), /it is no text/],
    ['gzip that is cut off', gzipSync(log).subarray(0, 30), /gzip file is cut off/],
    ['gzip that is damaged', Buffer.concat([gzipSync(log).subarray(0, 10), Buffer.alloc(60, 0xff)]), /gzip file is damaged/],
    ['zip', Buffer.from('PK\x03\x04rest'.padEnd(40)), /it is an archive/],
  ])('refuses a %s file', async (_, content, why) => {
    const ended = await minedFrom('a.bin', content);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(why);
    expect(ended.stderr).toContain('[text.unreadable]');
    expect(ended.stdout).toBe('');
  });

  it.each([['/no/such/file', 3, /no such file/], ['.', 3, /it is a folder/]])('%s: says why', async (path, code, why) => {
    const ended = await jobwarden(['templates', path]);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toMatch(why);
  });

  it('takes a gigabyte without a line end in little memory', async () => {
    const member = gzipSync(Buffer.alloc(1 << 24, 0x61));
    const ended = await minedFrom('bomb.gz', Buffer.concat(Array.from({ length: 64 }, () => member)));
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.maxRssMb).toBeGreaterThan(20); // it was measured
    expect(ended.maxRssMb).toBeLessThan(300);
  });
});
