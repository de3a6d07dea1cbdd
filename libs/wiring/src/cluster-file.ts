import { readFile } from 'node:fs/promises';
import { isAlias, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Problem, Result } from '@app/model';
import { unlisted, type ClusterFile, type ClusterSettings } from './cluster-settings.js';
import type { Environment } from './environment.js';

const Secret = z.union([
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ file: z.string().min(1) }),
]);
const Limits = z.strictObject({
  connections: z.int().min(1).max(64).default(4),
  requestsPerSecond: z.number().min(0.1).max(1_000).default(20),
});
const Cluster = z.strictObject({
  name: z.string().regex(/^[\w][\w.-]{0,62}$/, 'must be letters, digits, dot, dash or underscore, at most 63'),
  url: z.string().refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'must be an http or https address'),
  headers: z.record(z.string().regex(/^[\w-]+$/, 'must be a header name'), Secret).default({}),
  limits: Limits.default({ connections: 4, requestsPerSecond: 20 }),
});
const File = z.strictObject({
  clusters: z.array(Cluster).default([]),
  retentionDays: z.int().min(1).max(3_650).default(unlisted.retentionDays),
  checkEverySeconds: z.int().min(5).max(86_400).default(unlisted.checkEveryMs / 1_000),
});

/** Parses the YAML that lists clusters. Errors name the file, line, setting and what is allowed; a secret is never printed. */
export async function readClusterFile(text: string, file: string, env: Environment): Promise<Result<ClusterFile>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const at = lines.linePos(broken.pos[0]);
    return wrong(`${file}:${at.line}:${at.col}`, broken.message.split('\n')[0] ?? 'It is not YAML.', 'Correct the YAML.');
  }
  const parsed = File.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = (issue?.path ?? []).map(String);
    const node = document.getIn(issue?.path.map((part) => (typeof part === 'symbol' ? String(part) : part)) ?? [], true);
    const range = typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) && !isAlias(node) ? Number(node.range[0]) : 0;
    const at = lines.linePos(range);
    return wrong(`${file}:${at.line}:${at.col} ${path.join('.') || 'clusters'}`, issue?.message ?? 'It is not allowed.', 'See the example configuration in the README.');
  }
  const names = parsed.data.clusters.map((cluster) => cluster.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return wrong(`${file} clusters`, `Two clusters are called ${twice}.`, 'Give every cluster a name of its own.');
  const clusters: ClusterSettings[] = [];
  for (const cluster of parsed.data.clusters) {
    const headers: Record<string, string> = {};
    for (const [name, secret] of Object.entries(cluster.headers)) {
      const value = 'env' in secret ? env[secret.env] : await readFile(secret.file, 'utf8').catch(() => undefined);
      const trimmed = value?.trim();
      if (!trimmed) return wrong(`${file} clusters.${cluster.name}.headers.${name}`, 'env' in secret ? `The variable ${secret.env} is not set.` : `The file ${secret.file} is empty or cannot be read.`, 'Put the value of the header there.');
      if (/[\r\n]/.test(trimmed)) return wrong(`${file} clusters.${cluster.name}.headers.${name}`, 'The value has more than one line.', 'Give the value of the header on one line.');
      headers[name] = trimmed;
    }
    clusters.push({ name: cluster.name, url: cluster.url, headers, limits: cluster.limits });
  }
  return { ok: true, value: { clusters, checkEveryMs: parsed.data.checkEverySeconds * 1_000, retentionDays: parsed.data.retentionDays } };
}

const wrong = (name: string, why: string, next: string): { ok: false; problem: Problem } => ({
  ok: false, problem: { code: 'setting.invalid', what: `Setting ${name} is not allowed`, why, next },
});
