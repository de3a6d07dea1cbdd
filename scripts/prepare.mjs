// Brings an installation up to date: packages when the lock file is newer, the build when a source is newer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const timeOf = (path) => (existsSync(join(root, path)) ? statSync(join(root, path)).mtimeMs : 0);

function newestIn(folder) {
  let newest = 0;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) newest = Math.max(newest, newestIn(path));
    else if (/\.(ts|mjs|json|js)$/.test(entry.name)) newest = Math.max(newest, timeOf(path));
  }
  return newest;
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`✖ Node ${process.versions.node} is too old\n  Jobwarden needs Node 20.19 or newer.\n  Install it from https://nodejs.org and try again.\n`);
  process.exit(2);
}

/** Installs and builds what is out of date; ends the process with a message when that fails. */
export async function prepare() {
  checkNode();
  if (timeOf('package-lock.json') > timeOf('node_modules/.package-lock.json')) {
    process.stderr.write('Installing packages (npm ci) …\n');
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    if (npm.status !== 0) {
      process.stderr.write('✖ npm ci failed\n  Its message stands above; often the network or a registry setting is the cause.\n');
      process.exit(2);
    }
  }
  const built = timeOf('dist/.built');
  const sources = Math.max(newestIn('apps'), newestIn('libs'), newestIn('scripts'), timeOf('package-lock.json'), timeOf('tsconfig.json'));
  if (built >= sources && existsSync(join(root, 'node_modules/.bin/jobwarden'))) return;
  process.stderr.write('Building …\n');
  const { build } = await import('./build.mjs');
  await build();
}
