import { createFlinkSource, createHttpTransport } from '@app/adapters/flink-rest';
import { createCollector } from '@app/collect';
import { emptySnapshot, type Need } from '@app/model';
import { hex } from './synthetic-world.js';
import { spawnFakeFlink } from './spawn.js';
import { systemClock } from './system-clock.js';

/** Prints what asking costs by itself: `tsx test/fake-flink/measure.ts`. */
const job = hex(1);
const get = 'busyTimeMsPerSecond,backPressuredTimeMsPerSecond,idleTimeMsPerSecond';
const typical = (vertices: number): readonly Need[] => [
  ...['overview', 'jobs', 'taskmanagers', 'jobmanager-config'].map((what) => ({ source: 'flink', what, params: {} })),
  ...['job', 'exceptions', 'checkpoints', 'checkpoints-config', 'job-config'].map((what) => ({ source: 'flink', what, params: { job } })),
  { source: 'flink', what: 'job-metrics', params: { job, get: 'numRestarts' } },
  ...Array.from({ length: vertices }, (_, index) => ({ source: 'flink', what: 'vertex-load', params: { job, vertex: hex(1_000 + index), get } })),
];
const limits = { perSecond: 1e6, burst: 1e6 };
const percentile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

for (const [shape, vertices, delayMs, rounds] of [['5x4', 5, 0, 200], ['5x4', 5, 5, 100], ['20x500', 20, 5, 20]] as const) {
  const fake = await spawnFakeFlink({ synthetic: shape, delayMs });
  const transport = createHttpTransport({ url: fake.url, clock: systemClock, limits });
  if (!transport.ok) throw new Error(transport.problem.why);
  const source = createFlinkSource({ transport: transport.value, clock: systemClock });
  const needs = typical(vertices);
  const collect = async () => createCollector({ sources: [source], clock: systemClock, deadline: new Date(Date.now() + 60_000) }).collect(needs, emptySnapshot(new Date()));
  for (let warm = 0; warm < 10; warm++) await collect();
  await fake.reset();
  const times: number[] = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let round = 0; round < rounds; round++) {
    const from = performance.now();
    const { entries } = await collect();
    times.push(performance.now() - from);
    const bad = [...entries.values()].filter(({ readings }) => readings[0]?.kind !== 'read');
    if (bad.length > 0) throw new Error(bad.map(({ need }) => need.what).join());
  }
  const elapsed = performance.now() - start;
  const used = process.cpuUsage(cpu);
  const requests = (await fake.requests()).length;
  times.sort((a, b) => a - b);
  const ideal = Math.ceil(needs.length / 4) * delayMs;
  print(`${shape} at ${delayMs} ms: ${needs.length} requests a collect, p50 ${percentile(times, 0.5).toFixed(1)} ms (delays alone ${ideal} ms), p99 ${percentile(times, 0.99).toFixed(1)} ms, ${Math.round((requests / elapsed) * 1_000)} requests/s, ${((used.user + used.system) / 1_000 / requests).toFixed(2)} ms CPU a request`);
  await transport.value.close();
  await fake.close();
}
