import { collectorFor } from './collecting.js';
import type { DiagnoseOptions, Outcome, Stages } from './stages.js';
import { settle } from './settle.js';
import { answer } from './answer.js';
import { surveyJobs } from './survey.js';
import { emptySnapshot, type JobRef, type Subject } from '@app/model';

/** Runs the stages in their one order. Knows no source, no clock and no store of its own. */
export interface Pipeline {
  /**
   * Diagnoses one job, or a cluster and each of its jobs when `ref.jobId` is null.
   * Answers within `deadlineMs` (default 60 s); what could not be read by then is in `unknown`.
   */
  diagnose(ref: JobRef, options: DiagnoseOptions): Promise<Outcome>;
}

/** collect → observe → judge, wave by wave, then one answer (design 1.2). */
export function createPipeline(stages: Stages): Pipeline {
  const diagnose = async (ref: JobRef, options: DiagnoseOptions): Promise<Outcome> => {
    const startedAt = options.clock.now();
    const collector = collectorFor(options, startedAt);
    const root: Subject = ref.jobId === null
      ? { scope: 'cluster', id: ref.cluster.name, name: ref.cluster.name }
      : { scope: 'job', id: ref.jobId, name: ref.jobId };
    const settled = await settle(stages, root, collector, options.base ?? emptySnapshot(startedAt));
    const jobs = ref.jobId === null ? await surveyJobs(diagnose, ref, settled, options) : [];
    return { diagnosis: answer(ref, settled, jobs, options, startedAt), snapshot: settled.snapshot };
  };
  return { diagnose };
}
