import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { Cluster } from './cluster.js';
import { repoRoot } from './home.js';
import { contextOf } from './play.js';
import { pooled } from './pool.js';
import { type Context, type Scenario, SHARED } from './scenario.js';
import { scenarioNamed, scenarios } from './scenarios/index.js';
import { VERSIONS } from './versions.js';

const CI = ['npe-loop', 'no-slots', 'stateless', 'slow-middle'];
const AT_ONCE = 2;

interface Diagnosis {
  readonly verdict: string;
  readonly causes: readonly string[];
  readonly findings: readonly { readonly id: string; readonly code: string }[];
  readonly looked: readonly unknown[];
}

interface Row {
  readonly scenario: string;
  readonly version: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly said: string;
  readonly requests: number;
  readonly ms: number;
}

export async function live(words: readonly string[], ci: boolean): Promise<number> {
  const versions = words.filter((word) => /^\d/.test(word));
  const names = words.filter((word) => !/^\d/.test(word));
  const chosen = names.length > 0 ? names.map(scenarioNamed) : scenarios.filter(({ name }) => !ci || CI.includes(name));
  const wanted = versions.length > 0 ? versions : VERSIONS;
  const planned = chosen.length * wanted.length;
  const rows = (await Promise.all(wanted.map((version) => playAll(version, chosen)))).flat();
  const count = (outcome: Row['outcome']): number => rows.filter((row) => row.outcome === outcome).length;
  const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')];
  console.table(rows);
  console.log(`planned ${planned}, played ${passed + failed}`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return passed === planned ? 0 : 1;
}

async function playAll(version: string, chosen: readonly Scenario[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const sharing = chosen.filter(({ cluster }) => !cluster);
  if (sharing.length > 0) rows.push(...(await onOneCluster(version, sharing)));
  for (const scenario of chosen.filter(({ cluster }) => cluster)) {
    rows.push(...(await onCluster(version, scenario.name, scenario, (context) => guarded(scenario, context).then((row) => [row]))));
  }
  return rows;
}

/** A scenario without slots takes all of them while it waits, so it plays alone. */
function onOneCluster(version: string, sharing: readonly Scenario[]): Promise<readonly Row[]> {
  const greedy = sharing.filter(({ expected }) => expected.firstCause === 'no-resource-available');
  const modest = sharing.filter((scenario) => !greedy.includes(scenario));
  return onCluster(version, 'shared', { cluster: SHARED, names: sharing.map(({ name }) => name) }, async (context) => {
    const played = (scenario: Scenario) => () => guarded(scenario, context);
    return [...(await pooled(AT_ONCE, modest.map(played))), ...(await pooled(1, greedy.map(played)))];
  });
}

async function onCluster(
  version: string,
  name: string,
  of: Pick<Scenario, 'cluster'> & { readonly name?: string; readonly names?: readonly string[] },
  work: (context: Context) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  let cluster: Cluster | undefined;
  try {
    cluster = await Cluster.up(version, `live-${name}-${version}`, of.cluster ?? SHARED);
    return await work(await contextOf(cluster));
  } catch (error) {
    return (of.names ?? [name]).map((scenario) => ({ scenario, version, outcome: 'skipped', said: messageOf(error), requests: 0, ms: 0 }));
  } finally {
    await cluster?.down();
  }
}

async function guarded(scenario: Scenario, context: Context): Promise<Row> {
  const row = { scenario: scenario.name, version: context.cluster.version, requests: 0, ms: 0 };
  let job: string | null = null;
  try {
    job = await scenario.start(context);
    await scenario.ready(context, job ?? '');
    return { ...row, ...(await judge(scenario, context.rest.url + (job ? `/jobs/${job}` : ''))) };
  } catch (error) {
    return { ...row, outcome: 'failed', said: messageOf(error) };
  } finally {
    if (job) await context.rest.cancel(job).catch(() => undefined);
  }
}

async function judge(scenario: Scenario, reference: string): Promise<Pick<Row, 'outcome' | 'said' | 'requests' | 'ms'>> {
  const began = Date.now();
  const { exit, stdout } = await diagnose(reference);
  const ms = Date.now() - began;
  const { verdict, causes, findings, looked } = JSON.parse(stdout) as Diagnosis;
  const cause = findings.find(({ id }) => id === causes[0])?.code ?? null;
  const { expected } = scenario;
  const untrue = findings.filter(({ code }) => expected.never.includes(code)).map(({ code }) => code);
  const wantedExit = expected.verdict === 'healthy' ? 0 : 1;
  const right =
    verdict === expected.verdict && cause === expected.firstCause && untrue.length === 0 && exit === wantedExit;
  const said = `${verdict}: ${cause ?? '-'}${untrue.length > 0 ? ` and falsely ${untrue.join(', ')}` : ''}`;
  const wanted = right ? '' : ` (expected ${expected.verdict}: ${expected.firstCause ?? '-'}; exit ${exit})`;
  return { outcome: right ? 'passed' : 'failed', said: said + wanted, requests: looked.length, ms };
}

function diagnose(reference: string): Promise<{ readonly exit: number; readonly stdout: string }> {
  const cli = join(repoRoot, 'node_modules', '.bin', 'jobwarden');
  return new Promise((done, fail) => {
    execFile(cli, ['diagnose', reference, '-o', 'json'], { maxBuffer: 64 << 20, timeout: 120_000 }, (error, stdout, stderr) => {
      const exit = error ? Number(error.code ?? 99) : 0;
      if (stdout.trimStart().startsWith('{')) done({ exit, stdout });
      else fail(new Error(`jobwarden exit ${exit}: ${(stderr || stdout || error?.message) ?? ''}`.slice(0, 300)));
    });
  });
}

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 160);
