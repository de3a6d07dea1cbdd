import { labelFiles, type PackFile } from '@app/log-knowledge';
import { ProblemError, type Label, type QueuedTemplate, type Review } from '@app/model';
import type { LabelPage } from '@app/pipeline';
import type { Service } from '@app/wiring';
import { parsed } from '../parsed.js';
import { LabelProposal, LabelReview, LabelsQuery, TemplateId } from './schema.js';

/** Labels of log templates: proposed by who knows, reviewed by another call, exported as files. Here they answer nobody. */
export class LabelsService {
  constructor(private readonly service: Service) {}

  async list(query: unknown): Promise<LabelPage> {
    const { review, limit, cursor } = parsed(LabelsQuery, query);
    return this.service.store.templates({ review, limit, cursor: cursor ?? null });
  }

  async propose(body: unknown): Promise<QueuedTemplate> {
    const { template: id, author, ...words } = parsed(LabelProposal, body);
    const { role, code, cause, advice, note } = words;
    const says = role === 'harmless' || role === 'follow-up' ? note !== undefined : this.service.hasCode(code) || (cause !== undefined && advice !== undefined);
    if (!says) {
      throw new ProblemError({
        code: 'request.invalid', what: 'The request is not understood', why: role === 'harmless' || role === 'follow-up' ? 'note: say why it does no harm' : `code: the rule pack has no ${code}, so cause and advice are needed, in English and Chinese`,
        next: 'See /api/docs for what is allowed.',
      });
    }
    if (advice !== undefined && advice.en.length !== advice.zh.length) throw new ProblemError({ code: 'request.invalid', what: 'The request is not understood', why: `advice: there are ${advice.en.length} sentences in English and ${advice.zh.length} in Chinese`, next: 'Give the same sentences in both.' });
    const label: Label = { words, author, at: this.now(), reviewer: null, reviewedAt: null, comment: null };
    return this.change(id, label, 'proposed', ['unlabelled', 'proposed', 'rejected']);
  }

  async review(template: string, body: unknown): Promise<QueuedTemplate> {
    const id = parsed(TemplateId, template);
    const { decision, reviewer, comment } = parsed(LabelReview, body);
    const { label } = await this.known(id);
    if (label === null) throw conflict(id, 'unlabelled');
    if (decision === 'approve' && isSame(reviewer, label.author)) throw new ProblemError({ code: 'label.own-review', what: 'A label is approved by somebody else', why: `${label.author} proposed it.`, next: 'Ask somebody else who knows the line, and give their name as reviewer.' });
    return this.change(id, { ...label, reviewer, reviewedAt: this.now(), comment: comment ?? null }, decision === 'approve' ? 'approved' : 'rejected', ['proposed']);
  }

  /** All approved labels as files of the rule pack. */
  async files(): Promise<readonly PackFile[]> {
    const approved: QueuedTemplate[] = [];
    let cursor: string | null = null;
    do {
      const page: LabelPage = await this.service.store.templates({ review: 'approved', limit: 500, cursor });
      approved.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    return labelFiles(approved, (code) => this.service.hasCode(code));
  }

  private now(): string {
    return this.service.clock.now().toISOString();
  }

  private async known(id: string): Promise<QueuedTemplate> {
    const found = await this.service.store.template(id);
    if (found === null) throw new ProblemError({ code: 'label.not-found', what: 'No such template', why: `There is no template ${id}; it may be too old, or known by now.`, next: 'GET /api/v1/labels lists what waits for a label.' });
    return found;
  }

  private async change(id: string, label: Label, to: Review, from: readonly Review[]): Promise<QueuedTemplate> {
    if (!(await this.service.store.setLabel(id, label, to, from))) throw conflict(id, (await this.known(id)).review);
    return this.known(id);
  }
}

const isSame = (one: string, other: string): boolean => one.normalize('NFKC').toLowerCase() === other.normalize('NFKC').toLowerCase();
const conflict = (id: string, review: Review): ProblemError => new ProblemError({
  code: 'label.conflict', what: 'The label is in another state', why: `Template ${id} is ${review}.`, next: review === 'approved' ? 'Correct it in the file of the rule pack that it was exported to.' : 'Propose a label first, then review it.',
});
