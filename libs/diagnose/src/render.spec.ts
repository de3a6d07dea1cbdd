import { expect, it } from 'vitest';
import { conclude } from './conclude.js';
import { job, observe, packOf, settle, type Facts } from './spec-support.js';

const said = async (text: string, facts: Facts): Promise<string> => {
  const pack = packOf({ a: `when: { all: [{ fact: job.restarts, operator: greaterThan, value: 0 }] }\nshows: [job.name, job.age, job.state]\nsays: '${text}'` });
  const observation = observe({ facts: { 'job:j1': { 'job.restarts': 1, ...facts } } });
  return conclude(await settle(pack, observation, job), observation).findings[0]?.says ?? '';
};

it.each<[string, string, Facts, string]>([
  ['everything is known', 'It is {job.state} (for {job.age}). It restarted {job.restarts} times.', { 'job.state': 'RUNNING', 'job.age': 5000 }, 'It is RUNNING (for 5 s). It restarted 1 times.'],
  ['a bracket without its value', 'It is {job.state} (for {job.age}).', { 'job.state': 'RUNNING' }, 'It is RUNNING.'],
  ['a bracket with an empty word', 'It runs (as {job.state}) on.', { 'job.state': '' }, 'It runs on.'],
  ['a later sentence without its value', 'It fails. It is {job.state}; its restarts: {job.restarts}.', {}, 'It fails. its restarts: 1.'],
  ['the last sentence without its value', 'It restarted {job.restarts} times; its age: {job.age}.', {}, 'It restarted 1 times.'],
  ['a Chinese bracket and sentence', '它失败（状态 {job.state}）；已运行 {job.age}。', {}, '它失败。'],
  ['the first sentence is always said', 'It is {job.state}; it fails.', {}, 'It is unknown; it fails.'],
  ['points inside words end no sentence', 'Set a.b.C to {job.age}.x now.', { 'job.age': 5000 }, 'Set a.b.C to 5 s.x now.'],
])('%s', async (_, text, facts, expected) => expect(await said(text, facts)).toBe(expected));
