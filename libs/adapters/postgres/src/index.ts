export { openPostgresStore, type PostgresStore, type PostgresStoreSettings } from './postgres-store.js';
export { startEmbeddedServer, type EmbeddedServer } from './embedded/server.js';
