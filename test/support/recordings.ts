import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));

export interface RecordingFolder {
  readonly name: string;
  readonly kind: 'incidents' | 'healthy';
  readonly folder: string;
}

const foldersOf = (kind: RecordingFolder['kind']): RecordingFolder[] =>
  readdirSync(`${fixtures}${kind}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ name: entry.name, kind, folder: `${fixtures}${kind}/${entry.name}` }));

export const incidents = foldersOf('incidents');
export const healthy = foldersOf('healthy');
export const recordings = [...incidents, ...healthy];
