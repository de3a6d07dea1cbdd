import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeSnapshot, encodeSnapshot } from '@app/adapters/replay';
import type { EmbeddedServer, PostgresStore } from '@app/adapters/postgres';
import { loadKnowledge } from '@app/adapters/rule-files';
import { ProblemError, type Clock, type Result } from '@app/model';
import { createObserve } from '@app/observe';
import { createPipeline, type DiagnosisStore, type LabelStore } from '@app/pipeline';
import type { Logger } from 'pino';
import { z } from 'zod';
import { createAdviser, type Adviser } from './adviser.js';
import { createExplainer, type Explainer } from './explainer.js';
import { demoClusters, liveCluster } from './clusters.js';
import { installedAround, wallClock, type Installed } from './install.js';
import { createLabelling, type Labelling } from './labelling.js';
import { resemblingIn } from './resembling.js';
import { lockHome, type HomeLock } from './lock.js';
import type { Environment } from './environment.js';
import { readSettings, type Settings } from './settings.js';

/** What a process of the service is made of. `stop` ends everything that `open` started, in reverse order. */
export interface Service {
  readonly version: string;
  readonly settings: Settings;
  readonly installed: Installed;
  readonly logger: Logger;
  readonly store: DiagnosisStore & LabelStore;
  readonly adviser: Adviser;
  readonly explainer: Explainer;
  readonly labelling: Labelling;
  /** Codes of the rule pack. */
  hasCode(code: string): boolean;
  readonly clock: Clock;
  /** Resolves when the embedded database ends by itself; never with a database of yours. */
  readonly databaseLost: Promise<void>;
  announce(address: string): Promise<void>;
  stop(): Promise<void>;
}

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new ProblemError(result.problem);
  return result.value;
};

/** Opens settings, rule pack, database and clusters. Rejects with a `ProblemError` for what a person can mend. */
export async function openService(env: Environment, from: string): Promise<Service> {
  const settings = must(await readSettings(env));
  const installed = installedAround(from);
  // loaded here, because the command line shares this lib and needs neither log nor database
  const { pino } = await import('pino');
  const logger = pino({ level: settings.logLevel, redact: ['headers', '*.headers', '*.authorization'] }, pino.destination({ fd: 2, sync: false }));
  const { pack, signatures } = must(await loadKnowledge(installed.rules, installed.keptRules));
  const pipeline = createPipeline({ pack, observe: createObserve({ signatures }) });
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step().catch((error: unknown) => logger.error(error, 'could not end cleanly'));
  };
  try {
    const { store, lock, server } = await openStore(settings, logger, undo);
    const clusters = settings.demo
      ? await demoClusters(installed.demo)
      : settings.clusterFile.clusters.map((cluster) => liveCluster(cluster, wallClock));
    const adviser = createAdviser({ pipeline, clusters, openAddress: null, clock: wallClock });
    undo.push(() => adviser.close());
    const resembling = resemblingIn(installed.rules, installed);
    return {
      version: await versionIn(installed.root), settings, installed, logger, store, adviser, explainer: createExplainer({ pack, signatures, clock: wallClock, resembling }), labelling: createLabelling({ store, signatures, resembling }), hasCode: (code) => pack.rule(code) !== null, clock: wallClock,
      databaseLost: server?.ended ?? new Promise(() => {}),
      announce: async (address) => { await lock?.announce(address); },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const versionIn = async (root: string): Promise<string> => z.object({ version: z.string() }).parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))).version;

async function openStore(settings: Settings, logger: Logger, undo: (() => Promise<void>)[]): Promise<{ store: PostgresStore; lock: HomeLock | null; server: EmbeddedServer | null }> {
  const { openPostgresStore, startEmbeddedServer } = await import('@app/adapters/postgres');
  const open = async (url: string): Promise<PostgresStore> => {
    const store = await openPostgresStore({ url, codec: { encode: encodeSnapshot, decode: decodeSnapshot }, onIdleError: (error) => logger.warn({ error: error.message }, 'a database connection broke') });
    undo.push(() => store.close());
    return store;
  };
  if (settings.databaseUrl !== null) return { store: await open(settings.databaseUrl), lock: null, server: null };
  const lock = await lockHome(settings.home);
  undo.push(() => lock.release());
  const server = await startEmbeddedServer(settings.home);
  undo.push(() => server.stop());
  return { store: await open(server.url), lock, server };
}
