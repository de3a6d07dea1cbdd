import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders that come with the program, wherever it was started from and whether it is bundled or not. */
export interface Installed {
  readonly root: string;
  readonly rules: string;
  readonly ruleCases: string;
  readonly demo: readonly string[];
}

/** Walks up from a module of the program to the folder that holds the rule pack. */
export function installedAround(moduleUrl: string): Installed {
  let root = dirname(fileURLToPath(moduleUrl));
  while (!existsSync(join(root, 'rules')) || !existsSync(join(root, 'package.json'))) {
    const parent = dirname(root);
    if (parent === root) throw new Error(`No rule pack above ${fileURLToPath(moduleUrl)}`);
    root = parent;
  }
  const fixtures = join(root, 'fixtures');
  return { root, rules: join(root, 'rules'), ruleCases: join(fixtures, 'rules'), demo: [join(fixtures, 'incidents'), join(fixtures, 'healthy')] };
}

export const wallClock = {
  now: (): Date => new Date(),
  sleep: (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms)),
};
