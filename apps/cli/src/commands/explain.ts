import { stdin } from 'node:process';
import type { TextInput } from '@app/adapters/texts';
import { ProblemError } from '@app/model';
import { createExplainer, resemblingIn, wallClock } from '@app/wiring';
import { exitFor, type Exit } from '../exit.js';
import { printDiagnosis, tell } from '../output.js';
import type { AnswerOptions } from '../options.js';
import { installed, knowledgeIn, must, rulesFolder } from './knowledge.js';

const standardInput = 'standard input';

/** Explains what a person has at hand; needs no Flink and no network. */
export async function explain(texts: readonly string[], options: AnswerOptions & { readonly context: readonly string[] }): Promise<Exit> {
  const inputs = inputsOf(texts);
  const { pack, signatures } = await knowledgeIn(options.rules);
  const explainer = createExplainer({ pack, signatures, clock: wallClock, resembling: resemblingIn(rulesFolder(options.rules), installed) });
  const { diagnosis } = must(await explainer.explain({ inputs, name: nameOf(texts), context: options.context, lang: options.lang }));
  printDiagnosis(diagnosis, options.output, options.lang);
  for (const { name, why } of diagnosis.explanation?.texts ?? []) if (why !== null && options.output === 'json') tell(`${name}: ${why}`);
  return exitFor(diagnosis, options.failOn);
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
