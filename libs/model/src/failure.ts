/** What a text (exception or log event) was recognised as, by a signature file of the rule pack. */
export interface SignatureMatch {
  readonly code: string;
  readonly signature: string;
  /** `cause` names something concrete; `symptom` and `envelope` must be explained further; `follow-up` is dragged along by another fault; `harmless` is noise. */
  readonly role: 'cause' | 'symptom' | 'envelope' | 'follow-up' | 'harmless';
}

/** One link of an exception chain, outermost first. `frames` are `class.method(File.java:line)`. */
export interface ThrowableInfo {
  readonly className: string;
  readonly message: string;
  readonly frames: readonly string[];
}

/** Recognises exception texts. Implemented over the signature files of the rule pack; handed to observers through their constructor. */
export interface SignatureMatcher {
  /** Best match of a printed stack trace, or null. `userFrame` is the first frame outside engine, JDK and connector packages. */
  match(stackTrace: string): { readonly match: SignatureMatch | null; readonly chain: readonly ThrowableInfo[]; readonly root: ThrowableInfo | null; readonly userFrame: string | null };
  /** Signatures whose literal occurs in a log text, one per event. */
  scan(logText: string): readonly { readonly match: SignatureMatch; readonly line: string; readonly at: Date | null }[];
}
