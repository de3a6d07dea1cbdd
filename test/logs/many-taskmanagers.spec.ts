import { describe, expect, it } from 'vitest';
import { createFlinkSource } from '@app/adapters/flink-rest';
import { createTapeTransport, createVirtualClock, Tape } from '@app/adapters/replay';
import { createAdviser, type Cluster } from '@app/wiring';
import { synthetic } from '../fake-flink/synthetic.js';
import { hex } from '../fake-flink/synthetic-world.js';
import { firstCause, must, pipeline } from '../support/diagnosing.js';

const tape = synthetic({ vertices: 2, parallelism: 80 });
const taskManagers = Object.keys(tape.frames[0] ?? {}).flatMap((path) => /^\/taskmanagers\/([^/]+)$/.exec(path)?.[1] ?? []);
const time = (at: number): string => new Date(at).toISOString().replace('T', ' ').replace('.', ',').replace('Z', '');
const starts = `${time(tape.recordedAt - 3_500_000)} INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] - Successful registration at resource manager\n`;
const lost = `${time(tape.recordedAt - 20_000)} ERROR org.apache.flink.connector.kafka.sink.KafkaCommitter [] - Unable to commit transaction (KafkaCommittable{producerId=4, epoch=1, transactionalId=orders-0-7}) because it's in an invalid state. Most likely the transaction has been aborted for some reason. Please check the Kafka logs for more details.\n`;

/** A job on 20 TaskManagers; the log of one tells of a lost transaction. */
const withFault = (faulty: string | null): Tape => ({
  ...tape, logs: { ...tape.logs, ...Object.fromEntries(taskManagers.map((id) => [`/taskmanagers/${id}/log`, { s: 200, t: id === faulty ? starts + lost : starts }])) },
});

/** The same with a sink of Sink V2, whose committer counts what it gave up on that TaskManager. */
function counted(faulty: string): Tape {
  const { frames: [frame = {}], ...rest } = Tape.parse(JSON.parse(JSON.stringify(withFault(faulty)).replaceAll('Sink: results', 'results: Writer -> results: Committer')));
  const sink = `/jobs/${hex(1)}/vertices/${hex(1_001)}`;
  const id = 'results__Committer.failedCommittables';
  const counts = Array.from({ length: 80 }, (_, subtask) => (taskManagers[Math.floor(subtask / 4)] === faulty && subtask % 4 === 1 ? '1' : '0'));
  const each = Object.fromEntries(counts.map((count, subtask) => [`${sink}/subtasks/${subtask}/metrics`, { s: 200, m: { [id]: count } }]));
  return { ...rest, frames: [{ ...frame, ...each, [`${sink}/metrics`]: { s: 200, m: Object.fromEntries(counts.map((count, subtask) => [`${subtask}.${id}`, count])) } }] };
}

/** Checks the cluster after so many minutes each. */
async function checked(tape: Tape, minutes: readonly number[]) {
  let minute = 0;
  const cluster: Cluster = {
    name: 'c', url: 'http://c.invalid',
    open: () => {
      const clock = createVirtualClock(new Date(tape.recordedAt + minute * 60_000));
      return Promise.resolve({ ok: true, value: { source: createFlinkSource({ transport: createTapeTransport(tape, clock), clock }), clock } });
    },
    close: () => Promise.resolve(),
  };
  const adviser = createAdviser({ pipeline, clusters: [cluster], openAddress: null, clock: { now: () => new Date(tape.recordedAt), sleep: () => Promise.resolve() } });
  const outcomes = [];
  for (minute of minutes) outcomes.push(must(await adviser.diagnose({ reference: `c/${hex(1)}`, lang: 'en' })));
  return outcomes;
}
const readIn = ({ diagnosis }: { readonly diagnosis: { readonly looked: readonly { readonly need: string }[] } }): readonly string[] =>
  diagnosis.looked.flatMap(({ need }) => /^taskmanager-log tm=(.+)$/.exec(need)?.[1] ?? []);

describe('a job on 20 TaskManagers', () => {
  it('is not called healthy without a word of how much was looked at', async () => {
    const [one] = await checked(withFault(null), [0]);
    expect(one?.diagnosis).toMatchObject({ verdict: 'healthy', summary: expect.stringMatching(/Logs of 2 of 20 TaskManagers were looked at/) });
  });

  it.each(taskManagers.filter((_, at) => at % 6 === 0))('that lost a transaction on %s is found at once where its committer counts it', async (faulty) => {
    const [one] = await checked(counted(faulty), [0]);
    expect(one === undefined ? null : firstCause(one)).toBe('kafka-txn-data-loss');
    expect(one?.diagnosis.looked.length).toBeLessThanOrEqual(20);
  });

  it('that lost a transaction on one of them is found at its turn, and not lost sight of', async () => {
    const [first] = await checked(withFault(null), [0]);
    const [faulty = ''] = readIn(first ?? { diagnosis: { looked: [] } });
    const found = await checked(withFault(faulty), [0, 0.5, 1, 2]);
    expect(found.map(firstCause)).toEqual(Array.from({ length: 4 }, () => 'kafka-txn-data-loss'));
    expect(found.map((outcome) => readIn(outcome).length)).toEqual([2, 2, 3, 3]);
  });
});
