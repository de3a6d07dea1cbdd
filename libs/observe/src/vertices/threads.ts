import type { ThreadDump } from './schema.js';

/** A task thread without work, or held up by what is downstream: it says nothing about its own operators. */
const waiting = /TaskMailboxImpl\.take|LocalBufferPool\.|requestMemorySegmentBlocking/;

/** Operators that hand a record to a sink: sink v2, the sinks of Flink 1.x, and SQL's. */
const inSink = /\.(SinkWriterOperator|StreamSink|SinkOperator|SinkWriterStateHandler|GenericWriteAheadSink)\./;

/**
 * Share of the working threads of a vertex (0..1) that are inside a sink at this moment. A task thread bears the name of its
 * vertex, `name (index/parallelism)#attempt`. Null when none of them works.
 */
export function sinkShare(dumps: readonly ThreadDump[], vertexName: string): number | null {
  const stacks = dumps
    .flatMap(({ threadInfos }) => threadInfos)
    .filter(({ threadName }) => threadName.startsWith(`${vertexName} (`))
    .map(({ stringifiedThreadInfo }) => stringifiedThreadInfo)
    .filter((stack) => !waiting.test(stack));
  return stacks.length === 0 ? null : stacks.filter((stack) => inSink.test(stack)).length / stacks.length;
}

const sinkOperator = /: (Writer|Committer)$|^Sink: /;

/** Whether a plan node's description (`a<br/>+- b<br/>`) names nothing but one operator, or parts of sinks. */
export function isSinkOnly(description: string): boolean {
  const operators = description.split(/<br\s*\/?>/).map((line) => line.replace(/^[\s:|+-]+/, '').trim()).filter((name) => name !== '');
  return operators.length <= 1 || operators.every((name) => sinkOperator.test(name));
}
