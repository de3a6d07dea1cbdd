export type { ReadTransport as FlinkTransport } from '@app/collect';
export { createFlinkSource, type FlinkLimits, type FlinkSourceSettings } from './source.js';
export { createHttpTransport, type HttpTransport, type HttpTransportSettings } from './http/transport.js';
export type { HttpLimits } from './http/settings.js';
