import { type Rest, until } from './rest.js';

export async function runningFor(rest: Rest, job: string, seconds: number): Promise<void> {
  await until(`all tasks run for ${seconds} s`, seconds + 120, async () => {
    if (!(await rest.running(job))) return false;
    const { now, timestamps } = await rest.get<{ now: number; timestamps: Record<string, number> }>(`/jobs/${job}`);
    return now - (timestamps['RUNNING'] ?? now) >= seconds * 1000;
  });
}

export async function completedSince(rest: Rest, job: string, since: number, wanted: number): Promise<void> {
  await until(`${wanted} completed checkpoints`, 150, async () => {
    const { history } = await rest.checkpoints(job);
    return history.filter((each) => each.status === 'COMPLETED' && each.trigger_timestamp > since).length >= wanted;
  });
}

/** The first vertices are held up, and the one after them is not. */
export async function underBackPressure(rest: Rest, job: string, heldUp: number): Promise<void> {
  await until(`${heldUp} vertices under back pressure`, 120, async () => {
    const ratios = await rest.backPressure(job);
    return ratios.slice(0, heldUp).every((ratio) => ratio > 0.6) && (ratios[heldUp] ?? 1) < 0.3;
  });
}
