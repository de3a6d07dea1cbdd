import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Drained, drain3, type Mode } from './drain3.js';
import { printExplaining } from './explaining.js';
import { Loghub, parseCsv } from './loghub.js';
import { mineFile, mineLines, mineShards, rates } from './mining.js';
import { printNeighbours } from './neighbours.js';
import { printReading } from './reading.js';
import { grouping, score, type Score } from './score.js';

const LINES = 512_000;
const RUNS = 5;
/** Bare Drain3 manages some thousand lines a second on the mix. */
const DRAIN3_LINES = 32_000;
const JVM = ['HDFS', 'Hadoop', 'Spark', 'Zookeeper'];
const python = process.env['DRAIN3_PYTHON'];
const folder = process.argv[2] ?? process.env['LOGHUB'];

const print = (line = ''): void => void process.stdout.write(`${line}\n`);
const share = (value: number): string => value.toFixed(3);
const rate = (value: number): string => `${Math.round(value / 1000)} k/s`;

await printReading(print);
print();
await printNeighbours(print);
print();
await printExplaining(print);
print();

if (folder === undefined || !existsSync(folder)) {
  print('No annotated logs: name the folder of loghub data as argument or in LOGHUB (2k/<System>/…, gt/khan/…, mkcorpus.mjs). Nothing was measured.');
  process.exit(2);
}
const loghub = new Loghub(folder);
const systems = loghub.systems();
if (systems.length === 0) {
  print(`No annotated logs in ${folder}/2k. Nothing was measured.`);
  process.exit(2);
}
const scratch = mkdtempSync(join(tmpdir(), 'bench-logs-'));

/** One row of the table of targets; `limits` are floor, target, best. */
function row(what: string, drained: string, limits: readonly number[], value: number, show: (value: number) => string, lowIsGood = false): void {
  const reached = limits.filter((limit) => (lowIsGood ? value <= limit : value >= limit)).length;
  print(`| ${what} | ${drained} | ${limits.map(show).join(' / ')} | ${show(value)} | ${['below floor', 'floor', 'target', 'best'][reached]} |`);
}

const mean = (scores: readonly Score[], of: keyof Score): number => scores.reduce((sum, each) => sum + each[of], 0) / scores.length;
const both = (values: (mode: Mode) => string): string => `bare ${values('bare')}, masks ${values('masks')}`;

print(`${cpus().length} cores, Node ${process.version}; ${systems.length} systems; one configuration for all`);
print(typeof python === 'string' ? `Drain3 by ${python}` : 'Drain3 is left out: DRAIN3_PYTHON names no Python that has it');
print();
print('| system | GA | FGA | PA (khan) | FTA (khan) | templates / true | Drain3 GA, FGA (masks) |');
print('| --- | --- | --- | --- | --- | --- | --- |');
const ours: { readonly groups: Score; readonly texts: Score | null }[] = [];
let unrun = '';
const theirs: Record<Mode, { groups: Score[]; texts: Score[] }> = { bare: { groups: [], texts: [] }, masks: { groups: [], texts: [] } };
for (const system of systems) {
  const lines = loghub.corrected(system);
  const khan = loghub.khan(system);
  const truth = lines.map(({ template }) => template);
  const result = mineLines(lines.map(({ content }) => content));
  const found = lines.map((_, line) => result.templateOf(line).text);
  const groups = score(truth, found);
  const texts = khan === null ? null : score(khan, found);
  ours.push({ groups, texts });
  const file = join(scratch, `${system}.txt`);
  writeFileSync(file, `${lines.map(({ content }) => content).join('\n')}\n`);
  for (const mode of ['bare', 'masks'] as const) {
    const drained = drain3(python, file, mode, lines.length);
    if (typeof drained === 'string') {
      unrun = drained;
      continue;
    }
    theirs[mode].groups.push(score(truth, drained.templates));
    if (khan !== null) theirs[mode].texts.push(score(khan, drained.templates));
  }
  const drained = theirs.masks.groups.at(-1);
  print(`| ${system} | ${share(groups.GA)} | ${share(groups.FGA)} | ${texts === null ? 'no gt/khan' : share(texts.PA)} | ${texts === null ? 'no gt/khan' : share(texts.FTA)} | ${new Set(found).size} / ${new Set(truth).size} | ${drained === undefined ? 'not run' : `${share(drained.GA)}, ${share(drained.FGA)}`} |`);
}
print();
print('| what | Drain3, same run | floor / target / best | ours | reached |');
print('| --- | --- | --- | --- | --- |');
const drainedMean = (kind: 'groups' | 'texts', of: keyof Score): string => (theirs.bare[kind].length === 0 ? `not run: ${unrun}` : both((mode) => share(mean(theirs[mode][kind], of))));
const texts = ours.flatMap(({ texts }) => (texts === null ? [] : [texts]));
row('GA, 2k', drainedMean('groups', 'GA'), [0.9, 0.96, 0.98], mean(ours.map(({ groups }) => groups), 'GA'), share);
row('FGA, 2k', drainedMean('groups', 'FGA'), [0.92, 0.95, 0.965], mean(ours.map(({ groups }) => groups), 'FGA'), share);
if (texts.length === systems.length) {
  row('PA, 2k, khan', drainedMean('texts', 'PA'), [0.6, 0.75, 0.88], mean(texts, 'PA'), share);
  row('FTA, 2k, khan', drainedMean('texts', 'FTA'), [0.6, 0.72, 0.8], mean(texts, 'FTA'), share);
} else print('| PA and FTA, 2k | | | not measured: gt/khan is missing | |');

