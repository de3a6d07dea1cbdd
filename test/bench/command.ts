import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { spawnFakeFlink } from '../fake-flink/spawn.js';
import type { Request } from '../fake-flink/server.js';

export interface CommandCost {
  readonly totalMs: number;
  /** While at least one request was under way at the fake Flink. */
  readonly flinkMs: number;
  /** What the command adds to what Flink takes. */
  readonly ownMs: number;
}

const program = fileURLToPath(new URL('../../apps/cli/bin/jobwarden.js', import.meta.url));

async function timed(args: readonly string[]): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'close');
  return performance.now() - start;
}

/** Length of what the intervals cover together. */
function covered(requests: readonly Request[]): number {
  let total = 0;
  let end = 0;
  for (const { from, to } of requests.toSorted((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return total;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The run with the median own time, of five after one that warms the files up. */
export async function diagnoseCost(reference: (url: string) => string): Promise<CommandCost> {
  const flink = await spawnFakeFlink({ synthetic: '5x4', delayMs: 5 });
  const runs: CommandCost[] = [];
  for (let run = 0; run < 6; run += 1) {
    await flink.reset();
    const totalMs = await timed([program, 'diagnose', reference(flink.url)]);
    const flinkMs = covered(await flink.requests());
    if (run > 0) runs.push({ totalMs, flinkMs, ownMs: totalMs - flinkMs });
  }
  await flink.close();
  const middle = median(runs.map(({ ownMs }) => ownMs));
  return runs.find(({ ownMs }) => ownMs === middle) ?? { totalMs: Number.NaN, flinkMs: Number.NaN, ownMs: Number.NaN };
}

/** `--help`, and for comparison Node that does nothing: on a busy machine both grow. */
export async function startCost(): Promise<{ readonly helpMs: number; readonly nodeMs: number }> {
  const help: number[] = [];
  const node: number[] = [];
  for (let run = 0; run < 6; run += 1) {
    help.push(await timed([program, '--help']));
    node.push(await timed(['-e', '0']));
  }
  return { helpMs: median(help.slice(1)), nodeMs: median(node.slice(1)) };
}
