import type { JobLine } from '@app/model';
import { table } from './layout.js';
import { type Paint, verdictSigns } from './paint.js';
import { oneLine } from './untrusted.js';
import type { Words } from './words.js';

/** One line per job, in the order given. */
export const jobLinesText = (jobs: readonly JobLine[], words: Words, paint: Paint): string[] =>
  table(
    jobs.map((job) => [
      `  ${verdictSigns[job.verdict]} ${words.verdict[job.verdict]}`, oneLine(job.name), oneLine(job.state), job.firstCause ?? '', oneLine(job.id),
    ]),
    (cell, row, column) => {
      const job = jobs[row];
      if (column === 0 && job !== undefined) return paint.verdict(job.verdict, cell);
      return column === 4 ? paint.dim(cell) : cell;
    },
  );
