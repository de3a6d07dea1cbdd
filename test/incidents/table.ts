import { openRecording } from '@app/adapters/replay';
import { diagnoseRecording, firstCause, must } from '../support/diagnosing.js';
import { recordings } from '../support/recordings.js';

/** Prints what each recording is diagnosed as: `tsx test/incidents/table.ts [name part]`. */
const [part = ''] = process.argv.slice(2);
for (const { name, folder } of recordings.filter((one) => one.name.includes(part))) {
  const recording = must(await openRecording(folder));
  const outcome = await diagnoseRecording(recording);
  const { diagnosis } = outcome;
  const expected = recording.expected;
  const right = expected?.verdict === diagnosis.verdict && (expected?.firstCause ?? null) === firstCause(outcome) ? 'ok ' : 'BAD';
  process.stdout.write(`${right} ${name}: ${diagnosis.verdict} ${firstCause(outcome) ?? '-'} (expected ${expected?.verdict} ${expected?.firstCause}) looked ${diagnosis.looked.length}, jobs ${diagnosis.jobs.length}\n`);
  for (const finding of diagnosis.findings) process.stdout.write(`      ${finding.severity} ${finding.kind} ${finding.id} <- ${finding.parents.join(',')}\n`);
  const unknown = diagnosis.unknown.map((rule) => `${rule.code}(${rule.missing.map((one) => one.fact).slice(0, 2).join(',')})`);
  if (unknown.length > 0) process.stdout.write(`      unknown: ${unknown.slice(0, 6).join(' ')}\n`);
}
