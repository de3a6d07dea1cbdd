import { capabilities, type Capability } from '../../libs/adapters/flink-rest/src/capabilities.js';
import { openRecording, type RecordedAnswer } from '@app/adapters/replay';
import { describe, expect, it } from 'vitest';
import { must } from '../support/diagnosing.js';
import { recordings } from '../support/recordings.js';

type Answers = Readonly<Record<string, RecordedAnswer>>;

/** What a probe finds in one answer: a key that is there or not; nothing where the answer cannot tell. */
interface Probe {
  readonly capability: Capability;
  readonly path: RegExp;
  /** In the body, or one of the metrics. */
  readonly finds: RegExp;
  /** The answer can tell only where it has this. */
  readonly tells?: RegExp;
}

const job = '^/jobs/[0-9a-f]{32}';
const exceptions = new RegExp(`${job}/exceptions$`);
const taskManagerMetrics = /^\/taskmanagers\/[^/]+\/metrics$/;
const jobMetrics = new RegExp(`${job}/metrics$`);

const probes: readonly Probe[] = [
  { capability: 'failureLabels', path: exceptions, finds: /"failureLabels"/, tells: /"exceptionName"/ },
  { capability: 'exceptionEndpoint', path: exceptions, finds: /"endpoint"/, tells: /"taskManagerId":"/ },
  { capability: 'exceptionLocation', path: exceptions, finds: /"location"/, tells: /"taskManagerId":"/ },
  { capability: 'topLevelExceptions', path: exceptions, finds: /"root-exception"/ },
  { capability: 'pekkoPaths', path: /^\/taskmanagers$/, finds: /"path":"pekko/, tells: /"path":"/ },
  { capability: 'assignedTasks', path: /^\/taskmanagers$/, finds: /"assignedTasks"/, tells: /"path":"/ },
  { capability: 'jobType', path: new RegExp(`${job}$`), finds: /"job-type"/, tells: /"jid"/ },
  { capability: 'slotSharingGroupId', path: new RegExp(`${job}$`), finds: /"slotSharingGroupId"/, tells: /"vertices":\[\{/ },
  { capability: 'pendingVertices', path: /^\/jobs\/overview$/, finds: /"pending-operators"/, tells: /"jid"/ },
  { capability: 'schedulerType', path: /^\/jobs\/overview$/, finds: /"schedulerType"/, tells: /"jid"/ },
  { capability: 'executionMode', path: new RegExp(`${job}/config$`), finds: /"execution-mode"/, tells: /"execution-config"/ },
  { capability: 'vertexHost', path: new RegExp(`${job}/vertices/[0-9a-f]{32}$`), finds: /"host"/, tells: /"subtask":/ },
  { capability: 'applications', path: /^\/applications\/overview$/, finds: /"applications"/ },
  { capability: 'coordinatorMetrics', path: /\/jm-operator-metrics$/, finds: /^200/, tells: /^(200|404)/ },
  { capability: 'fullRestarts', path: jobMetrics, finds: /"fullRestarts"/, tells: /"numRestarts"/ },
  { capability: 'numRescales', path: jobMetrics, finds: /"numRescales"/, tells: /"numRestarts"/ },
  { capability: 'fileDescriptorMetrics', path: taskManagerMetrics, finds: /"Status\.JVM\.FileDescriptor\./, tells: /"Status\.JVM\./ },
  { capability: 'garbageCollectionPerSecond', path: taskManagerMetrics, finds: /TimeMsPerSecond"/, tells: /"Status\.JVM\.GarbageCollector/ },
];

const printed = (answer: RecordedAnswer): string => `${answer.s} ${JSON.stringify('m' in answer ? answer.m : answer.b)}`;

function found({ path, finds, tells }: Probe, frame: Answers): readonly boolean[] {
  const answers = Object.entries(frame).filter(([at]) => path.test(at)).map(([, answer]) => printed(answer));
  return answers.filter((text) => tells?.test(text) ?? true).map((text) => finds.test(text));
}

describe('what the capability table says of a version', () => {
  const seen = new Map<Capability, Set<boolean>>();

  it.each(recordings)('$name: is what its Flink answered', async ({ folder }) => {
    const { job: about, tape } = must(await openRecording(folder));
    const { has } = capabilities(about.flinkVersion);
    for (const probe of probes) {
      const says = [...new Set(tape.frames.slice(-1).flatMap((frame) => found(probe, frame)))];
      if (says.length > 0) expect({ [probe.capability]: says }).toEqual({ [probe.capability]: [has(probe.capability)] });
      seen.set(probe.capability, new Set([...(seen.get(probe.capability) ?? []), ...says]));
    }
  });

  it('is seen both ways for every ability that is probed', () => {
    expect(probes.filter(({ capability }) => seen.get(capability)?.size !== 2).map(({ capability }) => capability)).toEqual([]);
  });
});