function varied(name: string, of: readonly string[], limits: readonly (readonly number[])[], speed: readonly number[], seed: number): string | null {
  const [log, csv] = [join(scratch, `${name}.txt`), join(scratch, `${name}.csv`)];
  if (!loghub.vary(log, csv, of, LINES, seed)) {
    print(`| ${name}, varied | | | not measured: mkcorpus.mjs is missing beside the data, or failed | |`);
    return null;
  }
  const truth = parseCsv(readFileSync(csv, 'utf8')).map((record) => record['EventTemplate'] ?? '');
  const result = mineFile(log);
  const clusters = truth.map((_, line) => result.templateOf(line).id);
  const found = grouping(truth, truth.map((_, line) => result.templateOf(line).text));
  const byId = grouping(truth, clusters);
  const drained = (['bare', 'masks'] as const).map((mode) => ({ mode, run: drain3(python, log, mode, DRAIN3_LINES) }));
  const told = (show: (run: Drained) => string): string => drained.map(({ mode, run }) => `${mode} ${typeof run === 'string' ? 'not run' : show(run)}`).join(', ');
  const group = (run: Drained): { GA: number; FGA: number } => grouping(truth.slice(0, run.templates.length), [...run.templates]);
  row(`GA, ${name}, ${LINES} varied lines`, `${told((run) => share(group(run).GA))} (${DRAIN3_LINES} lines)`, limits[0] ?? [], found.GA, share);
  row(`FGA, ${name}, varied`, told((run) => share(group(run).FGA)), limits[1] ?? [], found.FGA, share);
  row(`GA by id - GA, ${name}`, '', [0, 0, 0], Math.abs(byId.GA - found.GA), share, true);
  order(name, readFileSync(log, 'utf8').split('\n').slice(0, truth.length), clusters);
  const { ours, split } = rates(log, RUNS);
  row(`lines/s, ${name}, one thread`, told((run) => rate(run.templates.length / run.seconds)), speed, ours, rate);
  row(`ratio to split, ${name}`, told((run) => (run.templates.length / run.seconds / split).toFixed(3)), [0.4, 0.8, 1.2], ours / split, (value) => value.toFixed(2));
  return log;
}

/** The same lines in another order, and from two workers, must fall into the same groups. */
function order(name: string, lines: readonly string[], clusters: readonly string[]): void {
  const places = Int32Array.from(lines.keys());
  let state = 7;
  for (let at = places.length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (at + 1);
    [places[at], places[other]] = [places[other] ?? 0, places[at] ?? 0];
  }
  const shuffled = mineLines(Array.from(places, (place) => lines[place] ?? ''));
  const back: string[] = [];
  for (const [at, place] of places.entries()) back[place] = shuffled.templateOf(at).id;
  row(`same group after a shuffle, ${name}`, '', [0.99, 1, 1], grouping([...clusters], back).GA, share);
  row(`same group after merging 2 shards, ${name}`, '', [0.99, 1, 1], grouping([...clusters], mineShards(lines)).GA, share);
}

try {
  const seed = Number(process.env['SEED'] ?? '1');
  const jvm = JVM.every((system) => systems.includes(system));
  if (jvm) varied('JVM', JVM, [[0.98, 0.99, 0.995], [0.85, 0.93, 0.96]], [5e5, 1e6, 1.6e6], seed);
  else print(`| JVM, varied | | | not measured: ${JVM.join(', ')} are not all there | |`);
  const mix = varied('all systems', [], [[0.93, 0.95, 0.97], [0.87, 0.92, 0.95]], [4e5, 8e5, 1.2e6], seed);
  if (mix !== null) {
    const child = spawnSync(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('./memory.ts', import.meta.url)), mix], { encoding: 'utf8' });
    if (child.status === 0) {
      const { added } = JSON.parse(child.stdout) as { added: number };
      row('memory over baseline, all systems', '', [150, 80, 50], added / 1e6, (value) => `${Math.round(value)} MB`, true);
    } else print(`| memory | | | not measured: ${child.stderr.trim().split('\n').at(-1)} | |`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
