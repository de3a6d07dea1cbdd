import type { Conf } from './conf.js';

/** Whether a Flink version comes before `1.19` and the like. */
export function isBefore(version: string, other: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}

/** The scenario jobs are written for 1.19 and newer; what the older API calls otherwise. */
const API: readonly (readonly [RegExp, string])[] = [
  [/org\.apache\.flink\.streaming\.api\.functions\.sink\.v2\.DiscardingSink/g, 'com.acme.common.DiscardingSink'],
  [/org\.apache\.flink\.api\.common\.functions\.OpenContext/g, 'org.apache.flink.configuration.Configuration'],
  [/\bopen\(OpenContext /g, 'open(Configuration '],
  [/\.getTaskInfo\(\)\.get/g, '.get'],
];

export const sourceFor = (version: string, source: string): string =>
  isBefore(version, '1.19') ? API.reduce((text, [newer, older]) => text.replace(newer, older), source) : source;

const KEYS: Readonly<Record<string, string>> = {
  'execution.checkpointing.dir': 'state.checkpoints.dir',
  'execution.checkpointing.savepoint-dir': 'state.savepoints.dir',
  'restart-strategy.type': 'restart-strategy',
};

/** Settings that 1.20 gave other names; the new names say nothing to older versions. */
export const confFor = (version: string, conf: Conf): Conf =>
  isBefore(version, '1.20') ? Object.fromEntries(Object.entries(conf).map(([key, value]) => [KEYS[key] ?? key, value])) : conf;
