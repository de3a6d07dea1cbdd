import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { read, root } from './files.js';

const Report = z.object({ summary: z.object({ totalCruised: z.number(), violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })) }) });

/** Runs dependency-cruiser with the import table on `folders` below `cwd`. It exits with the number of errors, so only its report counts. */
const cruise = (cwd: string, folders: readonly string[]): Promise<z.infer<typeof Report>['summary']> =>
  new Promise((resolve, reject) => {
    const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    execFile(process.execPath, [program, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', ...folders], { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      try {
        resolve(Report.parse(JSON.parse(stdout)).summary);
      } catch {
        reject(new Error(`dependency-cruiser gave no report: ${stderr || String(error)}`));
      }
    });
  });

describe('the import table', () => {
  it('holds', async () => {
    const { violations, totalCruised } = await cruise(root, ['apps', 'libs']);
    expect(totalCruised).toBeGreaterThan(150);
    expect(violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  });

  it('is broken by an adapter in a stage, and by an app in another', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'imports-'));
    try {
      const files: Readonly<Record<string, string>> = {
        'tsconfig.json': '{}',
        'libs/adapters/replay/src/index.ts': 'export const replay = 1;\n',
        'libs/diagnose/src/index.ts': "export { replay } from '../../adapters/replay/src/index.js';\n",
        'apps/cli/src/main.ts': 'export const cli = 1;\n',
        'apps/worker/src/main.ts': "export { cli } from '../../cli/src/main.js';\n",
      };
      for (const [path, text] of Object.entries(files)) {
        await mkdir(join(folder, path, '..'), { recursive: true });
        await writeFile(join(folder, path), text);
      }
      const { violations } = await cruise(folder, ['apps', 'libs']);
      expect(violations.map(({ rule }) => rule.name).sort()).toEqual(expect.arrayContaining(['app-worker', 'lib-diagnose']));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

const Packages = z.object({ packages: z.record(z.string(), z.object({ engines: z.object({ node: z.string().optional() }).optional() })) });
const Manifest = z.object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) });

type Version = readonly [number, number, number];
const atLeast = (a: Version, b: Version): boolean => (a[0] - b[0] || a[1] - b[1] || a[2] - b[2]) >= 0;

/** The part of npm's version ranges that `engines` uses: `>=`, `>`, `<`, `<=`, `^`, `~`, `x`, several of them, and `||`. */
function accepts(range: string, version: Version): boolean {
  return range.split('||').some((part) => [...part.matchAll(/(>=|<=|>|<|\^|~|=)?\s*v?(\d+|\*|x)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?/g)].every(([, operator = '', major, minor, patch]) => {
    if (major === undefined || !/^\d+$/.test(major)) return true;
    const digits = (text: string | undefined): number => (text !== undefined && /^\d+$/.test(text) ? Number(text) : 0);
    const from: Version = [Number(major), digits(minor), digits(patch)];
    if (operator === '>=') return atLeast(version, from);
    if (operator === '>') return atLeast(version, from) && String(version) !== String(from);
    if (operator === '<') return !atLeast(version, from);
    if (operator === '<=') return atLeast(from, version);
    const sameMajor = version[0] === from[0];
    if (operator === '^') return sameMajor && atLeast(version, from);
    return sameMajor && (minor === undefined || minor === 'x' || minor === '*' || version[1] === from[1]) && atLeast(version, from);
  }));
}

describe('packages', () => {
  const ours: Version = [20, 19, 0];

  it.each<[string, boolean]>([['>=18', true], ['>= 20.19.0', true], ['^20.19.0 || >=22.12.0', true], ['^20.19 || ^22', true], ['20 || >=22', true], ['20.x', true], ['>=20.0.0 <21', true], ['*', true], ['>=22', false], ['^18 || ^22.12', false], ['>=20.20.0', false], ['18.x', false]])('the range %s accepts Node 20.19: %s', (range, expected) => {
    expect(accepts(range, ours)).toBe(expected);
  });

  it('that we name run on Node 20.19', () => {
    const { packages } = Packages.parse(JSON.parse(read('package-lock.json')));
    const { dependencies, devDependencies } = Manifest.parse(JSON.parse(read('package.json')));
    const names = Object.keys({ ...dependencies, ...devDependencies });
    expect(names.filter((name) => packages[`node_modules/${name}`] === undefined)).toEqual([]);
    const tooNew = names.flatMap((name) => {
      const range = packages[`node_modules/${name}`]?.engines?.node;
      return range !== undefined && !accepts(range, ours) ? [`${name} wants Node ${range}`] : [];
    });
    expect(tooNew).toEqual([]);
  });
});
