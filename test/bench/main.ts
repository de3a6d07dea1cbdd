import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { createFlinkSource, createHttpTransport } from '@app/adapters/flink-rest';
import { openRecording } from '@app/adapters/replay';
import type { Outcome } from '@app/pipeline';
import type { Clock } from '@app/model';
import { spawnFakeFlink, type SpawnOptions } from '../fake-flink/spawn.js';
import { hex } from '../fake-flink/synthetic-world.js';
import { diagnoseRecording, firstCause, must, pipeline } from '../support/diagnosing.js';
import { recordings } from '../support/recordings.js';
import { diagnoseCost, startCost } from './command.js';
import { judgingCost } from './judging.js';

const wallClock: Clock = { now: () => new Date(), sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };
const print = (line = ''): void => void process.stdout.write(`${line}\n`);
const syntheticJob = hex(1);
const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

async function live(title: string, options: SpawnOptions, rounds: number, goal: string): Promise<void> {
  const flink = await spawnFakeFlink(options);
  const transport = must(createHttpTransport({ url: flink.url, clock: wallClock, limits: { perSecond: 10_000, burst: 10_000 } }));
  const jobs = (await (await fetch(`${flink.url}/jobs/overview`)).json()) as { jobs: { jid: string }[] };
  const jobId = jobs.jobs[0]?.jid ?? null;
  const ask = (): Promise<Outcome> =>
    pipeline.diagnose({ cluster: { name: 'bench', url: flink.url }, jobId }, { sources: [createFlinkSource({ transport, clock: wallClock })], clock: wallClock });
  const first = await ask();
  await flink.reset();
  await ask();
  const requests = (await flink.requests()).length;
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await ask();
    times.push(performance.now() - start);
  }
  print(`| ${title} | ${first.diagnosis.verdict} | ${requests} | ${ms(quantile(times, 0.5))} | ${ms(quantile(times, 0.99))} | ${goal} |`);
  await transport.close();
  await flink.close();
}

print(`${cpus().length} cores, Node ${process.version}`);
print();
print('## Judging');
const { judgeMs, observeAndJudgeMs, rules, rounds } = await judgingCost();
print(`CPU to judge one healthy job: ${ms(judgeMs)}; with observing its answers ${ms(observeAndJudgeMs)} (${rules} rules in the pack, mean of ${rounds} runs; goal < 2 ms)`);
print();
print('## Live diagnosis against a fake Flink in its own process, 5 ms per answer');
print('| job | verdict | requests | p50 | p99 | goal |');
print('| --- | --- | --- | --- | --- | --- |');
await live('healthy, 5 vertices x 4', { synthetic: '5x4', delayMs: 5 }, 200, 'p50 < 300 ms, p99 < 1.5 s, <= 15 requests');
await live('healthy, 20 vertices x 500', { synthetic: '20x500', delayMs: 5 }, 20, '<= 60 requests, < 5 s');
print();
print('## The command in a process of its own, median of 5');
print('| command | total | while Flink answered | own | goal |');
print('| --- | --- | --- | --- | --- |');
const { totalMs, flinkMs, ownMs } = await diagnoseCost((url) => `${url}/jobs/${syntheticJob}`);
print(`| diagnose, healthy, 5 vertices x 4 | ${ms(totalMs)} | ${ms(flinkMs)} | ${ms(ownMs)} | own < 700 ms |`);
const { helpMs, nodeMs } = await startCost();
print(`| --help | ${ms(helpMs)} | | | < 500 ms |`);
print(`| (node -e 0) | ${ms(nodeMs)} | | | |`);
print();
print('## Recordings, replayed');
print('| recording | expected | first cause | right | verdict | requests | ms |');
print('| --- | --- | --- | --- | --- | --- | --- |');
for (const { name, folder } of recordings) {
  const recording = must(await openRecording(folder));
  const start = performance.now();
  const outcome = await diagnoseRecording(recording);
  const took = performance.now() - start;
  const expected = recording.expected?.firstCause ?? null;
  print(`| ${name} | ${expected ?? '-'} | ${firstCause(outcome) ?? '-'} | ${firstCause(outcome) === expected ? 'yes' : 'NO'} | ${outcome.diagnosis.verdict} | ${outcome.diagnosis.looked.length} | ${ms(took)} |`);
}
