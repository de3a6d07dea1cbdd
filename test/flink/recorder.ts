import { gzipSync } from 'node:zlib';
import { sleep } from './home.js';
import { scrub, trimLog } from './scrub.js';

/** Raw JSON texts are kept as they came: a parse and print would mangle 64-bit numbers. */
type Frame = Map<string, string>;

interface Ids {
  readonly jobs?: readonly { readonly jid: string }[];
  readonly taskmanagers?: readonly { readonly id: string }[];
  readonly vertices?: readonly { readonly id: string }[];
  readonly subtasks?: readonly { readonly subtask: number }[];
  readonly history?: readonly { readonly id: number }[];
  readonly logs?: readonly { readonly name: string }[];
  readonly applications?: readonly { readonly id: string }[];
}

export interface Tape {
  readonly recordedAt: number;
  readonly gzip: Buffer;
}

const EVERY = 5000;
const FRAMES = 3;
const CLUSTER = ['/config', '/overview', '/jobmanager/config', '/jobmanager/environment', '/jars', '/jobs'];
const JOB = ['config', 'exceptions', 'exceptions?maxExceptions=100', 'accumulators', 'plan', 'status', 'execution-result']
  .concat(['checkpoints/config', 'jobmanager/config', 'jobmanager/environment'])
  .concat(['rescales/overview', 'rescales/history', 'rescales/summary', 'rescales/config']);
const VERTEX = ['accumulators', 'backpressure', 'subtasks/accumulators', 'subtasktimes', 'taskmanagers', 'watermarks', 'subtasks/metrics'];

export async function record(url: string, note: Readonly<Record<string, string>>, words: readonly (readonly [string, string])[]): Promise<Tape> {
  await new Recorder(url, false).frame();
  await sleep(3500);
  const recordedAt = Date.now();
  const frames: Frame[] = [];
  let logs: Frame = new Map();
  for (let n = 0; n < FRAMES; n++) {
    const next = Date.now() + EVERY;
    const recorder = new Recorder(url, n === FRAMES - 1);
    frames.push(await recorder.frame());
    logs = recorder.logs;
    if (n < FRAMES - 1) await sleep(Math.max(0, next - Date.now()));
  }
  const head = `"recordedAt":${recordedAt},"endedAt":${Date.now()},"every":${EVERY},"note":${JSON.stringify(note)}`;
  const text = `{${head},"frames":[${frames.map(print).join(',')}],"logs":${print(logs)}}`;
  return { recordedAt, gzip: gzipSync(scrub(text, words), { level: 9 }) };
}

const print = (frame: Frame): string => `{${[...frame].map(([path, answer]) => `${JSON.stringify(path)}:${answer}`).join(',')}}`;

class Recorder {
  readonly logs: Frame = new Map();
  private readonly answers: Frame = new Map();

  private get isAdaptive(): boolean {
    return /"jobmanager\.scheduler","value":"adaptive"/i.test(this.answers.get('/jobmanager/config') ?? '');
  }

  constructor(
    private readonly url: string,
    private readonly last: boolean,
  ) {}

  async frame(): Promise<Frame> {
    for (const path of CLUSTER) await this.get(path);
    await this.metrics('/jobmanager/metrics');
    for (const path of ['/jobs/metrics', '/taskmanagers/metrics']) await this.get(path);
    await this.process('/jobmanager');
    for (const { id } of (await this.get('/taskmanagers')).taskmanagers ?? []) {
      const path = `/taskmanagers/${id}`;
      await this.get(path);
      await this.metrics(`${path}/metrics`);
      await this.process(path);
    }
    for (const { jid } of (await this.get('/jobs/overview')).jobs ?? []) await this.job(`/jobs/${jid}`);
    for (const { id } of (await this.get('/applications/overview')).applications ?? []) {
      for (const suffix of ['', '/exceptions', '/jobmanager/config']) await this.get(`/applications/${id}${suffix}`);
    }
    return this.answers;
  }

  private async process(path: string): Promise<void> {
    const { logs = [] } = await this.get(`${path}/logs`);
    if (!this.last) return;
    await this.get(`${path}/thread-dump`);
    await this.text(`${path}/log`);
    await this.text(`${path}/stdout`);
    for (const { name } of logs) await this.text(`${path}/logs/${name}`);
  }

  private async job(path: string): Promise<void> {
    const { vertices = [] } = await this.get(path);
    for (const suffix of JOB) await this.get(`${path}/${suffix}`);
    // other schedulers refuse it, with a stack trace at ERROR in JobManager's log
    if (this.isAdaptive) await this.get(`${path}/resource-requirements`);
    await this.metrics(`${path}/metrics`);
    const { history = [] } = await this.get(`${path}/checkpoints`);
    const recent = history.slice(0, 4).map(({ id }) => `${path}/checkpoints/details/${id}`);
    for (const details of recent) await this.get(details);
    for (const { id } of vertices) {
      await this.vertex(`${path}/vertices/${id}`);
      for (const details of recent) await this.get(`${details}/subtasks/${id}`);
    }
  }

  private async vertex(path: string): Promise<void> {
    const { subtasks = [] } = await this.get(path);
    for (const suffix of VERTEX) await this.get(`${path}/${suffix}`);
    await this.metrics(`${path}/metrics`);
    await this.metrics(`${path}/jm-operator-metrics`);
    for (const { subtask } of subtasks) {
      await this.get(`${path}/subtasks/${subtask}`);
      await this.metrics(`${path}/subtasks/${subtask}/metrics`);
    }
  }

  private async get(path: string): Promise<Ids> {
    const [status, text] = await this.ask(path, 15_000);
    const parsed = tryParse(text);
    this.answers.set(path, `{"s":${status},"b":${parsed === undefined ? JSON.stringify(text) : text}}`);
    return status === 200 && parsed ? (parsed as Ids) : {};
  }

  private async metrics(path: string): Promise<void> {
    const [status, text] = await this.ask(path, 15_000);
    const list = tryParse(text);
    if (status !== 200 || !Array.isArray(list)) {
      this.answers.set(path, `{"s":${status},"b":${list === undefined ? JSON.stringify(text) : text}}`);
      return;
    }
    const ids = (list as { id: string }[]).map(({ id }) => id);
    const values: Record<string, string | null> = Object.fromEntries(ids.map((id) => [id, null]));
    for (let n = 0; n < ids.length; n += 80) {
      const chunk = ids.slice(n, n + 80).map(encodeURIComponent).join(',');
      const [, answer] = await this.ask(`${path}?get=${chunk}`, 15_000);
      const known = tryParse(answer);
      if (Array.isArray(known)) for (const { id, value } of known as { id: string; value: string }[]) values[id] = value;
    }
    this.answers.set(path, `{"s":200,"m":${JSON.stringify(values)}}`);
  }

  private async text(path: string): Promise<void> {
    const [status, text] = await this.ask(path, 20_000);
    this.logs.set(path, JSON.stringify({ s: status, t: trimLog(text) }));
  }

  private async ask(path: string, timeout: number): Promise<readonly [number, string]> {
    try {
      const response = await fetch(this.url + path, { signal: AbortSignal.timeout(timeout) });
      return [response.status, await response.text()];
    } catch (error) {
      return [0, error instanceof Error ? error.message : String(error)];
    }
  }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
