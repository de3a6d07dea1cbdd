import { LineMiner } from './line-miner.js';
import { createMiner, type MinerOptions } from './miner.js';
import type { Snapshot } from './snapshot.js';

/** The end of a channel, as `parentPort` or a `MessagePort` of `node:worker_threads`. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** A range of bytes to mine: give its buffer away in the transfer list. Its first and last line must be whole. */
export interface Work {
  readonly bytes: Uint8Array;
}

/** What a range added: merge it into the miner that gathers all. */
export interface Worked {
  readonly lines: number;
  readonly snapshot: Snapshot;
}

/** Mines what comes in at the port, and answers each range with what changed. The body of a worker thread; several of them share one file. */
export function serveMiner(port: Port, options: MinerOptions): void {
  const miner = createMiner(options);
  let revision = 0;
  port.on('message', (message) => {
    if (!isWork(message)) throw new TypeError('a worker takes { bytes: Uint8Array }');
    const lines = new LineMiner({}, miner);
    lines.push(message.bytes);
    const count = lines.finish();
    const snapshot = miner.snapshot(revision);
    revision = snapshot.revision;
    port.postMessage({ lines: count, snapshot } satisfies Worked);
  });
}

const isWork = (message: unknown): message is Work => typeof message === 'object' && message !== null && 'bytes' in message && message.bytes instanceof Uint8Array;
