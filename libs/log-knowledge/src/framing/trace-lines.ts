/** How the lines of stack traces look, by themselves. */
const frame = /^\s*at\s+(?:[\w$.<>@/-]+\.[\w$<>/-]*\s*\(|(?:[\w$]+\.){3,}[\w$<>]+\s*$)/;
const more = /^\s*\.\.\. \d+ (?:more|common frames omitted|frames? (?:excluded|truncated))/;
const cause = /^\s*(?:Caused by|Wrapped by|Suppressed): ?/;
const head = /^\s*(?:Exception in thread\s*"[^"]*"\s*)?(?:[\p{L}_$][\p{L}\p{N}_$]*[./])+(?:[\p{L}_$][\p{L}\p{N}_$]*)?(?:Exception|Error|Throwable|Failure|Fault)(?:\([\w.$]+\))?(?::|\s*$)/u;
const traceback = /^\s*Traceback \(most recent call last\):/;
const threadDeath = /^\s*Exception in thread\s*"/;

export const isFrame = (line: string): boolean => frame.test(line) || more.test(line);
export const isCause = (line: string): boolean => cause.test(line);
/** The line names a throwable: `a.b.CException: what`, `Exception in thread "x" …`, or the head of a Python trace. */
export const isThrowableHead = (line: string): boolean => head.test(line) || traceback.test(line) || threadDeath.test(line);
export const isUncaught = (line: string): boolean => threadDeath.test(line);
export const looksLikeTrace = (line: string): boolean => isFrame(line) || isCause(line) || isThrowableHead(line);

const embedded = /(?:^|[\s:([])((?:[a-z_][\w$]*\.)+(?:[A-Z][\w$]*)?(?:Exception|Error|Throwable)(?:: |\s*$))/;
/** Where a throwable begins inside a message, as in `switched to FAILED with failure cause: java.io.IOException: no`; -1 = nowhere. */
export function throwableIn(message: string): number {
  const found = embedded.exec(message);
  return found === null ? -1 : found.index + found[0].length - (found[1] ?? '').length;
}
