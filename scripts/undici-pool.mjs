// Of undici the programs need a connection pool. Its front door loads caches, mocks, WebSocket and a second copy of fetch as well: half as long again as the whole rest of a short command.
import api from 'undici/lib/api/index.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import Pool from 'undici/lib/dispatcher/pool.js';

Object.assign(Dispatcher.prototype, api); // as undici's index.js does
export { Pool };
