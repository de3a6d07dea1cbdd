import { needKey, toldLogsNeed, type Diagnosis, type Snapshot } from '@app/model';

/** Remembers, while the process lives, whose logs told of a fault: the next diagnoses of the cluster look there again, whatever else is their turn. */
export interface LogMemory {
  note(cluster: string, diagnosis: Diagnosis): void;
  /** The snapshot that a diagnosis begins with. */
  into(cluster: string, base: Snapshot): Snapshot;
}

/** As long as the rule `log-only-fault` calls a line a present fault; ms. */
const kept = 3_600_000;
/** TaskManagers that are remembered; the one that told longest ago is forgotten. */
const most = 1_000;

export function createLogMemory(): LogMemory {
  const told = new Map<string, { readonly cluster: string; readonly taskManager: string; readonly at: number }>();
  return {
    note(cluster, diagnosis) {
      for (const taskManager of toldIn(diagnosis)) {
        const key = `${cluster}\n${taskManager}`;
        told.delete(key);
        told.set(key, { cluster, taskManager, at: Date.parse(diagnosis.at) });
      }
      for (const key of [...told.keys()].slice(0, Math.max(0, told.size - most))) told.delete(key);
    },
    into(cluster, base) {
      const since = base.at.getTime() - kept;
      const again = [...told.values()].filter((one) => one.cluster === cluster && one.at >= since).map(({ taskManager }) => taskManager).reverse();
      if (again.length === 0) return base;
      return { ...base, entries: new Map([...base.entries, [needKey(toldLogsNeed), { need: toldLogsNeed, readings: [{ kind: 'read', at: base.at, payload: again, ms: 0 }] }]]) };
    },
  };
}

const toldIn = ({ findings }: Diagnosis): readonly string[] =>
  findings.filter(({ severity }) => severity !== 'info').flatMap(({ evidence }) => evidence.flatMap(({ fact, value }) => (fact === 'logs.faultTaskManager' && typeof value === 'string' && value !== '' ? [value] : [])));
