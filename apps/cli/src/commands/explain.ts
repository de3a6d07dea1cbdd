import { stdin } from 'node:process';
import { z } from 'zod';
import type { TextInput } from '@app/adapters/texts';
import { ProblemError, type TemplateSeen } from '@app/model';
import { unlabelledIn } from '@app/observe';
import { createExplainer, resemblingIn, wallClock } from '@app/wiring';
import { exitFor, type Exit } from '../exit.js';
import { printDiagnosis, tell } from '../output.js';
import type { AnswerOptions } from '../options.js';
import { askService } from './service.js';
import { installed, knowledgeIn, must, rulesFolder } from './knowledge.js';

const standardInput = 'standard input';

export interface ExplainOptions extends AnswerOptions {
  readonly context: readonly string[];
  /** A running service, whose labelling queue gets what no signature knows. */
  readonly server?: string;
}

/** Explains what a person has at hand; needs no Flink, and no network unless a service is named. */
export async function explain(texts: readonly string[], options: ExplainOptions): Promise<Exit> {
  const inputs = inputsOf(texts);
  const { pack, signatures } = await knowledgeIn(options.rules);
  const explainer = createExplainer({ pack, signatures, clock: wallClock, resembling: resemblingIn(rulesFolder(options.rules), installed) });
  const { diagnosis, snapshot } = must(await explainer.explain({ inputs, name: nameOf(texts), context: options.context, lang: options.lang }));
  printDiagnosis(diagnosis, options.output, options.lang);
  for (const { name, why } of diagnosis.explanation?.texts ?? []) if (why !== null && options.output === 'json') tell(`${name}: ${why}`);
  const unknown = unlabelledIn(snapshot, signatures, { cluster: nameOf(texts), job: null });
  if (unknown.length > 0 && options.server !== undefined) await queue(unknown, options.server);
  else if (unknown.length > 0 && diagnosis.causes.length === 0 && options.output === 'text') tell(`${kinds(unknown)} that no signature knows. Whoever knows what they mean can label them: with --server <address> they go into the labelling queue of that service.`);
  return exitFor(diagnosis, options.failOn);
}

const kinds = ({ length }: readonly TemplateSeen[]): string => `There ${length === 1 ? 'is 1 kind' : `are ${length} kinds`} of warnings and errors`;

/** One sample of each leaves this machine, and nothing else of the texts. */
async function queue(unknown: readonly TemplateSeen[], server: string): Promise<void> {
  const body = unknown.map(({ sample }) => sample).join('\n');
  await askService(server, '/api/v1/explanations?name=samples', z.object({ id: z.string() }), { method: 'POST', headers: { 'content-type': 'text/plain; charset=utf-8' }, body });
  tell(`${kinds(unknown)} that no signature knows. They wait in the labelling queue: ${server.replace(/\/$/, '')}/api/v1/labels`);
}

function inputsOf(texts: readonly string[]): readonly TextInput[] {
  if (texts.length === 0 && stdin.isTTY) {
    throw new ProblemError({ code: 'request.invalid', what: 'There is nothing to explain', why: 'No file was named, and nothing comes on standard input.', next: 'jobwarden explain <files or folder>, or: kubectl logs <pod> | jobwarden explain -' });
  }
  return (texts.length === 0 ? ['-'] : texts).map((path): TextInput => (path === '-' ? { kind: 'bytes', name: standardInput, bytes: stdin } : { kind: 'path', path }));
}

function nameOf(texts: readonly string[]): string {
  const [first = '-'] = texts;
  if (texts.length > 1) return `${texts.length} texts`;
  return first === '-' ? standardInput : first;
}
