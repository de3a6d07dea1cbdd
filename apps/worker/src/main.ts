import { pathToFileURL } from 'node:url';
import { runAlone } from '@app/wiring';
import { startWorker } from './worker.js';

export { startWorker, type Worker } from './worker.js';

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runAlone(process.env, import.meta.url, async (service) => startWorker(service));
}
