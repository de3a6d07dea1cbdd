import type { ReadTransport, TransportOptions, WindowSize } from '@app/collect';
import type { Clock, Need, Reading, Source } from '@app/model';
import { capabilities, type Capabilities } from './capabilities.js';
import { interpret, type Interpretation } from './interpret.js';
import type { Question } from './questions.js';
import { requestsOf } from './requests.js';

export interface FlinkLimits {
  /** Largest JSON answer, bytes. */
  readonly jsonBytes: number;
  /** Largest log that is streamed through, bytes; a longer one is `source.too-large`, because its end would be missing. */
  readonly logBytes: number;
  /** What is kept of a log. */
  readonly logWindow: WindowSize;
}

const megabyte = 1024 * 1024;
export const defaultFlinkLimits: FlinkLimits = { jsonBytes: 32 * megabyte, logBytes: 200 * megabyte, logWindow: { head: 256 * 1024, tail: megabyte } };

export interface FlinkSourceSettings {
  readonly transport: ReadTransport;
  readonly clock: Clock;
  readonly limits?: Partial<FlinkLimits>;
}

/** Flink 1.17 to 2.3 by its REST API, live or recorded, as the transport is. It learns the version from what it reads. */
export const createFlinkSource = ({ transport, clock, limits }: FlinkSourceSettings): Source => {
  const allowed = { ...defaultFlinkLimits, ...limits };
  let known: Capabilities = capabilities(null);
  let version = '';
  const asked = async (need: Need, deadline: Date): Promise<Interpretation> => {
    const requests = requestsOf(need);
    if (!requests.ok) return { kind: 'unavailable', code: 'source.unavailable', why: requests.why };
    const { needs } = requests.question;
    if (needs !== undefined && !known.has(needs)) return { kind: 'unavailable', code: 'source.unavailable', why: `Flink ${version} cannot tell; it is there since ${known.since(needs) ?? 'a later version'}` };
    const options = optionsOf(requests.question, deadline, allowed);
    const answers = await Promise.all(requests.paths.map(async (path) => interpret(await transport.get(path, options), requests.question)));
    return joined(answers);
  };
  return {
    name: 'flink',
    async read(need, deadline) {
      const start = clock.now().getTime();
      const answer = await asked(need, deadline);
      const at = clock.now();
      const reported = answer.kind === 'read' ? versionIn(answer.payload) : null;
      if (reported !== null && reported !== version) {
        version = reported;
        known = capabilities(reported);
      }
      return { ...answer, at, ms: at.getTime() - start } satisfies Reading;
    },
  };
};

const optionsOf = (question: Question, deadline: Date, limits: FlinkLimits): TransportOptions =>
  question.answer === 'text' ? { deadline, maxBytes: limits.logBytes, text: true, window: question.window ?? limits.logWindow } : { deadline, maxBytes: limits.jsonBytes };

/** Several answers are lists of metrics. One that could not be read makes the whole unreadable; empty ones do not. */
const joined = (answers: readonly Interpretation[]): Interpretation => {
  const [first, ...others] = answers;
  if (first === undefined) return { kind: 'unavailable', code: 'source.unavailable', why: 'nothing to ask' };
  if (others.length === 0) return first;
  const bad = answers.find(({ kind }) => kind === 'unavailable');
  if (bad !== undefined) return bad;
  const payload = answers.flatMap((answer) => (answer.kind === 'read' && Array.isArray(answer.payload) ? answer.payload : []));
  return payload.length > 0 ? { kind: 'read', payload } : first;
};

const versionIn = (payload: unknown): string | null => {
  if (typeof payload !== 'object' || payload === null || !('flink-version' in payload)) return null;
  return typeof payload['flink-version'] === 'string' ? payload['flink-version'] : null;
};
