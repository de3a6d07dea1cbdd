import { readFileSync } from 'node:fs';
import { run } from './program.js';

/** The program's version, bundled into dist/ or run from its source. */
function version(): string {
  for (const path of ['../package.json', '../../../package.json']) {
    try {
      return String(JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')).version);
    } catch {
      // the other place
    }
  }
  return 'unknown';
}

// `jobwarden … | head` closes our output early; that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await run(process.argv, version());
