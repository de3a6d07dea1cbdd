import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createFlinkSource, createHttpTransport } from '@app/adapters/flink-rest';
import { openRecording } from '@app/adapters/replay';
import { safeUrl, type Credentials } from '@app/collect';
import type { Clock, Result, Source } from '@app/model';
import type { ClusterSettings } from './cluster-settings.js';

/** What one diagnosis asks: a source and the time that goes with it (a recording has its own). */
export interface OpenCluster {
  readonly source: Source;
  readonly clock: Clock;
}

/** A cluster that can be asked. `open` gives a recording that starts anew, or the live source with its shared limits. */
export interface Cluster {
  readonly name: string;
  readonly url: string;
  open(): Promise<Result<OpenCluster>>;
  /** Gives connections up. */
  close(): Promise<void>;
}

/** A live cluster; its connection and rate limits hold over all its diagnoses. A refused address is told by `open`. */
export function liveCluster(settings: ClusterSettings, clock: Clock, credentials: Credentials | null = null): Cluster {
  const headers = credentials === null ? settings.headers : { ...settings.headers, authorization: credentials.header() };
  const { connections, requestsPerSecond } = settings.limits;
  const transport = createHttpTransport({ url: settings.url, headers, clock, limits: { connections, perSecond: requestsPerSecond, burst: 2 * requestsPerSecond } });
  const opened: Result<OpenCluster> = transport.ok ? { ok: true, value: { source: createFlinkSource({ transport: transport.value, clock }), clock } } : transport;
  return {
    name: settings.name, url: safeUrl(settings.url),
    open: async () => opened,
    close: async () => { if (transport.ok) await transport.value.close(); },
  };
}

/** A recorded cluster: answers as the real one did, at its time. */
export function recordedCluster(folder: string, name: string): Cluster {
  return {
    // .invalid is reserved (RFC 2606): it names the recording and can never be asked
    name, url: `http://recording.invalid/${encodeURIComponent(name)}`,
    async open() {
      const recording = await openRecording(folder);
      if (!recording.ok) return recording;
      const { transport, clock } = recording.value;
      return { ok: true, value: { source: createFlinkSource({ transport, clock }), clock } };
    },
    close: async () => {},
  };
}

/** Every recording below the folders, as a cluster named `demo-<folder>`. */
export async function demoClusters(folders: readonly string[]): Promise<readonly Cluster[]> {
  const found = await Promise.all(folders.map(async (folder) => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory()).map((entry) => recordedCluster(join(folder, entry.name), `demo-${entry.name}`));
  }));
  return found.flat().sort((a, b) => a.name.localeCompare(b.name));
}
