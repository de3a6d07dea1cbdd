import type { z } from 'zod';
import { ProblemError } from '@app/model';

const withinMs = 30_000;

/** Asks a running service, and reads its answer as `schema`. Anything else that comes back, or nothing, is a problem that names the address. */
export async function askService<T>(server: string, path: string, schema: z.ZodType<T>, init: RequestInit = {}): Promise<T> {
  const url = `${server.replace(/\/$/, '')}${path}`;
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new ProblemError({ code: 'request.invalid', what: 'The address is not understood', why: `${server} is no http address.`, next: 'Give the address of the service: --server http://127.0.0.1:8640' });
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(withinMs) }).then(async (response) => (response.ok ? response.text() : `HTTP ${response.status}`), (error: unknown) => reasonOf(error));
  const parsed = schema.safeParse(jsonIn(answer));
  if (parsed.success) return parsed.data;
  throw new ProblemError({ code: 'source.unavailable', what: `${server} does not answer as Jobwarden`, why: answer.slice(0, 200), next: 'Start the service (npm start), or name it: --server http://host:8640' });
}

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
