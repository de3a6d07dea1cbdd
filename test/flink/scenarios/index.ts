import type { Scenario } from '../scenario.js';
import { ckptDirUnwritable } from './ckpt-dir-unwritable.js';
import { ckptExpires } from './ckpt-expires.js';
import { ckptOff } from './ckpt-off.js';
import { finishedBounded } from './finished-bounded.js';
import { frozenTm } from './frozen-tm.js';
import { healthyIdle } from './healthy-idle.js';
import { healthySql } from './healthy-sql.js';
import { heapOom } from './heap-oom.js';
import { hotKey } from './hot-key.js';
import { kafkaAlikes } from './kafka-alikes.js';
import { kafkaBrokerBack } from './kafka-broker-back.js';
import { kafkaBrokerGone } from './kafka-broker-gone.js';
import { kafkaFaults } from './kafka-faults.js';
import { kafkaHealthy } from './kafka-healthy.js';
import { kafkaOffsetGone } from './kafka-offset-gone.js';
import { kafkaPoison } from './kafka-poison.js';
import { kafkaRestoreFaults } from './kafka-restore-faults.js';
import { kafkaSecurity } from './kafka-security.js';
import { kafkaSinkFaults } from './kafka-sink-faults.js';
import { kafkaSqlFaults } from './kafka-sql-faults.js';
import { kafkaTxnLost } from './kafka-txn-lost.js';
import { kafkaTxnTimeout } from './kafka-txn-timeout.js';
import { mainThrows } from './main-throws.js';
import { neighbourKillsTm } from './neighbour-kills-tm.js';
import { noSlots } from './no-slots.js';
import { npeLoop } from './npe-loop.js';
import { ownerRestart } from './owner-restart.js';
import { restartExhausted } from './restart-exhausted.js';
import { shortBackpressure } from './short-backpressure.js';
import { slowMiddle } from './slow-middle.js';
import { slowSink } from './slow-sink.js';
import { statefulBursty } from './stateful-bursty.js';
import { stateless } from './stateless.js';
import { tmKilledHealed } from './tm-killed-healed.js';
import { twoFaults } from './two-faults.js';
import { twoJobs } from './two-jobs.js';

export const scenarios: readonly Scenario[] = [
  npeLoop,
  noSlots,
  stateless,
  statefulBursty,
  finishedBounded,
  slowMiddle,
  slowSink,
  ckptOff,
  hotKey,
  ckptExpires,
  ownerRestart,
  mainThrows,
  heapOom,
  restartExhausted,
  tmKilledHealed,
  ckptDirUnwritable,
  neighbourKillsTm,
  twoJobs,
  frozenTm,
  healthySql,
  healthyIdle,
  shortBackpressure,
  twoFaults,
  kafkaHealthy,
  kafkaPoison,
  kafkaOffsetGone,
  kafkaTxnTimeout,
  kafkaTxnLost,
  ...kafkaFaults,
  ...kafkaSecurity,
  ...kafkaSqlFaults,
  ...kafkaRestoreFaults,
  // they kill the broker that the others need: last
  ...kafkaSinkFaults,
  ...kafkaAlikes,
  kafkaBrokerBack,
  kafkaBrokerGone,
];

export function scenarioNamed(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`no scenario ${name}; there are: ${scenarios.map((each) => each.name).join(', ')}`);
  return found;
}
