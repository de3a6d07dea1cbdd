import type { Checkpoints } from './schema.js';

/** Id of the checkpoint whose acknowledgements are worth looking at: the newest failed one, if none completed since; else the one under way; null without either. */
export function suspect({ history }: Checkpoints): number | null {
  const completed = history.find(({ status, is_savepoint }) => status === 'COMPLETED' && !is_savepoint)?.id ?? -1;
  const failed = history.find(({ status, id }) => status === 'FAILED' && id > completed);
  const open = history.find(({ status }) => status === 'IN_PROGRESS');
  return failed?.id ?? open?.id ?? null;
}

/** The checkpoint whose time is worth taking apart: the failed suspect, else the newest completed one (not a savepoint); null without either. */
export function watched({ history }: Checkpoints): Checkpoints['history'][number] | null {
  return history.find(({ status, is_savepoint }) => (status === 'FAILED' || status === 'COMPLETED') && !is_savepoint) ?? null;
}
