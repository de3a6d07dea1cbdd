/** Texts by which one TaskManager reports the end of another, or JobManager that of one; the group is its id. */
const patterns: readonly RegExp[] = [
  /[Hh]eartbeat of TaskManager with id (\S+) timed out/g,
  /TaskManager with id (\S+) is no longer reachable/g,
  // remote task manager 'host/1.2.3.4:5678 [ resource-id ] '
  /(?:remote task manager|[Cc]onnection to task manager|partition request to) '[^'[]*\[ (\S+) \]/g,
  /TaskManager \((\S+)\) (?:is|was) (?:lost|disconnected)/g,
  /Disconnect(?:ed)? (?:from )?TaskExecutor (\S+)/g,
];

/** What a task reports of its own TaskManager, which names no id: the one that ran the task is the lost one. */
const ownEnd = /The TaskExecutor is shutting down/;
export const saysOwnEnd = (text: string): boolean => ownEnd.test(text);

/** Ids of the TaskManagers that a text calls lost. Without `[ id ]` (old versions) nothing is named. */
export const lostIn = (text: string): readonly string[] =>
  [...new Set(patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, id]) => (id === undefined ? [] : [id.replace(/[.,]$/, '')]))))];
