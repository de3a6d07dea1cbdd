import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import type { FastifyRequest } from 'fastify';
import type { TextInput } from '@app/adapters/texts';
import { ProblemError, type Diagnosis, type Language } from '@app/model';
import type { Service } from '@app/wiring';
import { parsed } from '../parsed.js';
import type { Telemetry } from '../telemetry.js';
import { contextWords, ExplanationOptions, ExplanationRequest } from './schema.js';
import { withUpload } from './upload.js';

export class ExplanationsService {
  private readonly room = bulkhead(atOnce, waiting);

  constructor(private readonly service: Service, private readonly telemetry: Telemetry) {}

  /** By the kind of the body: JSON, an upload of files, or the text itself. */
  async explain(request: FastifyRequest): Promise<Diagnosis> {
    return request.isMultipart() ? this.explainUpload(request) : this.inTurn(() => this.explainBody(request));
  }

  private async explainBody(request: FastifyRequest): Promise<Diagnosis> {
    if (Buffer.isBuffer(request.body)) {
      const options = parsed(ExplanationOptions, request.query);
      return this.answer([{ kind: 'bytes', name: options.name ?? pasted, bytes: [request.body] }], options.name ?? pasted, options.context ?? [], options.lang);
    }
    const { text, name, context, lang } = parsed(ExplanationRequest, request.body);
    return this.answer([textInput(text, name)], name, contextWords(context), lang);
  }

  /** Files, and a field `text` for what was pasted. `lang` of the page where the form does not say. */
  explainUpload(request: FastifyRequest, lang?: Language): Promise<Diagnosis> {
    return this.inTurn(() => withUpload(request, async ({ inputs, fields }) => {
      const options = parsed(ExplanationOptions, { ...(lang === undefined ? {} : { lang }), ...notEmpty(fields) });
      const all = fields['text'] === undefined || fields['text'].trim() === '' ? inputs : [textInput(fields['text'], pasted), ...inputs];
      if (all.length === 0) throw new ProblemError({ code: 'request.invalid', what: 'The request is not understood', why: 'There is neither a text nor a file in it.', next: 'Paste a stack trace, or choose log files.' });
      const [first] = all;
      const name = options.name ?? (all.length === 1 && first?.kind === 'bytes' ? first.name : `${all.length} texts`);
      return this.answer(all, name, options.context ?? [], options.lang);
    }));
  }

  /** Uploads are taken in turn as well, so that disk and memory hold a few of them at most. */
  private async inTurn(work: () => Promise<Diagnosis>): Promise<Diagnosis> {
    return this.room.execute(work).catch((error: unknown) => {
      throw error instanceof BulkheadRejectedError ? new ProblemError(busy) : error;
    });
  }

  private async answer(inputs: readonly TextInput[], name: string, context: readonly string[], lang: Language): Promise<Diagnosis> {
    const started = performance.now();
    const answer = await this.service.explainer.explain({ inputs, name, context, lang, deadlineMs });
    if (!answer.ok) throw new ProblemError(answer.problem);
    const { diagnosis, snapshot } = answer.value;
    this.telemetry.diagnosed(diagnosis.verdict, (performance.now() - started) / 1_000);
    await this.service.store.save(diagnosis, snapshot);
    await this.service.labelling.take(snapshot, { cluster: '(texts)', job: null });
    return diagnosis;
  }
}

/** One reads while another is judged; more would only share the same processor. */
const atOnce = 2;
/** Longer than what a team sends in a minute of trouble. */
const waiting = 16;
const busy = { code: 'service.busy', what: 'The service has too much to do', why: `${atOnce} explanations are worked on and ${waiting} wait.`, next: 'Ask again in some seconds, or use jobwarden explain on the command line.' } as const;

const pasted = 'pasted text';
/** Longer than any upload within the limits takes, so that a request cannot hold the process for ever. */
const deadlineMs = 120_000;
const textInput = (text: string, name: string): TextInput => ({ kind: 'bytes', name, bytes: [Buffer.from(text, 'utf8')] });
const notEmpty = (fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
