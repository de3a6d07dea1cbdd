import { describe, expect, it } from 'vitest';
import { isSinkOnly, sinkShare } from './threads.js';

const thread = (threadName: string, ...frames: string[]) => ({ threadName, stringifiedThreadInfo: frames.map((frame) => `\tat ${frame}\n`).join('') });
const writing = 'app//org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperator.processElement(SinkWriterOperator.java:160)';
const mapping = 'app//org.apache.flink.streaming.api.operators.StreamMap.processElement(StreamMap.java:38)';
const idle = 'app//org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl.take(TaskMailboxImpl.java:161)';

describe('sinkShare', () => {
  it.each([
    ['all write', [thread('to db (1/2)#0', writing), thread('to db (2/2)#0', writing)], 1],
    ['one maps', [thread('to db (1/2)#0', writing, mapping), thread('to db (2/2)#3', mapping)], 0.5],
    ['an idle one does not count', [thread('to db (1/2)#0', writing), thread('to db (2/2)#0', idle)], 1],
    ['all idle', [thread('to db (1/2)#0', idle)], null],
    ['another vertex', [thread('to db too (1/2)#0', writing)], null],
    ['helper threads of it', [thread('OutputFlusher for to db (1/2)#0', writing)], null],
  ])('%s', (_, threadInfos, share) => {
    expect(sinkShare([{ threadInfos }], 'to db')).toBe(share);
  });
});

describe('isSinkOnly', () => {
  it.each([
    ['orders: Writer<br/>', true],
    ['anything<br/>', true],
    ['orders: Writer<br/>+- orders: Committer<br/>', true],
    ['enrich<br/>+- orders: Writer<br/>', false],
    ['[4]:Calc(select=[a])<br/>+- Sink: out<br/>', false],
  ])('%s', (description, only) => {
    expect(isSinkOnly(description)).toBe(only);
  });
});
