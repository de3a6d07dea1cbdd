import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FaultName } from './faults.js';
import type { Request } from './server.js';

export interface SpawnOptions {
  /** Path of a `tape.json.gz`. Without it a made-up healthy job is served, `5x4` (vertices x parallelism) if not said otherwise. */
  readonly tape?: string;
  readonly synthetic?: `${number}x${number}`;
  readonly delayMs?: number;
  readonly prefix?: string;
  readonly fault?: FaultName;
}

export interface SpawnedFlink {
  readonly url: string;
  /** What the server counted since it started, or since the last `reset`. */
  requests(): Promise<readonly Request[]>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** A fake Flink in a process of its own, so that its work and its counting are not ours. */
export const spawnFakeFlink = async (options: SpawnOptions = {}): Promise<SpawnedFlink> => {
  const flags = {
    tape: options.tape, synthetic: options.tape === undefined ? (options.synthetic ?? '5x4') : undefined,
    delay: options.delayMs?.toString(), prefix: options.prefix, fault: options.fault,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), args, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'pipe', 'inherit', 'ipc'], cwd: fileURLToPath(new URL('../..', import.meta.url)) });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()));
    child.once('exit', (code) => reject(new Error(`the fake Flink ended with ${code}`)));
  });
  const ledger = `${new URL(url).origin}/__requests`;
  return {
    url,
    requests: async () => (await (await fetch(ledger)).json()) as readonly Request[],
    reset: async () => {
      await fetch(`${ledger}?reset`);
    },
    close: () => new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    }),
  };
};
