import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { createMiner, type Port, serveMiner, type Worked } from './index.js';

it('mines ranges of a file in several workers like one miner does the whole', async () => {
  const lines = Array.from({ length: 200 }, (_, n) => (n % 3 === 0 ? `user u${'abcdefgh'[n % 8]} logged in from 10.0.0.${100 + n}` : `task ${100 + n} of job-${n % 5} finished`));
  const total = createMiner({ worker: 'total' });
  const channels = [0, 1].map(() => new MessageChannel());
  for (const [shard, { port1, port2 }] of channels.entries()) {
    const port: Port = port2;
    serveMiner(port, { worker: `w${shard}` });
    for (let from = shard * 50; from < lines.length; from += 100) {
      const bytes = new TextEncoder().encode(`${lines.slice(from, from + 50).join('\n')}\n`);
      const answer = new Promise<Worked>((resolve) => port1.once('message', resolve));
      port1.postMessage({ bytes }, [bytes.buffer]);
      const worked = await answer;
      expect(worked.lines).toBe(50);
      for (const _ of [1, 2]) total.merge(worked.snapshot);
    }
    port1.close();
  }
  const whole = createMiner();
  for (const line of lines) whole.add(line);
  expect(total.templates()).toEqual(whole.templates());
});
