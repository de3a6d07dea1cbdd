import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseSignatures } from '@app/log-knowledge';
import { QueuedTemplate } from '@app/model';
import { jobwarden } from '../bad-input/command.js';

const Page = z.object({ items: z.array(QueuedTemplate), next: z.string().nullable() });
const log = ['2026-01-01 10:00:00,000 WARN  shop.Reader [] - Shard 7 answers late', '2026-01-01 10:00:05,000 ERROR shop.Reader [] - Gave shard 9 up', '2026-01-01 10:00:06,000 ERROR shop.Reader [] - Gave shard 12 up'].join('\n');
let home: string;
let api: ChildProcess;
let url = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'jobwarden-labels-'));
  await chmod(home, 0o755);
  api = spawn(process.execPath, ['dist/api.js'], { cwd: fileURLToPath(new URL('../../', import.meta.url)), env: { ...process.env, PORT: '0', JOBWARDEN_HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] });
  api.stdout?.on('data', (chunk: Buffer) => { url = /http:\S+/.exec(chunk.toString())?.[0] ?? url; });
  for (const end = performance.now() + 60_000; url === '' && performance.now() < end;) await pause(100);
});
afterAll(async () => {
  const gone = once(api, 'exit');
  api.kill('SIGTERM');
  await gone;
  await rm(home, { recursive: true, force: true });
});

