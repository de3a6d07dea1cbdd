/** Two lines that were one. */
export interface Seam {
  readonly line: string;
  readonly next: string;
}

/** Words that stand between the others of a message: what ends or begins with one was cut at a blank. */
const small = new Set('the of to is not be been for in on by and or with from at could cannot can failed while has have had was were this that than as an no if it its are but please due when because which will must should does did into only'.split(' '));

/** A word that cannot be a part of a longer one by chance. */
const isSmall = (word: string | undefined, least: number): boolean => word !== undefined && word.length >= least && small.has(word.toLowerCase());

/** Cut at a blank, which is gone. */
export const looksCutAtBlanks = ({ line, next }: Seam): boolean => isSmall(/(?:^|\s)([a-zA-Z]+)$/.exec(line)?.[1], 2) || isSmall(/^([a-zA-Z]+)(?:\s|$)/.exec(next)?.[1], 3);

/** Cut inside a name, or beside a blank that is still there. */
export const looksCutInWords = ({ line, next }: Seam): boolean => /[\s./_$(=[@-]$/.test(line) || /^[\s./_$):,\]@]/.test(next);

/** What a line was cut at: a blank that it may still have. */
export const glued = (line: string): string => (/\s$/.test(line) ? '' : ' ');
