import { hostname } from 'node:os';
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, read, root } from './files.js';

const code = /\.(ts|mjs|js|cjs)$/;
const sources = ['apps', 'libs', 'test'].flatMap((folder) => filesIn(folder, code)).filter((path) => !path.startsWith('test/flink/jobs/'));

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

/** Each returns what is wrong with one file; nothing when it keeps the rule. */
const tooLong = (path: string, text: string): string[] => (text.split('\n').length > 301 ? [`${path} has ${text.split('\n').length - 1} lines`] : []);
const readsEnvironment = (path: string, text: string): string[] => (/\bprocess\.env\b|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*'(node:)?process'/.test(withoutComments(text)) ? [path] : []);
const usesConsole = (path: string, text: string): string[] => (/\bconsole\s*\.\s*\w+\s*\(/.test(withoutComments(text)) ? [path] : []);

describe('sources', () => {
  it('are found', () => expect(sources.length).toBeGreaterThan(150));

  it('have at most 300 lines', () => {
    expect(sources.flatMap((path) => tooLong(path, read(path)))).toEqual([]);
    expect(tooLong('long.ts', 'x\n'.repeat(301))).not.toEqual([]);
    expect(tooLong('fits.ts', 'x\n'.repeat(300))).toEqual([]);
  });

  it('read the environment only at the edge of a process', () => {
    const edge = /^(apps\/[^/]+\/src\/(config|main)\.ts|libs\/wiring\/src\/environment\.ts|test\/)/;
    expect(sources.filter((path) => !edge.test(path)).flatMap((path) => readsEnvironment(path, read(path)))).toEqual([]);
    for (const bad of ['const a = process.env.HOME', "const { env } = process", "import { env } from 'node:process'"]) expect(readsEnvironment('bad.ts', bad)).toEqual(['bad.ts']);
    expect(readsEnvironment('good.ts', '// process.env is read in config.ts')).toEqual([]);
  });

  it('of libs print nothing', () => {
    expect(sources.filter((path) => path.startsWith('libs/')).flatMap((path) => usesConsole(path, read(path)))).toEqual([]);
    expect(usesConsole('bad.ts', "console.log('x')")).toEqual(['bad.ts']);
  });
});

describe('the rule pack', () => {
  const below = (folder: string): string[] => filesIn(folder, /\.yaml$/).map((path) => path.slice(folder.length + 1)).filter((path) => !/^(?:signatures|shapes)\//.test(path)).sort();

  it('has one case file for each rule, at the same relative path, and no other', () => {
    expect(below('rules').length).toBeGreaterThan(50);
    expect(below('fixtures/rules')).toEqual(below('rules'));
  });
});

describe('fixtures', () => {
  const home = /(^|[\s"'(=:,[])\/(root|home|Users|github|builds)\/[\w.-]+/;
  const self = hostname();
  /** A short name such as `vm` is an ordinary word: it counts only where it stands as a host does. */
  const host = new RegExp(`(@|//|"host" ?: ?")${self.replaceAll(/[^\w-]/g, '\\$&')}(?![\\w-])`);
  const names = (text: string): string[] => [...[home, host].flatMap((pattern) => pattern.exec(text)?.[0] ?? []), ...(text.includes(root) ? [root] : [])];

  it('name no folder and no host of the machine that made them', () => {
    const found = filesIn('fixtures').flatMap((path) => {
      const bytes = readFileSync(join(root, path));
      return names((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')).map((name) => `${path}: ${name}`);
    });
    expect(found).toEqual([]);
    for (const bad of [`"${root}/x.jar"`, 'file: /root/.m2', `akka.tcp://flink@${self}:6123`]) expect(names(bad), bad).not.toEqual([]);
    expect(names('https://example.com/home/shop')).toEqual([]);
  });
});
