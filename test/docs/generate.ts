import { writeFile } from 'node:fs/promises';
import { documents, root } from './documents.js';

for (const [path, text] of await documents()) {
  await writeFile(`${root}${path}`, text);
  process.stdout.write(`${path}\n`);
}
