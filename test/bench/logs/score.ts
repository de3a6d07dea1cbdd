/** How well lines were told their templates, by the definitions of the LogPub evaluation. */
export interface Score {
  /** Grouping accuracy: share of lines whose group holds exactly the lines of their true group. */
  readonly GA: number;
  /** F1 over groups. */
  readonly FGA: number;
  /** Share of lines whose template is the true one, character for character. */
  readonly PA: number;
  /** F1 over templates: one is right if all lines that carry it have exactly it as truth. */
  readonly FTA: number;
}

const f1 = (precision: number, recall: number): number => (precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall));

function sizes(labels: readonly (string | number)[]): Map<string | number, number> {
  const counts = new Map<string | number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** For each label of `one` the only label of `two` seen with it, null where there are several. */
function only<T extends string | number>(one: readonly (string | number)[], two: readonly T[]): Map<string | number, T | null> {
  const seen = new Map<string | number, T | null>();
  for (const [line, label] of one.entries()) {
    const other = two[line];
    if (other === undefined) throw new RangeError('truth and prediction differ in length');
    const known = seen.get(label);
    if (known === undefined) seen.set(label, other);
    else if (known !== other) seen.set(label, null);
  }
  return seen;
}

/** Grouping alone, by any labels: template texts, or cluster ids. */
export function grouping(truth: readonly (string | number)[], predicted: readonly (string | number)[]): { readonly GA: number; readonly FGA: number } {
  if (truth.length === 0 || truth.length !== predicted.length) throw new RangeError('truth and prediction differ in length, or there is none');
  const [truths, predictions] = [sizes(truth), sizes(predicted)];
  let lines = 0;
  let groups = 0;
  for (const [label, found] of only(truth, predicted)) {
    const size = truths.get(label) ?? 0;
    if (found === null || predictions.get(found) !== size) continue;
    lines += size;
    groups += 1;
  }
  return { GA: lines / truth.length, FGA: f1(groups / predictions.size, groups / truths.size) };
}

/** As LogPub does, a group is the set of lines with one template text, and lines without a true template do not count. */
export function score(truth: readonly string[], predicted: readonly string[]): Score {
  const kept = truth.flatMap((text, line) => (text === '' ? [] : [line]));
  const [t, p] = [kept.map((line) => truth[line] ?? ''), kept.map((line) => predicted[line] ?? '')];
  const same = t.filter((text, line) => text === p[line]).length;
  const byPrediction = only(p, t);
  const right = [...byPrediction].filter(([text, found]) => text === found).length;
  return { ...grouping(t, p), PA: same / t.length, FTA: f1(right / byPrediction.size, right / new Set(t).size) };
}
