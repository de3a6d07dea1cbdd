import type { ProblemCode } from '@app/model';

/** Bytes kept from the beginning and from the end of a long text. */
export interface WindowSize {
  readonly head: number;
  readonly tail: number;
}

export interface TransportOptions {
  /** No answer later than this; running out of it is a `source.timeout`. */
  readonly deadline: Date;
  /** Reading stops here with `source.too-large`. */
  readonly maxBytes: number;
  /** The answer is a text for people (a log), not JSON. */
  readonly text?: boolean;
  /** Keep only the head and the tail of the answer. */
  readonly window?: WindowSize;
}

/** `answer`: the other side answered, with whatever status. `failure`: it did not, or it may not be listened to. */
export type TransportAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly contentType: string;
      readonly text: string;
      /** Bytes of the whole answer, also of what a window left out. */
      readonly size: number;
      readonly truncated: boolean;
    }
  | { readonly kind: 'failure'; readonly code: ProblemCode; readonly why: string };

/**
 * Reads one system that is asked by path, live or recorded. It can read and nothing else, so that looking never acts.
 * Never throws. `path` starts with a slash and is percent-encoded; the transport puts its own prefix before it.
 */
export interface ReadTransport {
  get(path: string, options: TransportOptions): Promise<TransportAnswer>;
}
