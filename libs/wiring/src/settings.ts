import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Problem, Result } from '@app/model';
import { unlisted, type ClusterFile } from './cluster-settings.js';
import type { Environment } from './environment.js';

export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Folder of the data and the lock. */
  readonly home: string;
  readonly databaseUrl: string | null;
  readonly logLevel: (typeof logLevels)[number];
  readonly clusterFile: ClusterFile;
  /** True until a configuration lists clusters. */
  readonly demo: boolean;
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** One table of what may be set: its check, and in words what is allowed. */
const allowed = {
  HOST: { schema: z.string().regex(/^[\w.:-]+$/).default('127.0.0.1'), says: 'a host name or IP address, for example 127.0.0.1' },
  PORT: { schema: z.coerce.number().int().min(0).max(65_535).default(8640), says: 'a whole number from 0 to 65535 (0 picks a free port)' },
  JOBWARDEN_HOME: { schema: z.string().min(1).default('./.jobwarden'), says: 'a folder, for example ./.jobwarden' },
  JOBWARDEN_CONFIG: { schema: z.string().min(1).optional(), says: 'a YAML file that lists clusters' },
  DATABASE_URL: { schema: z.string().regex(/^postgres(ql)?:\/\/\S+$/).optional(), says: 'an address like postgres://user:password@host:5432/database' },
  LOG_LEVEL: { schema: z.enum(logLevels).default('info'), says: `one of ${logLevels.join(', ')}` },
} as const;
type SettingName = keyof typeof allowed;

export const settingInvalid = (name: string, why: string, next: string): Problem => ({
  code: 'setting.invalid', what: `Setting ${name} is not allowed`, why, next,
});

/** Reads and checks every setting; the first wrong one is named with what is allowed. An empty value counts as not set. */
export async function readSettings(env: Environment): Promise<Result<Settings>> {
  const problems: Problem[] = [];
  const get = <Name extends SettingName>(name: Name) => {
    const raw = env[name]?.trim() === '' ? undefined : env[name];
    const parsed = allowed[name].schema.safeParse(raw);
    // The value itself stays out of the message where it may hold a password.
    if (!parsed.success) problems.push(settingInvalid(name, name === 'DATABASE_URL' ? 'It is not a PostgreSQL address.' : `It is ${JSON.stringify(raw)}.`, `Set ${name} to ${allowed[name].says}, or leave it out.`));
    return parsed;
  };
  const host = get('HOST'), port = get('PORT'), home = get('JOBWARDEN_HOME'), config = get('JOBWARDEN_CONFIG'), database = get('DATABASE_URL'), level = get('LOG_LEVEL');
  const [first] = problems;
  if (first !== undefined || !host.success || !port.success || !home.success || !config.success || !database.success || !level.success) {
    return { ok: false, problem: first ?? settingInvalid('HOST', 'It could not be read.', `Set it to ${allowed.HOST.says}.`) };
  }
  const clusterFile = await loadClusterFile(typeof config.data === 'string' ? config.data : undefined, env);
  if (!clusterFile.ok) return clusterFile;
  return {
    ok: true,
    value: {
      host: String(host.data), port: Number(port.data), home: resolve(String(home.data)),
      databaseUrl: typeof database.data === 'string' ? database.data : null,
      logLevel: logLevels.find((name) => name === level.data) ?? 'info',
      clusterFile: clusterFile.value, demo: clusterFile.value.clusters.length === 0,
    },
  };
}

async function loadClusterFile(file: string | undefined, env: Environment): Promise<Result<ClusterFile>> {
  if (file === undefined) return { ok: true, value: unlisted };
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null
    ? { ok: false, problem: settingInvalid('JOBWARDEN_CONFIG', `The file ${file} cannot be read.`, 'Give the path of a readable YAML file that lists clusters.') }
    : (await import('./cluster-file.js')).readClusterFile(text, file, env); // with the YAML parser, which a command may do without
}
