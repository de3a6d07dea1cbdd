import { access, constants, mkdir } from 'node:fs/promises';
import { loadKnowledge } from '@app/adapters/rule-files';
import type { Problem } from '@app/model';
import { paintFor } from '@app/report';
import { liveCluster, readSettings, wallClock, type Settings } from '@app/wiring';
import { environment, terminal } from '../config.js';
import { exits, type Exit } from '../exit.js';
import { print } from '../output.js';
import { installed } from './knowledge.js';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly says: string;
  /** What to do when it is not well. */
  readonly next: string;
}

const good = (name: string, says: string): Check => ({ name, ok: true, says, next: '' });
const bad = (name: string, problem: Problem): Check => ({ name, ok: false, says: `${problem.what}: ${problem.why}`, next: problem.next });

/** Checks what a diagnosis needs, and says what to mend. */
export async function doctor(): Promise<Exit> {
  const settings = await readSettings(environment);
  const checks: Check[] = [node(), await rulePack()];
  if (!settings.ok) checks.push(bad('settings', settings.problem));
  else checks.push(good('settings', settings.value.demo ? 'no cluster is configured (JOBWARDEN_CONFIG)' : `${settings.value.clusterFile.clusters.length} clusters`), await home(settings.value), ...await clusters(settings.value));
  const paint = paintFor(terminal().colourOut);
  for (const check of checks) {
    print(`${check.ok ? paint.verdict('healthy', '✔') : paint.verdict('faulty', '✖')} ${paint.bold(check.name)}  ${check.says}`);
    if (!check.ok) print(`    ${check.next}`);
  }
  if (!settings.ok) return exits.usage;
  return checks.every((check) => check.ok) ? exits.fine : exits.unread;
}

function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? good('node', process.versions.node)
    : { name: 'node', ok: false, says: `${process.versions.node} is too old`, next: 'Install Node 20.19 or newer.' };
}

async function rulePack(): Promise<Check> {
  const knowledge = await loadKnowledge(installed.rules);
  return knowledge.ok ? good('rules', `${knowledge.value.pack.rules.length} rules`) : bad('rules', knowledge.problem);
}

async function home(settings: Settings): Promise<Check> {
  if (settings.databaseUrl !== null) return good('data', 'in your PostgreSQL (DATABASE_URL)');
  return mkdir(settings.home, { recursive: true })
    .then(() => access(settings.home, constants.W_OK))
    .then(() => good('data', settings.home), (error: unknown) => ({
      name: 'data', ok: false, says: `${settings.home} cannot be written: ${error instanceof Error ? error.message : String(error)}`, next: 'Set JOBWARDEN_HOME to a folder that you can write.',
    }));
}

const clusters = (settings: Settings): Promise<readonly Check[]> =>
  Promise.all(settings.clusterFile.clusters.map(async (entry) => {
    const cluster = liveCluster(entry, wallClock);
    try {
      const opened = await cluster.open();
      if (!opened.ok) return bad(entry.name, opened.problem);
      const reading = await opened.value.source.read({ source: 'flink', what: 'config', params: {} }, new Date(Date.now() + 10_000));
      return reading.kind === 'read'
        ? good(entry.name, `${cluster.url} answers in ${reading.ms ?? 0} ms`)
        : { name: entry.name, ok: false, says: `${cluster.url}: ${reading.why}`, next: `Check that Flink's REST endpoint answers: curl ${cluster.url}/overview` };
    } finally {
      await cluster.close();
    }
  }));
