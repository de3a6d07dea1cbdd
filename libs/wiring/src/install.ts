import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keptFile, keptTextsFile } from '@app/adapters/rule-files';

/** Folders that come with the program, wherever it was started from and whether it is bundled or not. */
export interface Installed {
  readonly root: string;
  readonly rules: string;
  readonly ruleCases: string;
  /** Example texts of the signatures. */
  readonly signatureTables: string;
  readonly demo: readonly string[];
  /** The rule pack as the build of this very program checked it; null when the program runs from its sources. */
  readonly keptRules: string | null;
  /** The same for the texts that unknown ones are compared with. */
  readonly keptTexts: string | null;
}

/** Walks up from a module of the program to the folder that holds the rule pack. */
export function installedAround(moduleUrl: string): Installed {
  const start = dirname(fileURLToPath(moduleUrl));
  let root = start;
  while (!existsSync(join(root, 'rules')) || !existsSync(join(root, 'package.json'))) {
    const parent = dirname(root);
    if (parent === root) throw new Error(`No rule pack above ${fileURLToPath(moduleUrl)}`);
    root = parent;
  }
  const fixtures = join(root, 'fixtures');
  const built = join(root, 'dist');
  const isBuilt = start === built || start.startsWith(`${built}${sep}`);
  return {
    root, rules: join(root, 'rules'), ruleCases: join(fixtures, 'rules'), signatureTables: join(fixtures, 'signatures'), demo: [join(fixtures, 'incidents'), join(fixtures, 'healthy')],
    keptRules: isBuilt ? join(built, keptFile) : null, keptTexts: isBuilt ? join(built, keptTextsFile) : null,
  };
}

export const wallClock = {
  now: (): Date => new Date(),
  sleep: (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms)),
};
