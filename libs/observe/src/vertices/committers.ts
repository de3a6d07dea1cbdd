/** TaskMetricGroup cuts the names of operators to so many characters. */
const longestName = 80;
/** What MetricQueryService replaces in names that REST tells. */
const invalid = /[ .:,]/g;

/**
 * Ids of the counters of what committers of a vertex gave up (Sink V2, Flink 1.19 and later), without the subtask before them. A vertex is named
 * after its chain, `map -> (orders: Writer -> orders: Committer, print)`; a name that cannot be taken apart for sure leads to an id that no
 * Flink answers, and so to no value.
 */
export const giveUpMetrics = (vertex: string): readonly string[] => (vertex.includes('Committer') ? idsIn(vertex) : []);

const idsIn = (vertex: string): readonly string[] =>
  vertex.split(' -> ').flatMap((part) => [part, ...part.split(', ')])
    .map((part) => part.replace(/^\(+/, '').replace(/\)+$/, ''))
    .filter((part, index, all) => /: (?:Global )?Committer$/.test(part) && all.indexOf(part) === index)
    .map((name) => `${name.slice(0, longestName).replace(invalid, '_')}.failedCommittables`);
