import { parseArgs } from 'node:util';
import { Cluster } from './cluster.js';
import { harmlessTour } from './harmless.js';
import { flinkHome } from './home.js';
import { Kafka } from './kafka.js';
import { connectorJars, kafkaJars } from './kafka-home.js';
import { jobsJar } from './jar.js';
import { compat, live } from './live.js';
import { describe, play, recordScenario, withCluster } from './play.js';
import { pooled } from './pool.js';
import { scenarioNamed, scenarios } from './scenarios/index.js';
import { COMPATIBLE, VERSIONS } from './versions.js';

const HELP = `get <version>                       a Flink
kafka get                           a Kafka and its connectors
kafka up                            a broker until Ctrl-C; prints its address
up <version> [--tm n] [--slots n] [--conf k=v]...
down
submit <entry class> [--parallelism n] [--conf k=v]... [-- args]
kill <jm|tm-n> [SIGKILL|SIGSTOP|SIGCONT|SIGTERM]
scenario <name> <version>          play it and leave
record <name|all> <version|all> [--width n]
describe                            write expected.json and README.md of all recordings anew
harmless <version|all>              excerpts of the logs of a healthy tour
live [scenario...] [version...] [--ci]
live compat [version...]            three scenarios on each Flink that is not in live
list`;
const NAME = 'cli';

const { values, positionals, tokens } = parseArgs({
  allowPositionals: true,
  tokens: true,
  options: {
    tm: { type: 'string', default: '2' },
    slots: { type: 'string', default: '2' },
    parallelism: { type: 'string', default: '2' },
    width: { type: 'string', default: '2' },
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
  kafka: async () => {
    if (first === 'get') return say([await kafkaJars(), ...(await Promise.all(VERSIONS.map(connectorJars)))].join('\n'));
    const kafka = await Kafka.up(NAME);
    say(kafka.bootstrap);
    await new Promise((done) => process.once('SIGINT', done).once('SIGTERM', done));
    await kafka.down();
    return 0;
  },
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
    const tasks = wanted.flatMap((scenario) =>
      versions.filter((version) => scenario.versions?.includes(version) ?? true).map((version) => () => tryRecord(scenario.name, version)),
    );
    return (await pooled(Number(values.width), tasks)).every(Boolean) ? 0 : 1;
  },
  describe: async () => {
    for (const scenario of scenarios) for (const version of [...VERSIONS, ...COMPATIBLE]) describe(scenario, version);
    return 0;
  },
  harmless: async () => {
    const chosen = first === 'all' ? VERSIONS : first.split(',');
    for (const version of chosen) say(`${await harmlessTour(version, version.startsWith('1.') ? 0 : 50)} excerpts of ${version}`);
    return 0;
  },
  live: () => (first === 'compat' ? compat(positionals.slice(2)) : live(positionals.slice(1), values.ci)),
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
