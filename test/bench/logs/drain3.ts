import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type Mode = 'bare' | 'masks';

export interface Drained {
  readonly seconds: number;
  readonly templates: readonly string[];
}

const script = fileURLToPath(new URL('./run-drain3.py', import.meta.url));

/** Drain3 run by the Python of `DRAIN3_PYTHON`; a string says why it cannot be had. */
export function drain3(python: string | undefined, file: string, mode: Mode, most: number): Drained | string {
  if (python === undefined) return 'DRAIN3_PYTHON is not set';
  const run = spawnSync(python, [script, file, mode, String(most)], { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.status !== 0) return `Drain3 did not run: ${(run.error?.message ?? run.stderr).trim().split('\n').at(-1)}`;
  return JSON.parse(run.stdout) as Drained;
}
