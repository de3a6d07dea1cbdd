import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { exits, type Exit } from '../exit.js';
import { print, tell } from '../output.js';
import { askService } from './service.js';

/** What the service answers; a path leads nowhere but below the folder. */
const Files = z.object({ files: z.array(z.object({ path: z.string().regex(/^(?:signatures|labels)\/[a-z0-9-]+\.yaml$/), text: z.string() })) });

/** Approved labels of a running service as files of a rule pack: printed, or written below `folder`. */
export async function exportLabels(folder: string | undefined, { server }: { readonly server: string }): Promise<Exit> {
  const { files } = await askService(server, '/api/v1/labels/export?format=json', Files);
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
