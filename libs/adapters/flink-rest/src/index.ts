export type { ReadTransport as FlinkTransport, TransportAnswer, TransportOptions } from '@app/collect';
export { capabilities, type Capabilities, type Capability } from './capabilities.js';
export { createFlinkSource, defaultFlinkLimits, type FlinkLimits, type FlinkSourceSettings } from './source.js';
export { createHttpTransport, type HttpTransport, type HttpTransportSettings } from './http/transport.js';
export { defaultHttpLimits, type HttpLimits } from './http/settings.js';
export { isRefusedHost } from './http/address-guard.js';
export { parseWideJson } from './wide-json.js';
export { questions } from './questions.js';
