import { describe, expect, it } from 'vitest';
import type { Tape } from './schema.js';
import { answerFromTape } from './tape-answers.js';

const metrics = (busy: string | null, extra: Readonly<Record<string, string>> = {}) => ({ s: 200, m: { busy, ...extra } });
const tape: Tape = {
  recordedAt: 0, endedAt: 1, every: 5_000, logs: { '/taskmanagers/tm:1/log': { s: 200, t: 'line' } },
  frames: [
    {
      '/overview': { s: 200, b: { n: 1 } },
      '/only-first': { s: 200, b: 1 },
      '/jobmanager/config': { s: 200, b: [{ key: 'metrics.fetcher.update-interval', value: '10 s' }, { key: 'a', value: 'b' }] },
      '/jobs/j/metrics': { s: 200, m: { numRestarts: '3', nothing: null } },
      '/jobs/j/vertices/v/subtasks/0/metrics': metrics('100', { name: 'text' }),
      '/jobs/j/vertices/v/subtasks/1/metrics': metrics('NaN'),
      '/jobs/j/vertices/v/subtasks/10/metrics': metrics('300'),
      '/jobs/j/vertices/w/subtasks/0/metrics': metrics('900'),
      '/jobs/j/exceptions': { s: 200, b: { exceptionHistory: { entries: [1], truncated: true } } },
      '/jobs/j/exceptions?maxExceptions=100': { s: 200, b: { exceptionHistory: { entries: [1, 2, 3], truncated: false } } },
      '/broken': { s: 0, b: 'timeout' },
    },
    { '/overview': { s: 200, b: { n: 2 } }, '/only-last': { s: 500, b: { errors: ['x'] } } },
  ],
};
const load = '/jobs/j/vertices/v/subtasks/metrics';

describe('answerFromTape', () => {
  it.each<[string, number, string, number, unknown]>([
    ['the present frame', 0, '/overview', 200, { n: 1 }],
    ['the last frame, later', 9, '/overview', 200, { n: 2 }],
    ['the v1 prefix', 0, '/v1/overview', 200, { n: 1 }],
    ['a path of the last frame only', 0, '/only-last', 500, { errors: ['x'] }],
    ['a path nobody asked', 0, '/nowhere', 404, { errors: ['Not found: /nowhere'] }],
    ['a name of every object', 0, '/constructor', 404, { errors: ['Not found: /constructor'] }],
    ['what did not answer', 0, '/broken', 0, 'timeout'],
    ['an encoded id', 0, '/taskmanagers/tm%3A1/log', 200, 'line'],
    ['frames as the fetcher interval', 0, '/jobmanager/config', 200, [{ key: 'a', value: 'b' }, { key: 'metrics.fetcher.update-interval', value: '5000 ms' }]],
    ['metric ids', 0, '/jobs/j/metrics', 200, [{ id: 'numRestarts' }, { id: 'nothing' }]],
    ['metric values, unknown ones left out', 0, '/jobs/j/metrics?get=numRestarts,nothing,other', 200, [{ id: 'numRestarts', value: '3' }]],
    ['an aggregate without NaN', 0, `${load}?get=busy&agg=min,max,avg,sum`, 200, [{ id: 'busy', min: 100, max: 300, avg: 200, sum: 400 }]],
    ['an aggregate of some subtasks', 0, `${load}?get=busy&agg=max&subtasks=0-1`, 200, [{ id: 'busy', max: 100 }]],
    ['no aggregate of texts', 0, `${load}?get=name,other`, 200, []],
    ['ids of an aggregate', 0, load, 200, [{ id: 'busy' }, { id: 'name' }]],
    ['as many exceptions as asked', 0, '/jobs/j/exceptions?maxExceptions=2', 200, { exceptionHistory: { entries: [1, 2], truncated: true } }],
    ['all exceptions', 0, '/jobs/j/exceptions?maxExceptions=20', 200, { exceptionHistory: { entries: [1, 2, 3], truncated: false } }],
  ])('%s', (_, frame, path, status, body) => {
    expect(answerFromTape(tape, frame, path)).toMatchObject({ status, body });
  });
});
