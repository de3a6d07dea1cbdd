import type { z } from 'zod';
import { ProblemError } from '@app/model';

/** What came over the wire, checked; else `request.invalid` naming the field and what is allowed. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.map(String).join('.') ?? '';
  throw new ProblemError({
    code: 'request.invalid', what: 'The request is not understood', why: field === '' ? (issue?.message ?? 'It is not allowed.') : `${field}: ${issue?.message ?? 'not allowed'}`,
    next: 'See /api/docs for what is allowed.',
  });
}
