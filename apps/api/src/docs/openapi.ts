import { z } from 'zod';
import { Diagnosis, problemCodes, QueuedTemplate, verdicts } from '@app/model';
import { DiagnosisRequest } from '../diagnoses/schema.js';
import { ExplanationRequest } from '../explanations/schema.js';
import { JobsQuery } from '../jobs/jobs.controller.js';
import { LabelProposal, LabelReview, LabelsQuery } from '../labels/schema.js';

const Job = z.object({
  id: z.string(), name: z.string(), cluster: z.string(), state: z.string(), verdict: z.enum(verdicts), firstCause: z.string().nullable(),
  checkedAt: z.iso.datetime(), diagnosisId: z.string().nullable(),
});
const Jobs = z.object({ items: z.array(Job), next: z.string().nullable().describe('Hand it back as "cursor"; null on the last page') });
const Labels = z.object({ items: z.array(QueuedTemplate), next: z.string().nullable().describe('Hand it back as "cursor"; null on the last page') });
const ProblemBody = z.object({
  type: z.string(), title: z.string(), status: z.int(), detail: z.string(), instance: z.string(),
  code: z.enum(Object.keys(problemCodes)).describe(Object.entries(problemCodes).map(([code, title]) => `${code}: ${title}`).join('\n')), next: z.string(),
  candidates: z.array(z.object({ id: z.string(), name: z.string(), cluster: z.string(), state: z.string() })).optional(),
});

const schema = (type: z.ZodType, io: 'input' | 'output' = 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  return rest;
};
const inQuery = (type: z.ZodType) => Object.entries(schema(type, 'input').properties ?? {}).map(([name, of]) => ({ name, in: 'query', required: false, schema: of }));
const json = (name: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });
const problem = { description: 'A problem with a stable code (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
const plainText = { 200: { description: 'It is', content: { 'text/plain': { schema: { type: 'string' } } } } };
const ok = { 200: { description: 'Yes', content: { 'application/json': { schema: { type: 'object' } } } } };

/** OpenAPI 3.1, made from the schemas that check the requests, so that the two cannot differ. */
export const openApi = (version: string) => ({
  openapi: '3.1.0',
  info: { title: 'Jobwarden', version, description: 'Ask about an Apache Flink job, get the cause.', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  paths: {
    '/api/v1/diagnoses': {
      post: {
        operationId: 'diagnose', summary: 'Diagnose a job or a cluster now, or get the stored diagnosis nearest to a time',
        requestBody: { required: true, content: json('DiagnosisRequest') }, responses: { 200: { description: 'The diagnosis', content: json('Diagnosis') }, default: problem },
      },
    },
    '/api/v1/diagnoses/{id}': {
      get: {
        operationId: 'getDiagnosis', summary: 'A stored diagnosis', parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: 'The diagnosis', content: json('Diagnosis') }, default: problem },
      },
    },
    '/api/v1/explanations': {
      post: {
        operationId: 'explain', summary: 'Name the cause that a stack trace, a log or several logs tell; stored like a diagnosis',
        requestBody: {
          required: true,
          content: {
            ...json('ExplanationRequest'),
            'text/plain': { schema: { type: 'string', description: 'The text itself, at most 16 MB; name, context and lang in the query' } },
            'multipart/form-data': {
              schema: {
                type: 'object',
                properties: {
                  files: { type: 'array', items: { type: 'string', format: 'binary' }, description: 'Log files, gzip too; at most 50 of 256 MB' },
                  text: { type: 'string', description: 'A text beside them' }, context: { type: 'string', description: 'One KEY=VALUE or word a line' }, lang: { type: 'string', enum: ['en', 'zh'] },
                },
              },
            },
          },
        },
        responses: { 200: { description: 'The diagnosis, with an explanation', content: json('Diagnosis') }, default: problem },
      },
    },
    '/api/v1/jobs': {
      get: {
        operationId: 'listJobs', summary: 'Watched jobs, worst first',
        parameters: inQuery(JobsQuery),
        responses: { 200: { description: 'One page', content: json('Jobs') }, default: problem },
      },
    },
    '/api/v1/labels': {
      get: {
        operationId: 'listLabels', summary: 'Log templates that no signature knows, and their labels; what is most worth labelling first',
        parameters: inQuery(LabelsQuery), responses: { 200: { description: 'One page', content: json('Labels') }, default: problem },
      },
      post: {
        operationId: 'proposeLabel', summary: 'Say what a template means; it waits for a review and answers nobody yet',
        requestBody: { required: true, content: json('LabelProposal') }, responses: { 201: { description: 'The template with its label', content: json('QueuedTemplate') }, default: problem },
      },
    },
    '/api/v1/labels/{template}/review': {
      post: {
        operationId: 'reviewLabel', summary: 'Approve or reject a proposed label', parameters: [{ name: 'template', in: 'path', required: true, schema: { type: 'string' } }],
        requestBody: { required: true, content: json('LabelReview') }, responses: { 201: { description: 'The template with its label', content: json('QueuedTemplate') }, default: problem },
      },
    },
    '/api/v1/labels/export': {
      get: {
        operationId: 'exportLabels', summary: 'Approved labels as a file for rules/signatures/; with format=json also the rules of codes that the pack does not have',
        parameters: [{ name: 'format', in: 'query', required: false, schema: { type: 'string', enum: ['yaml', 'json'] } }],
        responses: { 200: { description: 'YAML, or { files: [{ path, text }] }', content: { 'application/yaml': { schema: { type: 'string' } }, 'application/json': { schema: { type: 'object' } } } }, default: problem },
      },
    },
    '/healthz': { get: { operationId: 'healthz', summary: 'The process answers', responses: ok } },
    '/readyz': { get: { operationId: 'readyz', summary: 'The database answers', responses: { ...ok, default: problem } } },
    '/metrics': { get: { operationId: 'metrics', summary: 'Prometheus metrics of this process', responses: plainText } },
  },
  components: { schemas: { DiagnosisRequest: schema(DiagnosisRequest, 'input'), ExplanationRequest: schema(ExplanationRequest, 'input'), Diagnosis: schema(Diagnosis), Jobs: schema(Jobs), Labels: schema(Labels), QueuedTemplate: schema(QueuedTemplate), LabelProposal: schema(LabelProposal, 'input'), LabelReview: schema(LabelReview, 'input'), Problem: schema(ProblemBody) } },
});
