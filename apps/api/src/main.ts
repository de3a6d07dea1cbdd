import { pathToFileURL } from 'node:url';
import { runAlone } from '@app/wiring';
import { startApi } from './api.js';

export { startApi, type Api } from './api.js';

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runAlone(process.env, import.meta.url, async (service) => {
    const api = await startApi(service);
    process.stdout.write(`${api.url}\n`);
    return api;
  });
}
