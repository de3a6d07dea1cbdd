import { readdir, readFile } from 'node:fs/promises';
import { createFlinkSource, createHttpTransport } from '@app/adapters/flink-rest';
import { questions } from '../../libs/adapters/flink-rest/src/questions.js';
import { describe, expect, it } from 'vitest';
import { getOnly } from '../../libs/adapters/flink-rest/src/http/get-only.js';
import { createFakeFlink } from '../fake-flink/server.js';
import { systemClock } from '../fake-flink/system-clock.js';
import { contractTape, job, taskManager, vertex } from './contract-tape.js';

const home = new URL('../../libs/adapters/flink-rest/src/', import.meta.url);

describe('looking never acts', () => {
  it('every question goes out as GET', async () => {
    const fake = await createFakeFlink({ tape: contractTape });
    const transport = createHttpTransport({ url: fake.url, clock: systemClock });
    if (!transport.ok) throw new Error(transport.problem.why);
    const source = createFlinkSource({ transport: transport.value, clock: systemClock });
    const params = { job, vertex, tm: taskManager, checkpoint: '360', get: 'numRestarts' };
    for (const what of Object.keys(questions)) await source.read({ source: 'flink', what, params }, new Date(Date.now() + 20_000));
    const methods = fake.requests().map(({ method }) => method);
    await transport.value.close();
    await fake.close();
    expect(methods.length).toBeGreaterThanOrEqual(Object.keys(questions).length);
    expect(new Set(methods)).toEqual(new Set(['GET']));
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const)('%s is stopped before the network', (method) => {
    const sent: string[] = [];
    const guarded = getOnly((options) => sent.push(options.method) > 0);
    expect(() => guarded({ path: '/', method }, {})).toThrow('looking never acts');
    expect(sent).toEqual([]);
  });

  it('the code knows no other method, and one place that sends', async () => {
    const files = (await readdir(home, { recursive: true })).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
    const code = await Promise.all(files.map(async (file) => ({ file, text: await readFile(new URL(file, home), 'utf8') })));
    expect(code.filter(({ text }) => /['"`](?:POST|PUT|PATCH|DELETE)['"`]/.test(text)).map(({ file }) => file)).toEqual([]);
    expect(code.filter(({ text }) => /\.request\(|\bfetch\(|from 'node:https?'/.test(text)).map(({ file }) => file)).toEqual(['http/transport.ts']);
  });
});
