/** Host of `pekko.tcp://flink@host:port/user/…` (akka before 1.18), else of an id like `host:port-suffix`; '' when neither tells. */
export function hostOf(path: string, id: string): string {
  return /@([^:/]+|\[[^\]]+\])[:/]/.exec(path)?.[1] ?? /^([^:\s]+):\d+/.exec(id)?.[1] ?? '';
}
