import type { Category, Label, Neighbour, QueuedTemplate, Review, TemplateSeen } from '@app/model';

export interface LabelPage {
  readonly items: readonly QueuedTemplate[];
  /** Opaque; hand it back as `cursor` for the page after this one. Null on the last page. */
  readonly next: string | null;
}

/**
 * The labelling queue: templates that no signature knows, and what people say about them. Nothing here is an answer to
 * anyone before it was approved, exported and put into the rule pack. Methods reject with `store.unavailable` as the
 * diagnosis store's do.
 */
export interface LabelStore {
  /** Adds sightings; events at or before the last one of the same template, cluster and place were counted before. Resolves with the ids that are new. */
  saveTemplates(seen: readonly TemplateSeen[]): Promise<readonly string[]>;
  /** What a template resembles, for whoever labels it. An unknown id is ignored. */
  suggest(id: string, suggestion: { readonly neighbours: readonly Neighbour[]; readonly category: Category | null }): Promise<void>;
  /** In one state of review; what is most worth labelling first, then by id. An unreadable cursor starts from the beginning. */
  templates(page: { readonly review: Review; readonly limit: number; readonly cursor: string | null }): Promise<LabelPage>;
  template(id: string): Promise<QueuedTemplate | null>;
  /** Sets label and state if the present state is one of `from`; false when it is not, or there is no such template. */
  setLabel(id: string, label: Label, to: Review, from: readonly Review[]): Promise<boolean>;
  /** Removes unlabelled templates: those that are named, those last seen before `before`, and the least worth beyond `most`. Resolves with how many went. */
  dropTemplates(what: { readonly ids?: readonly string[]; readonly before?: Date; readonly most?: number }): Promise<number>;
}
