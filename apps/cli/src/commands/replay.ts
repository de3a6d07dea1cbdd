import { basename, resolve } from 'node:path';
import { createFlinkSource } from '@app/adapters/flink-rest';
import { openRecording } from '@app/adapters/replay';
import { exitFor, type Exit } from '../exit.js';
import { printDiagnosis } from '../output.js';
import type { AnswerOptions } from '../options.js';
import { must, pipelineWith } from './knowledge.js';

/** Diagnoses what was recorded, at the time it was recorded. */
export async function replay(folder: string, options: AnswerOptions): Promise<Exit> {
  const path = resolve(folder);
  const { job, transport, clock } = must(await openRecording(path));
  const pipeline = await pipelineWith(options.rules);
  const name = basename(path);
  const { diagnosis } = await pipeline.diagnose(
    { cluster: { name, url: `http://recording.invalid/${encodeURIComponent(name)}` }, jobId: job.jobId },
    { sources: [createFlinkSource({ transport, clock })], clock, lang: options.lang },
  );
  printDiagnosis(diagnosis, options.output, options.lang);
  return exitFor(diagnosis, options.failOn);
}
