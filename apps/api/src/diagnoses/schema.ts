import { z } from 'zod';
import { languages } from '@app/model';

export const DiagnosisRequest = z.strictObject({
  job: z.string().trim().min(1).max(2_048).describe('Address of a listed cluster with or without job id, web UI link, job id, job name, or cluster name'),
  cluster: z.string().trim().min(1).max(200).optional().describe('Name of a listed cluster, to tell jobs of the same name apart'),
  at: z.iso.datetime({ offset: true }).optional().describe('A past time answers with the nearest stored diagnosis'),
  lang: z.enum(languages).default('en').describe('Language of the texts'),
});
export type DiagnosisRequest = z.infer<typeof DiagnosisRequest>;

export const DiagnosisId = z.string().min(1).max(100);
