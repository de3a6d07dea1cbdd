import type { ProblemCode } from '@app/model';
import type { TransportAnswer } from '@app/collect';
import type { Question } from './questions.js';
import { parseWideJson } from './wide-json.js';

/** A reading without its time. */
export type Interpretation =
  | { readonly kind: 'read'; readonly payload: unknown }
  | { readonly kind: 'not-yet' | 'unavailable'; readonly why: string; readonly code?: ProblemCode };

type Answered = Extract<TransportAnswer, { kind: 'answer' }>;
interface Meaning {
  readonly when: (status: number, why: string, question: Question, text: string) => boolean;
  readonly means: (why: string) => Interpretation;
}

/** TaskExecutor.requestFileUploadByType of 1.17 to 2.3. */
const noFile = /The file LOG (?:does not exist|is not available) on the TaskExecutor/;

/** What Flink's own error answers mean, first match wins. `why` is the first line of its error. */
const meanings: readonly Meaning[] = [
  { when: (status) => status === 401 || status === 403, means: (why) => unavailable('source.unauthorized', `the address refuses without valid credentials: ${why}`) },
  { when: (status) => status >= 300 && status < 400, means: (why) => unavailable('source.redirected', why) },
  // jobs without checkpoint settings (1.x batch, sparse graphs); usually checkpointing that is off answers 200
  // a log that Flink was not told to write to a file, or that lies elsewhere: an answer, not a failure to read
  { when: (status, _, question, text) => question.answer === 'text' && (status === 404 || noFile.test(text)), means: (why) => ({ kind: 'read', payload: { absent: `Flink keeps no log file to serve (${why})` } }) },
  { when: (status, why) => status === 404 && /^Checkpointing (?:is|has) not (?:been )?enabled/.test(why), means: () => ({ kind: 'read', payload: { disabled: true } }) },
  { when: (status, why) => status === 404 && /\bJob [0-9a-f]{32} not found/i.test(why), means: (why) => unavailable('job.not-found', why) },
  // 1.20 says so for a vertex while it restarts
  { when: (status, why) => status >= 500 && /No value present/.test(why), means: () => notYet('Flink has no value while the job restarts (No value present)') },
  { when: (_, why) => /Unable to get JobMasterGateway for initializing job/.test(why), means: () => notYet('the job is still initializing') },
];

/** From what came over the wire to read, not-yet or unavailable. */
export const interpret = (answer: TransportAnswer, question: Question): Interpretation => {
  if (answer.kind === 'failure') return unavailable(answer.code, answer.why);
  const isSuccess = answer.status >= 200 && answer.status < 300;
  if (!isSuccess) return failed(answer, question);
  return question.answer === 'text' ? logText(answer) : json(answer, question);
};

const failed = (answer: Answered, question: Question): Interpretation => {
  const error = flinkError(answer);
  const why = answer.status >= 300 && answer.status < 400 ? redirection(answer) : (error ?? `HTTP ${answer.status}`);
  const meaning = meanings.find(({ when }) => when(answer.status, why, question, answer.text));
  if (meaning !== undefined) return meaning.means(why);
  if (error !== null) return unavailable('source.unavailable', why);
  if (looksLikeHtml(answer.text)) return unavailable('source.not-flink', `HTTP ${answer.status} with ${htmlName(answer.text)}`);
  return unavailable('source.unavailable', why);
};

const redirection = (answer: Answered): string => (answer.text === '' ? `it redirects (HTTP ${answer.status})` : `it redirects to ${oneLine(answer.text)} (HTTP ${answer.status})`);

const logText = (answer: Answered): Interpretation => {
  if (/^text\/html\b/i.test(answer.contentType) && looksLikeHtml(answer.text)) return unavailable('source.not-flink', `expected a log, got ${htmlName(answer.text)}`);
  return { kind: 'read', payload: { text: answer.text, size: answer.size, truncated: answer.truncated } };
};

const json = (answer: Answered, question: Question): Interpretation => {
  const parsed = parsedJson(answer.text);
  if (!parsed.ok) return unavailable('source.not-flink', looksLikeHtml(answer.text) ? `expected JSON, got ${htmlName(answer.text)}` : `expected JSON, got ${snippet(answer.text)}`);
  const { value } = parsed;
  if (question.answer === 'array') {
    if (!Array.isArray(value)) return unavailable('source.not-flink', 'the JSON is not the list that Flink answers here');
    return value.length > 0 ? { kind: 'read', payload: value } : notYet('Flink has fetched no values yet');
  }
  if (!isRecord(value)) return unavailable('source.not-flink', 'the JSON is not the object that Flink answers here');
  const lacking = (question.keys ?? []).find((key) => !(key in value));
  if (lacking !== undefined) return unavailable('source.not-flink', `the JSON lacks "${lacking}", which Flink always answers here`);
  return value['status'] === 'deprecated' ? notYet('Flink has fetched no back pressure values yet') : { kind: 'read', payload: value };
};

/** First line of `{"errors": [...]}`, or of a plain string; null when the body is no error of Flink's. */
const flinkError = (answer: Answered): string | null => {
  const parsed = parsedJson(answer.text);
  if (!parsed.ok) return null;
  if (typeof parsed.value === 'string') return oneLine(parsed.value);
  const errors = isRecord(parsed.value) ? parsed.value['errors'] : undefined;
  if (!Array.isArray(errors)) return null;
  const lines = errors.filter((line): line is string => typeof line === 'string');
  const telling = lines.find((line) => !/^Internal server error\.?$/.test(line.trim())) ?? lines[0];
  return telling === undefined ? null : oneLine(telling);
};

const parsedJson = (text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } => {
  try {
    return { ok: true, value: parseWideJson(text) };
  } catch {
    return { ok: false };
  }
};

/** `<Exception on server side:` stands alone on a first line; the exception follows it. */
const oneLine = (text: string): string => printable(text.split('\n').map((line) => line.replace(/^<?Exception on server side:/, '').trim()).find((line) => line !== '') ?? '').slice(0, 300);
const looksLikeHtml = (text: string): boolean => /^\s*</.test(text);
const htmlName = (text: string): string => {
  const title = printable(/<title[^>]*>([^<]{1,80})/i.exec(text.slice(0, 20_000))?.[1] ?? '').trim();
  return title === '' ? 'an HTML page' : `an HTML page ("${title}")`;
};
const snippet = (text: string): string => (text.trim() === '' ? 'an empty answer' : `"${printable(text.trim()).slice(0, 60)}"`);
const printable = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const unavailable = (code: ProblemCode, why: string): Interpretation => ({ kind: 'unavailable', code, why });
const notYet = (why: string): Interpretation => ({ kind: 'not-yet', why });
