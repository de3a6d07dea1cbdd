import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { Tape } from '@app/adapters/replay';
import { faults, type FaultName } from './faults.js';
import { createFakeFlink } from './server.js';
import { synthetic } from './synthetic.js';

const usage = `A fake Flink in a process of its own; prints its REST address.
  tsx test/fake-flink/main.ts (--tape <tape.json.gz> | --synthetic <vertices>x<parallelism>) [--port n] [--prefix /path] [--delay ms] [--fault ${Object.keys(faults).join('|')}]
`;
const { values } = parseArgs({ options: { tape: { type: 'string' }, synthetic: { type: 'string' }, port: { type: 'string' }, prefix: { type: 'string' }, delay: { type: 'string' }, fault: { type: 'string' } } });

const isFault = (name: string): name is FaultName => Object.hasOwn(faults, name);

const tapeOf = async (): Promise<Tape | null> => {
  if (values.tape !== undefined) return Tape.parse(JSON.parse(gunzipSync(await readFile(values.tape)).toString('utf8')));
  const size = /^(\d+)x(\d+)$/.exec(values.synthetic ?? '5x4');
  return size === null ? null : synthetic({ vertices: Number(size[1]), parallelism: Number(size[2]) });
};

const tape = await tapeOf();
if (tape === null || (values.fault !== undefined && !isFault(values.fault))) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  const fake = await createFakeFlink({
    tape, port: Number(values.port ?? 0), delayMs: Number(values.delay ?? 0), prefix: values.prefix ?? '', ...(values.fault !== undefined && isFault(values.fault) ? { fault: values.fault } : {}),
  });
  process.stdout.write(`${fake.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void fake.close().then(() => process.exit(0)));
  process.on('disconnect', () => process.exit(0)); // the one who started it is gone
}
