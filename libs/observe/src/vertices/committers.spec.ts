import { expect, it } from 'vitest';
import { giveUpMetrics } from './committers.js';

it.each<[string, readonly string[]]>([
  ['invoice -> invoices: Writer -> invoices: Committer', ['invoices__Committer.failedCommittables']],
  ['Source: orders', []],
  ['map -> (orders: Writer -> orders: Committer, audit: Writer -> audit: Committer)', ['orders__Committer.failedCommittables', 'audit__Committer.failedCommittables']],
  ['map -> (orders: Writer -> orders: Committer, Sink: Print to Std. Out)', ['orders__Committer.failedCommittables']],
  ['invoices[5]: Writer -> invoices[5]: Committer', ['invoices[5]__Committer.failedCommittables']],
  ['files: Global Committer', ['files__Global_Committer.failedCommittables']],
  [`${'n'.repeat(90)}: Committer`, [`${'n'.repeat(80)}.failedCommittables`]],
])('%s has the counters %j', (vertex, ids) => expect(giveUpMetrics(vertex)).toEqual(ids));
