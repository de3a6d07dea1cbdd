import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSignatureMatcher, parseSignatures, readEvents, type Signature } from '@app/log-knowledge';
import type { LogEvent } from '@app/model';

const project = join(import.meta.dirname, '..', '..', '..');
const BYTES = 64 * 1024 ** 2;
const CHUNK = 256 * 1024;
const RUNS = 5;

/** The healthy logs of the bench, again and again. */
function sample(): Buffer {
  const folder = join(project, 'fixtures/logs/harmless');
  const logs = Buffer.concat(readdirSync(folder).filter((name) => name.endsWith('.log')).map((name) => readFileSync(join(folder, name))));
  return Buffer.concat(Array.from({ length: Math.ceil(BYTES / logs.length) }, () => logs)).subarray(0, BYTES);
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK) yield bytes.subarray(from, from + CHUNK);
}

function signatures(): readonly Signature[] {
  const folder = join(project, 'rules/signatures');
  return readdirSync(folder).flatMap((file) => {
    const parsed = parseSignatures(readFileSync(join(folder, file), 'utf8'), file);
    return parsed.ok ? parsed.value : [];
  });
}

/** MB a second by the clock and by the processor, which differ on a shared machine; medians. */
async function speed(bytes: Buffer, take: () => (event: LogEvent) => void): Promise<string> {
  const runs: { readonly clock: number; readonly cpu: number }[] = [];
  for (let run = 0; run < RUNS; run++) {
    const each = take();
    const [clock, cpu] = [performance.now(), process.cpuUsage()];
    await readEvents(chunksOf(bytes), (events) => events.forEach(each));
    const used = process.cpuUsage(cpu);
    runs.push({ clock: bytes.length / 1000 / (performance.now() - clock), cpu: bytes.length / (used.user + used.system) });
  }
  const median = (values: readonly number[]): string => ([...values].sort((a, b) => a - b)[RUNS >> 1] ?? 0).toFixed(0);
  return `${median(runs.map(({ clock }) => clock))} MB/s by the clock, ${median(runs.map(({ cpu }) => cpu))} MB per second of processor`;
}

/** Prints how fast logs are framed, and framed and matched, with the signatures of the rule pack. */
export async function printReading(print: (line?: string) => void): Promise<void> {
  const bytes = sample();
  const all = signatures();
  print(`Reading ${bytes.length / 1024 ** 2} MiB of the bench's healthy logs, medians of ${RUNS}; RSS at the end counts the sample`);
  print(`framing: ${await speed(bytes, () => () => undefined)}`);
  print(`framing and ${all.length} signatures: ${await speed(bytes, () => createSignatureMatcher(all).follow())}`);
  print(`RSS ${(process.memoryUsage().rss / 1024 ** 2).toFixed(0)} MiB`);
}
