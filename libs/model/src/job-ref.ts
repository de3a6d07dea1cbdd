/** A resolved reference. `jobId: null` asks about the whole cluster. */
export interface JobRef {
  readonly cluster: { readonly name: string; readonly url: string };
  readonly jobId: string | null;
}
/** Time and waiting come in through the constructor, so that a recording can move them. */
export interface Clock {
  now(): Date;
  sleep(ms: number): Promise<void>;
}
