import type { LogEvent, Process } from '@app/model';

interface Sign {
  readonly process: Process;
  readonly name: RegExp;
  /** Loggers of code that runs in that process only. */
  readonly logger: RegExp;
}

/** File names: flink-dist/bin/flink-daemon.sh and flink-console.sh (`flink-<ident>-<service>-<n>-<host>.log`), YARN and Kubernetes (`jobmanager.log`). */
const signs: readonly Sign[] = [
  {
    process: 'jobmanager', name: /job-?manager|standalonesession|standalonejob|kubernetes-session|kubernetes-application|(?:^|[-_.])jm(?:[-_.]|$)/i,
    logger: /\.(?:ClusterEntrypoint|StandaloneSessionClusterEntrypoint|StandaloneDispatcher|MiniDispatcher|ExecutionGraph|CheckpointCoordinator|JobMaster|JobMasterServiceLeadershipRunner|StandaloneResourceManager|ActiveResourceManager)$/,
  },
  {
    process: 'taskmanager', name: /task-?(?:manager|executor)|(?:^|[-_.])tm(?:[-_.]|\d|$)/i,
    logger: /\.(?:TaskManagerRunner|TaskExecutor|TaskManagerServices|TaskSlotTableImpl|taskmanager\.Task|DefaultJobLeaderService)$/,
  },
  {
    process: 'client', name: /client|(?:^|[-_.])cli(?:[-_.]|$)/i,
    logger: /\.(?:CliFrontend|RestClusterClient|SqlClient|YarnClusterDescriptor|KubernetesClusterDescriptor)$/,
  },
];

const ownId = /(?:Starting TaskManager with ResourceID: |with resource ID: ?|with ResourceID )(\S+?)\.?(?:\s|$)/;

/** Whose log a text is: its loggers decide, where they say nothing the name does. A TaskManager prints its own id when it starts. */
export class Whose {
  private readonly seen = new Map<Process, number>();
  private id: string | null = null;

  constructor(private readonly name: string) {}

  see({ logger, message }: LogEvent): void {
    const sign = signOf(logger);
    if (sign === null) return;
    this.seen.set(sign.process, (this.seen.get(sign.process) ?? 0) + 1);
    if (this.id === null && sign.process === 'taskmanager') this.id = ownId.exec(message)?.[1] ?? null;
  }

  process(): Process {
    const [most] = [...this.seen].sort(([, a], [, b]) => b - a);
    return most?.[0] ?? signs.find((sign) => sign.name.test(fileName(this.name)))?.process ?? 'unknown';
  }

  taskManager(): string | null {
    return this.process() === 'taskmanager' ? this.id : null;
  }
}

/** A log has a few hundred loggers and millions of lines. */
const known = new Map<string, Sign | null>();
const mostKnown = 5_000;

function signOf(logger: string): Sign | null {
  const before = known.get(logger);
  if (before !== undefined) return before;
  const sign = signs.find((one) => one.logger.test(logger)) ?? null;
  if (known.size < mostKnown) known.set(logger, sign);
  return sign;
}

const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
