import { fileURLToPath } from 'node:url';
import { createFlinkSource, type FlinkTransport } from '@app/adapters/flink-rest';
import { openRecording, type Recording } from '@app/adapters/replay';
import { loadKnowledge } from '@app/adapters/rule-files';
import { createObserve } from '@app/observe';
import { createPipeline, type Outcome } from '@app/pipeline';
import { needKey, ProblemError, type Result, type Source } from '@app/model';

export const rulesFolder = fileURLToPath(new URL('../../rules', import.meta.url));

export const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new ProblemError(result.problem);
  return result.value;
};

export const knowledge = must(await loadKnowledge(rulesFolder));
export const pipeline = createPipeline({ pack: knowledge.pack, observe: createObserve({ signatures: knowledge.signatures }) });

/** Diagnoses what the recording is about. `wrap` may spoil the source or its transport. */
export async function diagnoseFolder(folder: string, wrap: Wrap = {}): Promise<Outcome> {
  return diagnoseRecording(must(await openRecording(folder)), wrap);
}

export interface Wrap {
  readonly source?: (source: Source) => Source;
  readonly transport?: (transport: FlinkTransport) => FlinkTransport;
}

export function diagnoseRecording(recording: Recording, wrap: Wrap = {}): Promise<Outcome> {
  const { clock } = recording;
  const transport = wrap.transport?.(recording.transport) ?? recording.transport;
  const source = createFlinkSource({ transport, clock });
  const cluster = { name: 'recorded', url: 'http://recorded.invalid' };
  return pipeline.diagnose({ cluster, jobId: recording.job.jobId }, { sources: [wrap.source?.(source) ?? source], clock });
}

/** A source that cannot answer the needs that `hidden` picks. */
export const blindTo = (hidden: (key: string) => boolean) => (source: Source): Source => ({
  name: source.name,
  read: async (need, deadline) =>
    hidden(needKey(need)) ? { kind: 'unavailable', at: new Date(0), why: 'taken away by a test' } : source.read(need, deadline),
});

export const firstCause = ({ diagnosis }: Outcome): string | null =>
  diagnosis.findings.find((finding) => finding.id === diagnosis.causes[0])?.code ?? null;
