import { describe, expect, it } from 'vitest';
import { questions } from './questions.js';
import { requestsOf } from './requests.js';

const params = { job: 'j', vertex: 'v', tm: '10.0.0.1:6122-ab/c', get: 'a,b c', checkpoint: '7' };
const paths = (what: string, given: Readonly<Record<string, string>> = params): readonly string[] | string => {
  const requests = requestsOf({ source: 'flink', what, params: given });
  return requests.ok ? requests.paths : requests.why;
};

describe('requestsOf', () => {
  it.each([
    ['overview', '/overview'],
    ['jobs', '/jobs/overview'],
    ['job', '/jobs/j'],
    ['exceptions', '/jobs/j/exceptions?maxExceptions=20'],
    ['checkpoints-config', '/jobs/j/checkpoints/config'],
    ['checkpoint-details', '/jobs/j/checkpoints/details/7'],
    ['checkpoint-subtasks', '/jobs/j/checkpoints/details/7/subtasks/v'],
    ['vertex-load', '/jobs/j/vertices/v/subtasks/metrics?get=a,b%20c&agg=min,max,avg,sum'],
    ['vertex-metrics', '/jobs/j/vertices/v/metrics?get=a,b%20c'],
    ['vertex-metric-ids', '/jobs/j/vertices/v/subtasks/metrics'],
    ['backpressure', '/jobs/j/vertices/v/backpressure'],
    ['taskmanager', '/taskmanagers/10.0.0.1%3A6122-ab%2Fc'],
    ['taskmanager-log', '/taskmanagers/10.0.0.1%3A6122-ab%2Fc/log'],
    ['resource-requirements', '/jobs/j/resource-requirements'],
  ])('%s -> %s', (what, path) => {
    expect(paths(what)).toEqual([path]);
  });

  it.each([
    ['cancel', params, 'Flink cannot be asked for "cancel"'],
    ['toString', params, 'Flink cannot be asked for "toString"'],
    ['job', {}, '"job" needs a usable job'],
    ['job', { job: '..' }, '"job" needs a usable job'],
    ['vertex', { job: 'j', vertex: '' }, '"vertex" needs a usable vertex'],
    ['job-metrics', { job: 'j' }, '"job-metrics" needs a usable get'],
  ])('refuses %s with %j', (what, given, why) => {
    expect(paths(what, given)).toBe(why);
  });

  it('splits a list that is too long for a request line, losing nothing', () => {
    const ids = Array.from({ length: 400 }, (_, index) => `Source__orders.metric-number-${index}`);
    const parts = paths('job-metrics', { job: 'j', get: ids.join(',') });
    expect(typeof parts === 'string' ? [] : parts.flatMap((path) => path.split('get=')[1]?.split(',') ?? [])).toEqual(ids);
    expect(typeof parts === 'string' ? 0 : Math.max(...parts.map((path) => path.length))).toBeLessThan(3_200);
  });

  it('stays below one origin: every path starts with a slash and has no dot segment', () => {
    for (const what of Object.keys(questions)) expect(paths(what, { ...params, job: '../x', tm: '//evil' })).toEqual([expect.stringMatching(/^\/(?!\/)(?!.*\.\.\/)/)]);
  });
});
