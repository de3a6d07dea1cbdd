import type { Diagnosis, Language, Problem } from '@app/model';
import { oneLine, paintFor, plain, renderMarkdown, renderText } from '@app/report';
import { terminal } from './config.js';

export const formats = ['text', 'json', 'md'] as const;
export type Format = (typeof formats)[number];

/** Data goes to stdout. */
export const print = (text: string): void => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
/** Chatter goes to stderr. */
export const tell = (text: string): void => void process.stderr.write(`${text}\n`);

export function printDiagnosis(diagnosis: Diagnosis, format: Format, lang: Language): void {
  if (format === 'json') print(JSON.stringify(diagnosis, null, 2));
  else if (format === 'md') print(renderMarkdown(diagnosis, { lang }));
  else print(renderText(diagnosis, { lang, colour: terminal().colourOut, width: terminal().width }));
}

/** What, why, and what to do next; never a stack trace. */
export function tellProblem(problem: Problem): void {
  const paint = paintFor(terminal().colourErr);
  tell(`${paint.severity('critical', '✖')} ${paint.bold(oneLine(problem.what))} ${paint.dim(`[${problem.code}]`)}`);
  tell(`  ${plain(problem.why)}`);
  for (const candidate of problem.candidates ?? []) tell(`    ${candidate.id}  ${oneLine(candidate.name)}  ${oneLine(candidate.cluster)}  ${oneLine(candidate.state)}`);
  tell(`  ${plain(problem.next)}`);
}
