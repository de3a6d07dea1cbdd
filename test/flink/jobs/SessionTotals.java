package com.acme.sessions;

import com.acme.common.Args;
import com.acme.common.Feed;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** Keyed totals; batches of page views arrive in bursts of some seconds. */
public final class SessionTotals {
    public static void main(String[] argv) throws Exception {
        Args args = new Args(argv);
        int burst = args.number("burst", 400);
        int millis = args.number("work-ms", 0);
        long period = args.number("period-ms", 20_000);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Feed.unbounded(env, "page-view-batches", args.number("rate", 4), args.number("padding", 40))
                .<String>flatMap((batch, out) -> {
                    int size = System.currentTimeMillis() % period < period / 3 ? burst : 5;
                    long first = Feed.sequence(batch) * burst;
                    for (int i = 0; i < size; i++) {
                        out.collect((first + i) + ";" + batch);
                    }
                }).returns(Types.STRING).name("unpack-batch")
                .keyBy(view -> Feed.sequence(view) % 5_000)
                .process(new Total(millis)).name("session-totals").uid("session-totals")
                .rebalance()
                .map(total -> "total=" + total).returns(Types.STRING).name("to-json")
                .sinkTo(new DiscardingSink<>()).name("totals-topic");
        env.execute("session-totals");
    }

    static final class Total extends KeyedProcessFunction<Long, String, Long> {
        private final int millis;
        private transient ValueState<Long> total;

        Total(int millis) {
            this.millis = millis;
        }

        @Override
        public void open(OpenContext context) {
            total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", Types.LONG));
        }

        @Override
        public void processElement(String view, Context context, Collector<Long> out) throws Exception {
            if (millis > 0) {
                Thread.sleep(millis);
            }
            long next = (total.value() == null ? 0 : total.value()) + view.length();
            total.update(next);
            out.collect(next);
        }
    }
}
