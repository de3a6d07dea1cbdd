import type { TransportAnswer } from '@app/collect';
import { describe, expect, it } from 'vitest';
import { interpret } from './interpret.js';
import type { Question } from './questions.js';

const question = (answer: Question['answer'], keys: readonly string[] = []): Question => ({ params: [], path: () => '/', answer, keys });
const answered = (status: number, text: string, contentType = 'application/json'): TransportAnswer => ({ kind: 'answer', status, contentType, text, size: text.length, truncated: false });
const errors = (...lines: readonly string[]): string => JSON.stringify({ errors: lines });
const object = question('object', ['jid']);
const id = 'a'.repeat(32);

describe('interpret', () => {
  it.each<[string, TransportAnswer, Question, unknown]>([
    ['an object', answered(200, '{"jid":"x","new-field":[1]}'), object, { kind: 'read', payload: { jid: 'x', 'new-field': [1] } }],
    ['a list', answered(200, '[{"id":"busy","value":"NaN"}]'), question('array'), { kind: 'read', payload: [{ id: 'busy', value: 'NaN' }] }],
    ['a cold fetcher', answered(200, '[]'), question('array'), { kind: 'not-yet', why: 'Flink has fetched no values yet' }],
    ['cold back pressure', answered(200, '{"status":"deprecated"}'), question('object', ['status']), { kind: 'not-yet', why: 'Flink has fetched no back pressure values yet' }],
    ['a log', answered(200, 'line', 'text/plain'), question('text'), { kind: 'read', payload: { text: 'line', size: 4, truncated: false } }],
    ['a log that begins like HTML', answered(200, '<dom> starts', 'text/plain'), question('text'), { kind: 'read', payload: { text: '<dom> starts', size: 12, truncated: false } }],
    ['a login page instead of a log', answered(200, '<html><title>Sign in</title>', 'text/html'), question('text'), { kind: 'unavailable', code: 'source.not-flink', why: 'expected a log, got an HTML page ("Sign in")' }],
    ['checkpointing that is off', answered(404, errors(`Checkpointing is not enabled for this job (${id}).`)), object, { kind: 'read', payload: { disabled: true } }],
    ['checkpointing that is off, the other text', answered(404, errors('Checkpointing has not been enabled.')), object, { kind: 'read', payload: { disabled: true } }],
    ['an unknown job', answered(404, errors(`Job ${id} not found`)), object, { kind: 'unavailable', code: 'job.not-found', why: `Job ${id} not found` }],
    ['an unknown job, wrapped', answered(404, errors(`org.apache.flink.runtime.rest.NotFoundException: Job ${id} not found\n\tat x`)), object, { kind: 'unavailable', code: 'job.not-found', why: `org.apache.flink.runtime.rest.NotFoundException: Job ${id} not found` }],
    ['a vertex in a restart', answered(500, errors('Internal server error.', '<Exception on server side:\njava.util.NoSuchElementException: No value present\n\tat java.base')), object, { kind: 'not-yet', why: 'Flink has no value while the job restarts (No value present)' }],
    ['a starting job', answered(500, errors('Unable to get JobMasterGateway for initializing job. The requested operation is not available while the JobManager is initializing.')), object, { kind: 'not-yet', why: 'the job is still initializing' }],
    ['an error with a stack', answered(500, errors('Internal server error.', '<Exception on server side:\njava.lang.IllegalStateException: broken\n\tat a.b')), object, { kind: 'unavailable', code: 'source.unavailable', why: 'java.lang.IllegalStateException: broken' }],
    ['an error without words', answered(500, '{}'), object, { kind: 'unavailable', code: 'source.unavailable', why: 'HTTP 500' }],
    ['a leader election', answered(503, errors('Service temporarily unavailable due to an ongoing leader election. Please refresh.')), object, { kind: 'unavailable', code: 'source.unavailable', why: 'Service temporarily unavailable due to an ongoing leader election. Please refresh.' }],
    ['missing credentials', answered(401, '<html>', 'text/html'), object, { kind: 'unavailable', code: 'source.unauthorized', why: 'the address refuses without valid credentials: HTTP 401' }],
    ['a forbidden address', answered(403, errors('not for you')), object, { kind: 'unavailable', code: 'source.unauthorized', why: 'the address refuses without valid credentials: not for you' }],
    ['a redirect', answered(302, 'https://login'), object, { kind: 'unavailable', code: 'source.redirected', why: 'it redirects to https://login (HTTP 302)' }],
    ['a gateway that is down', answered(502, '<html><title>Bad Gateway</title>', 'text/html'), object, { kind: 'unavailable', code: 'source.not-flink', why: 'HTTP 502 with an HTML page ("Bad Gateway")' }],
    ['HTML instead of JSON', answered(200, '<!DOCTYPE html><title>\n Sign\u0000in </title>'), object, { kind: 'unavailable', code: 'source.not-flink', why: 'expected JSON, got an HTML page ("Sign in")' }],
    ['text instead of JSON', answered(200, 'OK'), object, { kind: 'unavailable', code: 'source.not-flink', why: 'expected JSON, got "OK"' }],
    ['nothing', answered(200, ''), object, { kind: 'unavailable', code: 'source.not-flink', why: 'expected JSON, got an empty answer' }],
    ['half of the JSON', answered(200, '{"jid":'), object, { kind: 'unavailable', code: 'source.not-flink', why: 'expected JSON, got "{"jid":"' }],
    ['the JSON of another service', answered(200, '{"status":"UP"}'), object, { kind: 'unavailable', code: 'source.not-flink', why: 'the JSON lacks "jid", which Flink always answers here' }],
    ['a list instead of an object', answered(200, '[1]'), object, { kind: 'unavailable', code: 'source.not-flink', why: 'the JSON is not the object that Flink answers here' }],
    ['an object instead of a list', answered(200, '{}'), question('array'), { kind: 'unavailable', code: 'source.not-flink', why: 'the JSON is not the list that Flink answers here' }],
    ['a failure to ask', { kind: 'failure', code: 'source.timeout', why: 'slow' }, object, { kind: 'unavailable', code: 'source.timeout', why: 'slow' }],
  ])('%s', (_, answer, asked, expected) => {
    expect(interpret(answer, asked)).toEqual(expected);
  });
});
