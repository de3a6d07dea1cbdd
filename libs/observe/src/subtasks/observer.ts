import { indexOf, jobOf, vertexOf, vertexSubject } from '../ids.js';
import { from, missing, once, payload, type Got, type Look, type Observer, type Reader } from '../look.js';
import { sum } from '../values.js';
import { recordsOf } from '../vertices/records.js';
import { Backpressure, Vertex } from './schema.js';

const vertex = payload('vertex', Vertex);
const backpressure = payload('backpressure', Backpressure);

/** One entry of a list of its vertex. */
function own<T extends { readonly subtasks: readonly S[] }, S extends { readonly subtask: number }>(reader: Reader<T>): Reader<S> {
  return once((look: Look): Got<S> => {
    const got = reader(look.of(vertexSubject(jobOf(look.subject) ?? '', vertexOf(look.subject) ?? '', look.subject.name)));
    if (!got.ok) return got;
    const found = got.value.subtasks.find(({ subtask }) => subtask === indexOf(look.subject));
    return found === undefined ? missing('the vertex does not list this subtask') : { ok: true, value: found, at: got.at };
  });
}
type Task = Vertex['subtasks'][number];
const task: Reader<Task> = own<Vertex, Task>(vertex);
type Load = (typeof Backpressure)['_output']['subtasks'][number];
const load: Reader<Load> = own<(typeof Backpressure)['_output'], Load>(backpressure);

/** ms/s as everywhere else, of a ratio. */
const perSecond = (ratio: number): number => Math.round(ratio * 1000);

export const observer: Observer = {
  compute: {
    'subtask.index': (look) => {
      const index = indexOf(look.subject);
      return index === null ? { known: false, why: 'not a subtask', notYet: false } : { known: true, value: index, at: look.snapshot.at, source: 'flink' };
    },
    'subtask.status': from(task, ({ status }) => status),
    'subtask.busy': from(load, ({ busyRatio }) => perSecond(busyRatio), 'busy time is NaN (legacy source)'),
    'subtask.backpressure': from(load, ({ ratio }) => perSecond(ratio)),
    'subtask.idle': from(load, ({ idleRatio }) => perSecond(idleRatio)),
    'subtask.records': from(vertex, (one, _, look) => recordsOf(one).get(indexOf(look.subject) ?? -1)),
    'subtask.share': from(vertex, (one, _, look) => {
      const records = recordsOf(one);
      const total = sum([...records.values()]);
      return total === 0 ? null : (records.get(indexOf(look.subject) ?? -1) ?? 0) / total;
    }, 'no record has been counted'),
    'subtask.taskManager': from(task, (one) => one['taskmanager-id'] ?? ''),
    'subtask.attempt': from(task, ({ attempt }) => attempt),
  },
};
