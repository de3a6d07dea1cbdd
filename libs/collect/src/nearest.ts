/** Up to `most` names that resemble the wanted one: contained in it, containing it, or few typing errors away; best first. */
export const nearestNames = (wanted: string, names: readonly string[], most = 5): readonly string[] => {
  const target = wanted.toLowerCase();
  const scored = [...new Set(names)].map((name) => ({ name, score: score(target, name.toLowerCase()) }));
  return scored.filter(({ score: value }) => value <= 0.5).sort((a, b) => a.score - b.score || a.name.localeCompare(b.name)).slice(0, most).map(({ name }) => name);
};

/** 0 = same, 1 = nothing in common. */
const score = (a: string, b: string): number => {
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 0;
  const edits = distance(a.slice(0, 200), b.slice(0, 200)) / longer;
  return a.length > 2 && b.length > 2 && (a.includes(b) || b.includes(a)) ? Math.min(edits, 0.3) : edits;
};

/** Levenshtein's edit distance. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};
