import { clusterQuestions, sharedSource } from '@app/collect';
import { z } from 'zod';
import { emptySnapshot, needKey, toldLogsNeed, type JobLine, type JobRef, type Language, type Snapshot, type SnapshotEntry, type Verdict } from '@app/model';
import type { Settled } from './settle.js';
import type { DiagnoseOptions, Outcome } from './stages.js';

const JobsOverview = z.object({ jobs: z.array(z.object({ jid: z.string(), name: z.string(), state: z.string() })) });

/** Answers about the cluster, not about one job: asked once and shared by all its jobs. */
const isShared = (what: string): boolean => clusterQuestions.has(what) || what === toldLogsNeed.what;

/** A cluster with more jobs is answered for the first ones; the patrol pages through the rest. */
const surveyLimit = 200;

/** Two at a time: each diagnosis asks several questions at once itself. */
const surveyConcurrency = 2;

const order: readonly Verdict[] = ['faulty', 'unknown', 'at-risk', 'healthy'];
const worse = (a: Verdict, b: Verdict): Verdict => (order.indexOf(a) <= order.indexOf(b) ? a : b);

type DiagnoseOne = (ref: JobRef, options: DiagnoseOptions) => Promise<Outcome>;

const sharedPart = (snapshot: Snapshot): Snapshot => {
  const entries = new Map<string, SnapshotEntry>();
  for (const [key, entry] of snapshot.entries) if (isShared(entry.need.what)) entries.set(key, entry);
  return { ...emptySnapshot(snapshot.at), entries };
};

const jobsOf = (snapshot: Snapshot) => {
  const entry = snapshot.entries.get(needKey({ source: 'flink', what: 'jobs', params: {} }));
  const reading = entry?.readings.at(-1);
  const parsed = JobsOverview.safeParse(reading?.kind === 'read' ? reading.payload : null);
  return parsed.success ? parsed.data.jobs : [];
};

/** One line per job of the cluster, worst first. */
export async function surveyJobs(diagnose: DiagnoseOne, ref: JobRef, settled: Settled, options: DiagnoseOptions): Promise<JobLine[]> {
  const base = sharedPart(settled.snapshot);
  const waiting = jobsOf(settled.snapshot).slice(0, surveyLimit);
  const sources = options.sources.map(sharedSource);
  const lines: JobLine[] = [];
  const worker = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const { diagnosis } = await diagnose({ ...ref, jobId: job.jid }, { ...options, sources, base });
      const first = diagnosis.findings.find((finding) => finding.id === diagnosis.causes[0]);
      lines.push({
        id: job.jid, name: job.name, state: job.state, verdict: diagnosis.verdict, firstCause: first?.code ?? null, summary: diagnosis.summary,
      });
    }
  };
  await Promise.all(Array.from({ length: surveyConcurrency }, worker));
  return lines.sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

/** A cluster is no better than its worst job. */
export const clusterVerdict = (own: Verdict, jobs: readonly JobLine[]): Verdict => jobs.reduce((verdict, job) => worse(verdict, job.verdict), own);

/** Counts of the jobs, after what the cluster itself has to say. */
export function jobsSentence(own: string | null, name: string, jobs: readonly JobLine[], lang: Language): string {
  const count = (verdict: Verdict): number => jobs.filter((job) => job.verdict === verdict).length;
  const [faulty, unknown, atRisk, healthy] = [count('faulty'), count('unknown'), count('at-risk'), count('healthy')];
  return lang === 'zh'
    ? `${own ?? `集群 ${name}：`}${own === null ? '' : ' '}共 ${jobs.length} 个作业：${faulty} 个故障，${unknown} 个未知，${atRisk} 个有风险，${healthy} 个健康。`
    : `${own ?? `Cluster ${name}:`} ${jobs.length} jobs, ${faulty} faulty, ${unknown} unknown, ${atRisk} at risk, ${healthy} healthy.`;
}
