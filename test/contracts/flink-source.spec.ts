import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createFlinkSource, createHttpTransport } from '@app/adapters/flink-rest';
import { openRecording } from '@app/adapters/replay';
import { createFakeFlink } from '../fake-flink/server.js';
import { systemClock } from '../fake-flink/system-clock.js';
import { contractTape } from './contract-tape.js';
import { flinkSourceContract } from './flink-source.contract.js';

flinkSourceContract('Flink by HTTP', async () => {
  const fake = await createFakeFlink({ tape: contractTape, prefix: '/proxy/application_1' });
  const transport = createHttpTransport({ url: fake.url, clock: systemClock });
  if (!transport.ok) throw new Error(transport.problem.why);
  return {
    source: createFlinkSource({ transport: transport.value, clock: systemClock }),
    clock: systemClock,
    close: async () => {
      await transport.value.close();
      await fake.close();
    },
  };
});

flinkSourceContract('a recorded folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'contract-'));
  await mkdir(join(folder, 'snapshot', 'flink-rest'), { recursive: true });
  await writeFile(join(folder, 'job.json'), JSON.stringify({ flinkVersion: '2.3.0', scenario: 'contract', command: 'none', jobId: null, recordedAt: '2026-01-15T12:00:00Z' }));
  await writeFile(join(folder, 'snapshot', 'flink-rest', 'tape.json.gz'), gzipSync(JSON.stringify(contractTape)));
  const opened = await openRecording(folder);
  if (!opened.ok) throw new Error(opened.problem.why);
  const { transport, clock } = opened.value;
  return { source: createFlinkSource({ transport, clock }), clock, close: () => rm(folder, { recursive: true }) };
});
