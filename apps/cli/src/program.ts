import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { exits, type Exit } from './exit.js';
import { failOn, type AnswerOptions, type RulesOptions } from './options.js';

type Run = () => Promise<Exit>;

/** Parses the command line. Commands are loaded when they run, so that `--help` stays fast. */
export async function run(argv: readonly string[], version: string): Promise<Exit> {
  let chosen: Run | null = null;
  const choose = (next: Run): void => { chosen = next; };
  const program = new Command('jobwarden')
    .description('Ask about an Apache Flink job, get the cause.')
    .version(version)
    .configureHelp({ sortSubcommands: false, showGlobalOptions: false })
    .showHelpAfterError('(jobwarden --help shows how it is used)')
    .exitOverride()
    .addHelpText('after', '\nExit: 0 nothing at or above --fail-on, 1 findings, 2 usage, 3 the job or cluster could not be read.');

  answerOptions(program.command('diagnose').argument('<reference>', 'REST address, web UI link, job id, job name, or configured cluster')
    .description('diagnose a job, or a cluster and its jobs'))
    .option('--timeout <seconds>', 'answer within this time', seconds, 60)
    .action((reference: string, options: AnswerOptions & { timeout: number }) =>
      choose(async () => (await import('./commands/diagnose.js')).diagnose(reference, { ...options, timeoutMs: options.timeout * 1_000 })));

  answerOptions(program.command('replay').argument('<folder>', 'a recording: job.json and snapshot/')
    .description('diagnose a recording; needs no Flink and no network'))
    .action((folder: string, options: AnswerOptions) => choose(async () => (await import('./commands/replay.js')).replay(folder, options)));

  answerOptions(program.command('explain').argument('[texts...]', 'log files (gzip too), folders of them, or - for standard input')
    .description('name the cause that a stack trace, a log or a folder of logs tells'))
    .option('--context <words...>', 'what the text does not say: flinkVersion=1.20, checkpoint.interval=10m (any fact of docs/facts.md), or free words')
    .option('--server <address>', 'a running service: a sample of what no signature knows goes into its labelling queue')
    .addHelpText('after', explainExamples)
    .action((texts: readonly string[], options: AnswerOptions & { context?: readonly string[]; server?: string }) =>
      choose(async () => (await import('./commands/explain.js')).explain(texts, { ...options, context: options.context ?? [] })));

  program.command('templates').argument('<file>', 'a log, one event a line (gzip too), or - for standard input')
    .description('print the template of every line: LineId, ClusterId, EventTemplate')
    .addOption(new Option('-o, --output <format>', 'format').choices(['csv', 'json']).default('csv'))
    .action((file: string, options: { output: 'csv' | 'json' }) => choose(async () => (await import('./commands/templates.js')).templates(file, options)));

  const rules = program.command('rules').description('look at the rule pack and check it').showHelpAfterError('(jobwarden rules --help shows how it is used)').exitOverride();
  const folder = (command: Command): Command => command.addOption(new Option('--rules <folder>', 'another rule pack than the one that comes with it'));
  folder(rules.command('list').description('all rules, one a line').addOption(new Option('-o, --output <format>', 'format').choices(['text', 'json']).default('text')))
    .action((options: RulesOptions & { output: 'text' | 'json' }) => choose(async () => (await import('./commands/rules.js')).list(options)));
  folder(rules.command('show').argument('<id>', 'rule id').description('one rule: its file, its parents and children'))
    .action((id: string, options: RulesOptions) => choose(async () => (await import('./commands/rules.js')).show(id, options)));
  folder(rules.command('lint').description('check every rule and signature file'))
    .action((options: RulesOptions) => choose(async () => (await import('./commands/rules.js')).lint(options)));
  folder(rules.command('test').argument('[id]', 'only this rule').option('--cases <folder>', 'case files of another rule pack').description('run the cases of the rules'))
    .action((id: string | undefined, options: RulesOptions & { cases?: string }) => choose(async () => (await import('./commands/rules.js')).test(id, options)));

  const labels = program.command('labels').description('what people said about unknown log lines').showHelpAfterError('(jobwarden labels --help shows how it is used)').exitOverride();
  labels.command('export').argument('[folder]', 'a rule pack to write into; without it the files are printed').description('approved labels of a running service as files of the rule pack')
    .option('--server <address>', 'the service', 'http://127.0.0.1:8640')
    .action((folder: string | undefined, options: { server: string }) => choose(async () => (await import('./commands/labels.js')).exportLabels(folder, options)));

  program.command('doctor').description('check settings, rule pack, clusters and database; says what to mend')
    .action(() => choose(async () => (await import('./commands/doctor.js')).doctor()));

  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 && error.code !== 'commander.help' ? exits.fine : exits.usage;
  }
  return chosen === null ? exits.usage : guarded(chosen);
}

const explainExamples = `
Examples:
  jobwarden explain flink-taskexecutor-0.log          one log
  jobwarden explain logs/ --context flinkVersion=1.20  every log of a folder, JobManager's and TaskManagers'
  kubectl logs my-job-taskmanager-1-1 | jobwarden explain -
  jobwarden explain trace.txt -o md --lang zh          a stack trace, the answer as Markdown in Chinese`;

const answerOptions = (command: Command): Command =>
  command
    .addOption(new Option('-o, --output <format>', 'format').choices(['text', 'json', 'md']).default('text'))
    .addOption(new Option('--lang <language>', 'language of the answer').choices(['en', 'zh']).default('en'))
    .addOption(new Option('--fail-on <severity>', 'exit 1 from this severity on').choices([...failOn]).default('warning'))
    .addOption(new Option('--rules <folder>', 'another rule pack than the one that comes with it'));

function seconds(text: string): number {
  const value = Number(text);
  if (!(value >= 1 && value <= 600)) throw new InvalidArgumentError('It must be 1 to 600.');
  return value;
}

/** A user's mistake ends with its explanation; anything else is a bug and shows where it happened. */
async function guarded(command: Run): Promise<Exit> {
  try {
    (await import('./without-jit.js')).withoutJit();
    return await command();
  } catch (error) {
    const { ProblemError } = await import('@app/model');
    if (!(error instanceof ProblemError)) throw error;
    const { tellProblem } = await import('./output.js');
    tellProblem(error.problem);
    return exitForProblem(error.problem.code);
  }
}

const usage = /^(setting|reference\.invalid|reference\.refused|request|recording|rule|signature)/;
export const exitForProblem = (code: string): Exit => (usage.test(code) ? exits.usage : exits.unread);
