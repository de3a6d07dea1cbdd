import { z } from 'zod';
import { LabelWords, reviews } from '@app/model';

const person = z.string().trim().min(1, 'is empty').max(200);
const template = z.string().regex(/^[0-9a-f]{16}$/, 'is the id of a template: 16 hexadecimal digits');

export const LabelsQuery = z.strictObject({
  review: z.enum(reviews).default('unlabelled').describe('State of review'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(2_000).optional(),
});
export const LabelProposal = LabelWords.extend({ template: template.describe('Id of the template'), author: person.describe('Who says so') });
export const LabelReview = z.strictObject({
  decision: z.enum(['approve', 'reject']), reviewer: person, comment: z.string().trim().min(1).max(2_000).optional(),
});
export const TemplateId = template;
