import { z } from 'zod';
import { numeric } from '../values.js';

const Checkpoint = z.object({
  id: z.number(), status: z.string(), is_savepoint: z.boolean().default(false),
  trigger_timestamp: z.number(), latest_ack_timestamp: z.number().default(-1), end_to_end_duration: z.number().default(0),
  state_size: numeric.default(0), checkpointed_size: numeric.optional(),
  num_subtasks: z.number().default(0), num_acknowledged_subtasks: z.number().default(0),
  failure_timestamp: z.number().nullish(), failure_message: z.string().nullish(),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** `GET /jobs/:job/checkpoints`; `disabled` stands for the 404 of a job without any settings. */
export const Checkpoints = z.union([
  z.object({ disabled: z.literal(true) }).transform(() => ({ counts: { completed: 0, failed: 0, in_progress: 0, restored: 0 }, completed: null, failed: null, history: [] })),
  z.object({
    counts: z.object({ completed: z.number(), failed: z.number(), in_progress: z.number(), restored: z.number().nullable().default(null) }),
    latest: z.object({ completed: Checkpoint.nullish(), savepoint: Checkpoint.nullish(), failed: Checkpoint.nullish() }).nullish(),
    history: z.array(Checkpoint).default([]),
  }).transform(({ counts, latest, history }) => ({
    counts, completed: latest?.completed ?? null, failed: latest?.failed ?? null, history: [...history].sort((a, b) => b.id - a.id),
  })),
]);
export type Checkpoints = { readonly counts: { readonly completed: number; readonly failed: number; readonly in_progress: number; readonly restored: number | null }; readonly completed: Checkpoint | null; readonly failed: Checkpoint | null; readonly history: readonly Checkpoint[] };

/** `GET /jobs/:job/checkpoints/config`. An interval beyond 2^53 (Long.MAX) means that periodic checkpoints are off. */
export const CheckpointsConfig = z.union([
  z.object({ disabled: z.literal(true) }).transform(() => null),
  z.object({
    mode: z.string().default(''), interval: numeric, timeout: numeric, min_pause: numeric, max_concurrent: numeric,
    externalization: z.object({ enabled: z.boolean(), delete_on_cancellation: z.boolean() }).optional(),
    state_backend: z.string().optional(), checkpoint_storage: z.string().optional(),
    unaligned_checkpoints: z.boolean().default(false), tolerable_failed_checkpoints: z.number().default(0),
  }),
]);

const Spread = z.object({ max: numeric });
/** `GET …/checkpoints/details/:checkpoint/subtasks/:vertex`: what the acknowledged subtasks spent, in ms. */
export const CheckpointSubtasks = z.object({
  num_acknowledged_subtasks: z.number().default(0),
  summary: z.object({ checkpoint_duration: z.object({ sync: Spread, async: Spread }), alignment: z.object({ duration: Spread }), start_delay: Spread }),
});

/** `GET /jobs/:job/checkpoints/details/:checkpoint`. */
export const CheckpointDetails = z.object({
  num_subtasks: z.number(), num_acknowledged_subtasks: z.number(),
  tasks: z.record(z.string(), z.object({ num_subtasks: z.number(), num_acknowledged_subtasks: z.number() })).default({}),
});
