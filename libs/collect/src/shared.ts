import { needKey, type Reading, type Source } from '@app/model';

/** Answers about a whole cluster: the same for each of its jobs, for as long as one round of checks takes. */
export const clusterQuestions: ReadonlySet<string> = new Set(['overview', 'config', 'jobs', 'taskmanagers', 'jobmanager-config', 'jobmanager-log', 'taskmanager-log']);

/** A source that asks each question about the cluster once in its life, however many jobs need it. A failed reading is asked anew. */
export function sharedSource(source: Source): Source {
  const asked = new Map<string, Promise<Reading>>();
  return {
    name: source.name,
    read(need, deadline) {
      if (!clusterQuestions.has(need.what)) return source.read(need, deadline);
      const key = needKey(need);
      const before = asked.get(key);
      if (before !== undefined) return before;
      const reading = source.read(need, deadline).then((answer) => {
        if (answer.kind !== 'read') asked.delete(key);
        return answer;
      });
      asked.set(key, reading);
      return reading;
    },
  };
}
