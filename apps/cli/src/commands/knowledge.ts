import { resolve } from 'node:path';
import { loadKnowledge, type Knowledge } from '@app/adapters/rule-files';
import { ProblemError, type Result } from '@app/model';
import { createObserve } from '@app/observe';
import { createPipeline, type Pipeline } from '@app/pipeline';
import { installedAround } from '@app/wiring';

export const installed = installedAround(import.meta.url);

/** The value, or its problem on its way to the person. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new ProblemError(result.problem);
  return result.value;
}

export const rulesFolder = (folder: string | undefined): string => (folder === undefined ? installed.rules : resolve(folder));

export const knowledgeIn = async (folder: string | undefined): Promise<Knowledge> => must(await loadKnowledge(rulesFolder(folder), installed.keptRules));

export async function pipelineWith(folder: string | undefined): Promise<Pipeline> {
  const { pack, signatures } = await knowledgeIn(folder);
  return createPipeline({ pack, observe: createObserve({ signatures }) });
}
