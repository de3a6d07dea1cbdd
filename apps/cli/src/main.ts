import { createRequire } from 'node:module';
import { run } from './program.js';

const version: unknown = createRequire(import.meta.url)('../package.json').version;

// `jobwarden … | head` closes our output early; that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await run(process.argv, String(version));
