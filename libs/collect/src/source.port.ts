/**
 * The port of `collect`: something that can be asked. It stands in `model`, because observers name its needs too.
 * A source answers within the deadline and never throws: an unreachable system is an answer.
 * Every adapter of it passes `test/contracts/`.
 */
export type { Need, Reading, Source, SourceName } from '@app/model';
