import { z } from 'zod';

/** A window (head and tail) of JobManager's log. */
export const LogText = z.union([z.object({ absent: z.string() }), z.object({ text: z.string(), size: z.number().optional(), truncated: z.boolean().optional() })]);

/** `GET /config`: offset of JobManager's zone from UTC, in ms. */
export const Zone = z.object({ 'timezone-offset': z.number() }).transform((config) => config['timezone-offset']);
