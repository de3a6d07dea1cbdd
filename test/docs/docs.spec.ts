import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { problemCodes } from '@app/model';
import { documents, root } from './documents.js';

const text = (path: string): Promise<string> => readFile(`${root}${path}`, 'utf8');

describe('the documents', () => {
  it('that are generated are not stale (npm run docs:update)', async () => {
    for (const [path, wanted] of await documents()) expect(await text(path), path).toBe(wanted);
  });

  it('explain every problem code, and none that does not exist', async () => {
    const explained = [...(await text('docs/errors.md')).matchAll(/^## `([^`]+)`/gm)].map(([, code]) => code);
    expect(explained.sort()).toEqual(Object.keys(problemCodes).sort());
  });

  it('name every setting that the program reads', async () => {
    const readme = await text('README.md');
    for (const name of ['HOST', 'PORT', 'JOBWARDEN_HOME', 'JOBWARDEN_CONFIG', 'DATABASE_URL', 'LOG_LEVEL', 'NO_COLOR']) expect(readme).toContain(`\`${name}\``);
  });

  it('say how to start and how to test', async () => {
    const readme = await text('README.md');
    for (const command of ['npm start', 'npm test']) expect(readme).toContain(command);
  });

  it('only link to files that exist', async () => {
    for (const path of ['README.md', 'docs/architecture.md', 'docs/recipes.md', 'docs/api.md', 'docs/errors.md']) {
      const folder = path.includes('/') ? 'docs/' : '';
      for (const [, target] of (await text(path)).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
        await expect(readFile(`${root}${folder}${target}`).then(() => true, (error: NodeJS.ErrnoException) => error.code === 'EISDIR'), `${path} → ${target}`).resolves.toBe(true);
      }
    }
  });
});
