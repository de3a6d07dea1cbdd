import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createExplainer, wallClock } from '@app/wiring';
import { z } from 'zod';
import { blindTo, diagnoseFolder, firstCause, knowledge, must } from '../../support/diagnosing.js';
import { healthy } from '../../support/recordings.js';

const project = join(import.meta.dirname, '..', '..', '..');
const logs = join(project, 'fixtures/logs');
const GIGABYTE = 1024 ** 3;
const RUNS = 5;
type Print = (line?: string) => void;

/** A report as people publish it: what they pasted, and what it was. `x-` marks a code that a catalogue lacked. */
const Report = z.object({ id: z.string(), text: z.string(), cause_id: z.string() });

const explainer = createExplainer({ pack: knowledge.pack, signatures: knowledge.signatures, clock: wallClock });
const causeOf = async (text: string): Promise<string | null> =>
  firstCause(must(await explainer.explain({ inputs: [{ kind: 'bytes', name: 'report', bytes: [Buffer.from(text)] }], name: 'report', context: [], lang: 'en' })));

async function reports(file: string | undefined, print: Print): Promise<void> {
  if (file === undefined) return print('Reports: left out; REPORTS names no file of {id, text, cause_id}, one a line');
  const all = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => Report.parse(JSON.parse(line)));
  const missed: string[] = [];
  for (const { id, text, cause_id } of all) {
    const [cause, wanted] = [await causeOf(text), cause_id.replace(/^x-/, '')];
    if (cause !== wanted) missed.push(`${id} (${wanted}, said ${cause ?? 'nothing'})`);
  }
  print(`Reports, by their text alone: ${all.length - missed.length} of ${all.length} with the right first cause${missed.length === 0 ? '' : `; missed: ${missed.join(', ')}`}`);
}

async function harmless(print: Print): Promise<void> {
  const files = readdirSync(join(logs, 'harmless')).filter((name) => name.endsWith('.log'));
  const claims: string[] = [];
  for (const name of files) {
    const { diagnosis } = must(await explainer.explain({ inputs: [{ kind: 'path', path: join(logs, 'harmless', name) }], name, context: [], lang: 'en' }));
    if (diagnosis.findings.some(({ severity }) => severity !== 'info')) claims.push(name);
  }
  print(`Logs of healthy runs: ${claims.length} of ${files.length} with a cause above info ${claims.join(', ')}`.trim());
}

/** The built command on a gigabyte: the bench's healthy logs again and again. */
async function gigabyte(print: Print): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-explain-'));
  const file = join(scratch, 'all.log');
  const text = Buffer.concat(readdirSync(join(logs, 'harmless')).filter((name) => name.endsWith('.log')).map((name) => readFileSync(join(logs, 'harmless', name))));
  const out = createWriteStream(file);
  for (let written = 0; written < GIGABYTE; written += text.length) if (!out.write(text)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
  const from = performance.now();
  const child = spawn(process.execPath, [join(project, 'apps/cli/bin/jobwarden.js'), 'explain', file, '-o', 'json'], { stdio: 'ignore' });
  let resident = 0;
  const watch = setInterval(() => { resident = Math.max(resident, residentOf(child.pid)); }, 200);
  await once(child, 'close');
  clearInterval(watch);
  print(`jobwarden explain of 1 GiB: ${((performance.now() - from) / 1000).toFixed(1)} s, ${resident === 0 ? 'RSS not told by this system' : `${Math.round(resident / 1024)} MB RSS`}`);
  rmSync(scratch, { recursive: true });
}

/** KiB, where the system tells it. */
function residentOf(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const isLog = (need: string): boolean => /(?:jobmanager|taskmanager)-log\b/.test(need);

/** What looking at logs adds to the diagnosis of a healthy job: requests, and CPU beside the same without logs. */
async function liveCost(print: Print): Promise<void> {
  let [requests, withLogs, without] = [0, 0, 0];
  for (let run = 0; run <= RUNS; run++) {
    for (const { folder } of healthy) {
      const first = process.cpuUsage();
      const { diagnosis } = await diagnoseFolder(folder);
      const used = process.cpuUsage(first);
      const second = process.cpuUsage();
      await diagnoseFolder(folder, { source: blindTo(isLog) });
      const blind = process.cpuUsage(second);
      if (run === 0) continue; // engines and patterns are made when first judged
      requests += diagnosis.looked.filter(({ need }) => isLog(need)).length;
      withLogs += used.user + used.system;
      without += blind.user + blind.system;
    }
  }
  const each = (sum: number): string => (sum / RUNS / healthy.length).toFixed(1);
  print(`Live diagnosis of ${healthy.length} healthy recordings: ${each(requests)} requests for logs a job; ${each(withLogs / 1000)} ms CPU with logs, ${each(without / 1000)} without`);
}

/** Prints what explaining texts costs and hits. */
export async function printExplaining(print: Print): Promise<void> {
  await reports(process.env['REPORTS'], print);
  await harmless(print);
  await liveCost(print);
  await gigabyte(print);
}
