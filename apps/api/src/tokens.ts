// esbuild emits no decorator metadata, so everything is injected by an explicit token.
export const SERVICE = Symbol('service');
export const TELEMETRY = Symbol('telemetry');
export const OPEN_API = Symbol('open-api');
