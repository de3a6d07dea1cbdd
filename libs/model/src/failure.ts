import type { LogEvent } from './log.js';

/**
 * What a recognised text is. `cause` names something concrete; `symptom` and `envelope` must be explained further; `follow-up` is dragged along by
 * another fault; `remark` is printed by runs in which nothing fails, and names a risk; `harmless` is noise.
 */
export const signatureRoles = ['cause', 'symptom', 'envelope', 'follow-up', 'remark', 'harmless'] as const;
export type SignatureRole = (typeof signatureRoles)[number];

/** Whether something failed where such a text was printed. */
export const tellsOfFault = (role: SignatureRole): boolean => role !== 'harmless' && role !== 'remark';

/** What a text (exception or log event) was recognised as, by a signature file of the rule pack. */
export interface SignatureMatch {
  readonly code: string;
  readonly signature: string;
  readonly role: SignatureRole;
  /** One such log line is conclusive by itself, also where REST shows a healthy job. */
  readonly alone: boolean;
  /** Such a fault passes by itself: it counts where at most so much of the log follows its last line; ms. */
  readonly transient?: number | undefined;
  /** What whoever wrote the signature says about it; for `harmless` why it is. */
  readonly note: string;
}

/** One link of an exception chain, outermost first. `frames` are `class.method(File.java:line)`. */
export interface ThrowableInfo {
  readonly className: string;
  readonly message: string;
  readonly frames: readonly string[];
}

/** What a text says, as far as the signatures know it. */
export interface Recognition {
  readonly match: SignatureMatch | null;
  /** Links of its exception, outermost first; empty = it has none. */
  readonly chain: readonly ThrowableInfo[];
  /** The innermost link. */
  readonly root: ThrowableInfo | null;
  /** First frame outside engine, JDK and connector packages; null = the fault is not in user code, or cannot be told. */
  readonly userFrame: string | null;
  /** The line that decided, and where it stands: 0 = first line of the text. Null without a match. */
  readonly quote: { readonly text: string; readonly line: number } | null;
}

/** Recognises exceptions and log events. Implemented over the signature files of the rule pack; handed to observers through their constructor. */
export interface SignatureMatcher {
  /** Best match of a printed stack trace or message. */
  match(text: string): Recognition;
  /** Frames a log text into events, oldest line first. `file` is only carried along, and tells whose log it is (`jobmanager.log`). */
  events(text: string, file?: string): readonly LogEvent[];
  /** Best match of one event, by its text and its logger. Sequences (`after`) are not seen: see `follow`. */
  recognise(event: LogEvent): Recognition;
  /** A reader for the events of one stream in their order, which also sees sequences. Bounded memory. */
  follow(): (event: LogEvent) => Recognition;
}
