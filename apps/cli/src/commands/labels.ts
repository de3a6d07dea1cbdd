import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ProblemError } from '@app/model';
import { exits, type Exit } from '../exit.js';
import { print, tell } from '../output.js';

/** What the service answers; a path leads nowhere but below the folder. */
const Files = z.object({ files: z.array(z.object({ path: z.string().regex(/^(?:signatures|labels)\/[a-z0-9-]+\.yaml$/), text: z.string() })) });
const withinMs = 30_000;

/** Approved labels of a running service as files of a rule pack: printed, or written below `folder`. */
export async function exportLabels(folder: string | undefined, { server }: { readonly server: string }): Promise<Exit> {
  const files = await filesFrom(server);
  if (files.length === 0) tell('No label is approved.');
  for (const { path, text } of files) {
    if (folder === undefined) {
      print(`# ${path}\n${text}`);
      continue;
    }
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    tell(target);
  }
  return exits.fine;
}

async function filesFrom(server: string): Promise<z.infer<typeof Files>['files']> {
  const url = `${server.replace(/\/$/, '')}/api/v1/labels/export?format=json`;
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new ProblemError({ code: 'request.invalid', what: 'The address is not understood', why: `${server} is no http address.`, next: 'jobwarden labels export --server http://127.0.0.1:8640' });
  const answer = await fetch(url, { signal: AbortSignal.timeout(withinMs) }).then(async (response) => (response.ok ? response.text() : `HTTP ${response.status}`), (error: unknown) => reasonOf(error));
  const parsed = Files.safeParse(jsonIn(answer));
  if (parsed.success) return parsed.data.files;
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
