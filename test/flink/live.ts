import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { ClusterSpec } from './cluster.js';
import { repoRoot } from './home.js';
import { clusterOf, onCluster } from './play.js';
import { pooled } from './pool.js';
import { BESIDE_KAFKA, type Context, type Scenario, SHARED } from './scenario.js';
import { scenarioNamed, scenarios } from './scenarios/index.js';
import { COMPATIBLE, VERSIONS } from './versions.js';

const CI = ['npe-loop', 'no-slots', 'stateless', 'slow-middle', 'kafka-poison', 'kafka-offset-gone'];
const COMPAT = ['stateful-bursty', 'npe-loop', 'slow-middle'];
const AT_ONCE = 2;

interface Diagnosis {
  readonly verdict: string;
  readonly causes: readonly string[];
  readonly findings: readonly { readonly id: string; readonly code: string }[];
  readonly looked: readonly { readonly need: string; readonly ok: boolean; readonly why: string | null }[];
}

interface Row {
  readonly scenario: string;
  readonly version: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly said: string;
  /** What could not be read, and why. */
  readonly unread: string;
  readonly requests: number;
  readonly ms: number;
}

export function live(words: readonly string[], ci: boolean): Promise<number> {
  const versions = words.filter((word) => /^\d/.test(word));
  const names = words.filter((word) => !/^\d/.test(word));
  const chosen = names.length > 0 ? names.map(scenarioNamed) : scenarios.filter(({ name }) => !ci || CI.includes(name));
  return playOn(versions.length > 0 ? versions : VERSIONS, chosen);
}

/** Some scenarios on the versions between those that everything is played on: does each answer what the collector asks? */
export const compat = (versions: readonly string[]): Promise<number> =>
  playOn(versions.length > 0 ? versions : COMPATIBLE, COMPAT.map(scenarioNamed));

async function playOn(versions: readonly string[], chosen: readonly Scenario[]): Promise<number> {
  const on = (version: string): readonly Scenario[] => chosen.filter((scenario) => scenario.versions?.includes(version) ?? true);
  const planned = versions.flatMap(on).length;
  const rows = (await pooled(AT_ONCE, versions.map((version) => () => playAll(version, on(version))))).flat();
  const count = (outcome: Row['outcome']): number => rows.filter((row) => row.outcome === outcome).length;
  const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')];
  console.table(rows);
  console.log(`planned ${planned}, played ${passed + failed}`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return passed === planned ? 0 : 1;
}

async function playAll(version: string, chosen: readonly Scenario[]): Promise<readonly Row[]> {
  const sharing = chosen.filter(({ cluster, kafka }) => !cluster && !kafka);
  // a scenario without slots takes all of them while it waits, so it plays alone
  const greedy = sharing.filter(({ expected }) => expected.firstCause === 'no-resource-available');
  const modest = sharing.filter((scenario) => !greedy.includes(scenario));
  const rows = [
    ...(await together(version, 'shared', SHARED, sharing, async (context) => [
      ...(await playing(AT_ONCE, modest, context)),
      ...(await playing(1, greedy, context)),
    ])),
  ];
  const beside = chosen.filter(({ kafka }) => kafka);
  rows.push(...(await together(version, 'kafka', BESIDE_KAFKA, beside, (context) => inTurn(beside, context))));
  for (const scenario of chosen.filter(({ cluster, kafka }) => cluster && !kafka)) {
    rows.push(...(await together(version, scenario.name, clusterOf(scenario), [scenario], (context) => playing(1, [scenario], context))));
  }
  return rows;
}

/** A failed send to Kafka may end the whole TaskManager, so the next scenario gets a new one. */
const inTurn = (scenarios: readonly Scenario[], context: Context): Promise<readonly Row[]> =>
  pooled(1, scenarios.map((scenario) => async () => {
    await context.cluster.refill(clusterOf(scenario).taskManagers);
    return guarded(scenario, context);
  }));

const playing = (width: number, scenarios: readonly Scenario[], context: Context): Promise<readonly Row[]> =>
  pooled(width, scenarios.map((scenario) => () => guarded(scenario, context)));

async function together(
  version: string,
  name: string,
  spec: ClusterSpec,
  chosen: readonly Scenario[],
  work: (context: Context) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  try {
    return chosen.length > 0 ? await onCluster(version, `live-${name}-${version}`, spec, work) : [];
  } catch (error) {
    return chosen.map((scenario) => ({ scenario: scenario.name, version, outcome: 'skipped', said: messageOf(error), unread: '', requests: 0, ms: 0 }));
  }
}

async function guarded(scenario: Scenario, context: Context): Promise<Row> {
  const row = { scenario: scenario.name, version: context.cluster.version, unread: '', requests: 0, ms: 0 };
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

async function judge(scenario: Scenario, reference: string): Promise<Pick<Row, 'outcome' | 'said' | 'unread' | 'requests' | 'ms'>> {
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
  const unread = looked.filter(({ ok }) => !ok).map(({ need, why }) => `${need}: ${why}`);
  const wanted = right ? '' : ` (expected ${expected.verdict}: ${expected.firstCause ?? '-'}; exit ${exit})`;
  return { outcome: right ? 'passed' : 'failed', said: said + wanted, unread: unread.join('; ').slice(0, 200), requests: looked.length, ms };
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
