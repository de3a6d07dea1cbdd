import { parseArgs } from 'node:util';
import { Cluster } from './cluster.js';
import { flinkHome } from './home.js';
import { jobsJar } from './jar.js';
import { live } from './live.js';
import { describe, play, recordScenario, withCluster } from './play.js';
import { pooled } from './pool.js';
import { scenarioNamed, scenarios } from './scenarios/index.js';
import { VERSIONS } from './versions.js';

const HELP = `get <version>
up <version> [--tm n] [--slots n] [--conf k=v]...
down
submit <entry class> [--parallelism n] [--conf k=v]... [-- args]
kill <jm|tm-n> [SIGKILL|SIGSTOP|SIGCONT|SIGTERM]
scenario <name> <version>          play it and leave
record <name|all> <version|all> [--width n]
describe                            write expected.json and README.md of all recordings anew
live [scenario...] [version...] [--ci]
list`;
const NAME = 'cli';

const { values, positionals, tokens } = parseArgs({
  allowPositionals: true,
  tokens: true,
  options: {
    tm: { type: 'string', default: '2' },
    slots: { type: 'string', default: '2' },
    parallelism: { type: 'string', default: '2' },
    width: { type: 'string', default: '4' },
    conf: { type: 'string', multiple: true, default: [] },
    ci: { type: 'boolean', default: false },
  },
});
const end = tokens.find(({ kind }) => kind === 'option-terminator')?.index ?? Number.POSITIVE_INFINITY;
const tail = tokens.flatMap((token) => (token.kind === 'positional' && token.index > end ? [token.value] : []));
const [command = 'help', first = '', second = ''] = positionals;
const conf = Object.fromEntries(values.conf.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
const named = first === 'all' ? scenarios : first.split(',');
const versions = second === 'all' ? VERSIONS : second.split(',');

const commands: Readonly<Record<string, () => Promise<number>>> = {
  get: async () => say(await flinkHome(first)),
  up: async () => {
    const slots = { 'taskmanager.numberOfTaskSlots': values.slots };
    const cluster = await Cluster.up(first, NAME, { taskManagers: Number(values.tm), conf: { ...slots, ...conf } });
    return say(cluster.rest.url);
  },
  down: async () => {
    await (await Cluster.attach(NAME)).down();
    return 0;
  },
  submit: async () => {
    const cluster = await Cluster.attach(NAME);
    const job = { entryClass: first, parallelism: Number(values.parallelism), conf, args: tail };
    return say(await cluster.rest.submit(await jobsJar(cluster.version), job));
  },
  kill: async () => {
    (await Cluster.attach(NAME)).signal(first, (second || 'SIGKILL') as NodeJS.Signals);
    return 0;
  },
  scenario: () =>
    withCluster(second, scenarioNamed(first), async (context) => say(`${await play(scenarioNamed(first), context)}`)),
  record: async () => {
    const wanted = named.map((each) => (typeof each === 'string' ? scenarioNamed(each) : each));
    const tasks = wanted.flatMap((scenario) => versions.map((version) => () => tryRecord(scenario.name, version)));
    return (await pooled(Number(values.width), tasks)).every(Boolean) ? 0 : 1;
  },
  describe: async () => {
    for (const scenario of scenarios) for (const version of VERSIONS) describe(scenario, version);
    return 0;
  },
  live: () => live(positionals.slice(1), values.ci),
  list: async () => say(scenarios.map(({ name, expected }) => `${name}: ${expected.firstCause ?? 'healthy'}`).join('\n')),
};

async function tryRecord(name: string, version: string): Promise<boolean> {
  try {
    say(await recordScenario(scenarioNamed(name), version));
    return true;
  } catch (error) {
    say(`${name} on ${version}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

function say(text: string): number {
  console.log(text);
  return 0;
}

process.exitCode = await (commands[command] ?? (async () => say(HELP) + 2))();
