import { randomUUID } from 'node:crypto';
import { conclude } from '@app/diagnose';
import { lookedAt } from '@app/collect';
import type { Diagnosis, JobLine, JobRef, Language, Observation, Subject } from '@app/model';
import type { Settled } from './settle.js';
import type { DiagnoseOptions } from './stages.js';
import { clusterVerdict, jobsSentence } from './survey.js';

const text = (observation: Observation, subject: Subject, fact: string): string | null => {
  const state = observation.fact(subject, fact);
  return state.known ? String(state.value) : null;
};

const count = (observation: Observation, subject: Subject, fact: string): number | null => {
  const state = observation.fact(subject, fact);
  return state.known && typeof state.value === 'number' ? state.value : null;
};

/** What is well by what was looked at must not be taken for more; '' where all logs of TaskManagers were looked at, or none was asked for. */
function howMany(observation: Observation, lang: Language): string {
  const [read, all] = [count(observation, observation.root, 'logs.taskManagersRead'), count(observation, observation.root, 'logs.taskManagers')];
  if (read === null || all === null || read === 0 || read >= all) return '';
  return lang === 'zh' ? `（查看了 ${all} 个 TaskManager 中 ${read} 个的日志，下次检查会查看其他的。）` : ` (Logs of ${read} of ${all} TaskManagers were looked at; the next check looks at others.)`;
}

const isoTime = (observation: Observation, subject: Subject, fact: string): string | null => {
  const state = observation.fact(subject, fact);
  return state.known && typeof state.value === 'number' && state.value > 0 ? new Date(state.value).toISOString() : null;
};

/** Turns a settled trial into the one answer that every channel renders. */
export function answer(
  ref: JobRef, settled: Settled, jobs: readonly JobLine[], options: DiagnoseOptions, startedAt: Date,
): Diagnosis {
  const { observation, snapshot, trial } = settled;
  const lang = options.lang ?? 'en';
  const conclusion = conclude(trial, observation, { lang });
  const root = observation.root;
  const isCluster = ref.jobId === null;
  const verdict = isCluster ? clusterVerdict(conclusion.verdict, jobs) : conclusion.verdict;
  const isWell = verdict === 'healthy' || verdict === 'at-risk';
  const summary = `${conclusion.summary}${isWell ? howMany(observation, lang) : ''}`;
  return {
    schemaVersion: '1',
    id: randomUUID(),
    at: startedAt.toISOString(),
    time: 'during',
    cluster: { name: ref.cluster.name, url: ref.cluster.url, flinkVersion: text(observation, root, 'cluster.flinkVersion') },
    job: isCluster
      ? null
      : {
          id: root.id,
          name: text(observation, root, 'job.name') ?? root.name,
          state: text(observation, root, 'job.state') ?? 'UNKNOWN',
          startTime: isoTime(observation, root, 'job.startedAt'),
        },
    jobs: [...jobs],
    verdict,
    score: null,
    summary: isCluster ? jobsSentence(conclusion.verdict === 'healthy' && jobs.length > 0 ? null : conclusion.summary, root.name, jobs, lang) : summary,
    causes: conclusion.causes,
    findings: conclusion.findings,
    ruledOut: conclusion.ruledOut,
    unknown: conclusion.unknown,
    looked: lookedAt(snapshot),
    tookMs: options.clock.now().getTime() - startedAt.getTime(),
  };
}