const ask = async (path: string): Promise<Response> => fetch(`${url}/api/v1/labels${path}`);
const post = async (path: string, body: unknown): Promise<{ readonly status: number; readonly body: unknown }> => {
  const answer = await fetch(`${url}/api/v1/labels${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
};
const list = async (review: string): Promise<readonly QueuedTemplate[]> => Page.parse(await (await ask(`?review=${review}`)).json()).items;

describe('labels', () => {
  it('lead from an unknown line to a file of the rule pack, by way of a review', async () => {
    await fetch(`${url}/api/v1/explanations`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: log });
    const [first, second] = await list('unlabelled');
    expect([first?.text, first?.count, second?.text]).toEqual([expect.stringMatching(/^Gave shard <\*> up/), 2, expect.stringMatching(/^Shard <\*> answers late/)]);
    const template = first?.id;
    const proposal = { template, code: 'shop-shard-gone', role: 'cause', author: 'ann', cause: { en: 'A shard is gone.', zh: '分片丢失。' }, advice: { en: ['Ask the shop.'], zh: ['联系商店团队。'] } };

    expect(await post('', proposal)).toMatchObject({ status: 201, body: { review: 'proposed', label: { author: 'ann', words: { code: 'shop-shard-gone' } } } });
    expect(await (await ask('/export')).text()).toBe('[]\n');
    expect(await post(`/${template}/review`, { decision: 'reject', reviewer: 'bob', comment: 'name the shop' })).toMatchObject({ status: 201, body: { review: 'rejected', label: { reviewer: 'bob', comment: 'name the shop' } } });
    expect(await post(`/${template}/review`, { decision: 'approve', reviewer: 'bob' })).toMatchObject({ status: 409, body: { code: 'label.conflict' } });
    await post('', { ...proposal, author: 'cat' });
    expect(await post(`/${template}/review`, { decision: 'approve', reviewer: ' Cat ' })).toMatchObject({ status: 403, body: { code: 'label.own-review', detail: 'cat proposed it.' } });
    expect(await post(`/${template}/review`, { decision: 'approve', reviewer: 'bob' })).toMatchObject({ status: 201, body: { review: 'approved', label: { author: 'cat' } } });
    expect(await post('', proposal)).toMatchObject({ status: 409, body: { code: 'label.conflict' } });
    expect((await list('unlabelled')).map(({ id }) => id)).toEqual([second?.id]);

    const exported = await ask('/export');
    expect(exported.headers.get('content-type')).toMatch(/^application\/yaml/);
    expect(parseSignatures(await exported.text(), 'labels.yaml')).toMatchObject({ ok: true, value: [{ id: `label-${template}`, code: 'shop-shard-gone', role: 'cause' }] });
    expect(await (await ask('/export?format=json')).json()).toMatchObject({ files: [{ path: 'signatures/labels.yaml' }, { path: 'labels/shop-shard-gone.yaml' }] });
    const folder = join(home, 'pack');
    const command = await jobwarden(['labels', 'export', folder, '--server', url]);
    expect([command.code, command.stderr]).toEqual([0, `${join(folder, 'signatures/labels.yaml')}\n${join(folder, 'labels/shop-shard-gone.yaml')}\n`]);
    expect(await readFile(join(folder, 'labels/shop-shard-gone.yaml'), 'utf8')).toContain('what: A shard is gone.');
    const again = await fetch(`${url}/api/v1/explanations`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: log });
    expect(await again.json(), 'a label is no answer before it is in the rule pack').toMatchObject({ verdict: 'unknown', causes: [] });
  });

  it.each<[string, unknown, number, string, RegExp]>([
    ['', {}, 400, 'request.invalid', /code/],
    ['', { template: 'x', code: 'a', role: 'cause', author: 'a' }, 400, 'request.invalid', /template: is the id of a template/],
    ['', { template: '0'.repeat(16), code: 'Not A Code', role: 'cause', author: 'a' }, 400, 'request.invalid', /code: is written in small letters/],
    ['', { template: '0'.repeat(16), code: 'brand-new', role: 'cause', author: 'a' }, 400, 'request.invalid', /no brand-new, so cause and advice are needed/],
    ['', { template: '0'.repeat(16), code: 'noise', role: 'harmless', author: 'a' }, 400, 'request.invalid', /why it does no harm/],
    ['', { template: '0'.repeat(16), code: 'heap-oom', role: 'cause', author: 'a', advice: { en: ['a', 'b'], zh: ['c'] } }, 400, 'request.invalid', /2 sentences in English and 1 in Chinese/],
    ['', { template: '0'.repeat(16), code: 'heap-oom', role: 'cause', author: 'a' }, 404, 'label.not-found', /no template 0000000000000000/],
    [`/${'0'.repeat(16)}/review`, { decision: 'approve', reviewer: 'b' }, 404, 'label.not-found', /no template/],
    [`/${'0'.repeat(16)}/review`, { decision: 'perhaps', reviewer: 'b' }, 400, 'request.invalid', /decision/],
  ])('POST %s %j is refused', async (path, body, status, code, why) => {
    const refused = await post(path, body);
    expect(refused).toMatchObject({ status, body: { code, detail: expect.stringMatching(why) } });
  });

  it('are asked for by the command line, which hands over a sample of each and no more', async () => {
    const file = join(home, 'app.log');
    await writeFile(file, ['2026-01-01 10:00:00,000 INFO  shop.Till [] - Opened for ann', '2026-01-01 10:00:01,000 ERROR shop.Till [] - Drawer 3 jams', '2026-01-01 10:00:02,000 ERROR shop.Till [] - Drawer 4 jams'].join('\n'));
    const alone = await jobwarden(['explain', file]);
    expect([alone.code, alone.stderr]).toEqual([3, expect.stringMatching(/^There is 1 kind of warnings and errors that no signature knows\. .*--server/)]);
    const handed = await jobwarden(['explain', file, '--server', url]);
    expect([handed.code, handed.stderr]).toEqual([3, `There is 1 kind of warnings and errors that no signature knows. They wait in the labelling queue: ${url}/api/v1/labels\n`]);
    expect((await list('unlabelled')).filter(({ logger }) => logger === 'shop.Till').map(({ samples }) => samples.length)).toEqual([1]);
  });

  it.each([['http://127.0.0.1:9', 3, /does not answer as Jobwarden/], ['nonsense', 2, /no http address/]])('export from %s ends with %i', async (server, code, why) => {
    const ended = await jobwarden(['labels', 'export', '--server', server]);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toMatch(why);
  });

  it.each([['?review=maybe', /review/], ['?limit=0', /limit/], ['?page=2', /page/]])('GET %s is refused', async (query, why) => {
    const answer = await ask(query);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringMatching(why)]);
  });
});
