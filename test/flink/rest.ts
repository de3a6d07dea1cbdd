import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Conf } from './conf.js';
import { sleep } from './home.js';

export interface Submission {
  readonly entryClass: string;
  readonly parallelism?: number;
  readonly conf?: Conf;
  readonly args?: readonly string[];
}

export interface Vertex {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly tasks: Readonly<Record<string, number>>;
}

export interface Job {
  readonly jid: string;
  readonly state: string;
  readonly vertices: readonly Vertex[];
  readonly timestamps: Readonly<Record<string, number>>;
}

export interface Checkpoints {
  readonly counts: { readonly completed: number; readonly failed: number };
  readonly latest: { readonly completed: { readonly trigger_timestamp: number } | null };
  readonly history: readonly { readonly status: string; readonly trigger_timestamp: number }[];
}

export interface Failure {
  readonly exceptionName: string;
  readonly stacktrace: string;
  readonly timestamp: number;
}

interface BackPressure {
  readonly subtasks?: readonly { readonly ratio: number; readonly busyRatio: number | string }[];
}

/** What the scenarios need of Flink's REST interface. */
export class Rest {
  constructor(readonly url: string) {}

  async get<T>(path: string): Promise<T> {
    const response = await fetch(this.url + path, { signal: AbortSignal.timeout(15_000) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`);
    return JSON.parse(text) as T;
  }

  tryGet<T>(path: string): Promise<T | undefined> {
    return this.get<T>(path).catch(() => undefined);
  }

  async submit(jar: string, job: Submission): Promise<string> {
    const response = await this.tryRun(jar, job);
    const text = await response.text();
    if (!response.ok) throw new Error(`submit ${job.entryClass}: ${text.slice(0, 2000)}`);
    return (JSON.parse(text) as { jobid: string }).jobid;
  }

  async tryRun(jar: string, job: Submission): Promise<Response> {
    const form = new FormData();
    form.append('jarfile', new Blob([readFileSync(jar)], { type: 'application/x-java-archive' }), basename(jar));
    const upload = await fetch(`${this.url}/jars/upload`, { method: 'POST', body: form });
    const { filename } = (await upload.json()) as { filename: string };
    const conf = Object.fromEntries(Object.entries(job.conf ?? {}).map(([key, value]) => [key, String(value)]));
    return fetch(`${this.url}/jars/${basename(filename)}/run`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        entryClass: job.entryClass,
        programArgsList: job.args ?? [],
        parallelism: job.parallelism ?? 2,
        flinkConfiguration: conf,
      }),
    });
  }

  async cancel(jobId: string): Promise<void> {
    await fetch(`${this.url}/jobs/${jobId}?mode=cancel`, { method: 'PATCH' });
    await until('job is over', 60, async () => /CANCELED|FAILED|FINISHED/.test((await this.job(jobId)).state));
  }

  /** Stops the job; the path of its savepoint. */
  async stop(jobId: string): Promise<string> {
    const body = JSON.stringify({ drain: false });
    const asked = await fetch(`${this.url}/jobs/${jobId}/stop`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const { 'request-id': request } = (await asked.json()) as { 'request-id': string };
    let path = '';
    await until('a savepoint', 60, async () => {
      const { operation } = await this.get<{ operation?: { location?: string } }>(`/jobs/${jobId}/savepoints/${request}`);
      path = operation?.location ?? '';
      return path !== '';
    });
    return path;
  }

  job(id: string): Promise<Job> {
    return this.get<Job>(`/jobs/${id}`);
  }

  checkpoints(id: string): Promise<Checkpoints> {
    return this.get<Checkpoints>(`/jobs/${id}/checkpoints`);
  }

  async failures(id: string): Promise<readonly Failure[]> {
    const answer = await this.get<{ exceptionHistory: { entries: Failure[] } }>(`/jobs/${id}/exceptions?maxExceptions=100`);
    return answer.exceptionHistory.entries;
  }

  async running(id: string): Promise<boolean> {
    const { state, vertices } = await this.job(id);
    return state === 'RUNNING' && vertices.every(({ status, tasks }) => status === 'RUNNING' && !tasks['INITIALIZING']);
  }

  /** Largest back pressure among the subtasks, per vertex in topological order. */
  async backPressure(id: string): Promise<readonly number[]> {
    const { vertices } = await this.job(id);
    const answers = await Promise.all(
      vertices.map((vertex) => this.tryGet<BackPressure>(`/jobs/${id}/vertices/${vertex.id}/backpressure`)),
    );
    return answers.map((answer) => Math.max(0, ...(answer?.subtasks ?? []).map(({ ratio }) => ratio)));
  }
}

export async function until(what: string, seconds: number, done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await done().catch(() => false))) {
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`);
    await sleep(1000);
  }
}
