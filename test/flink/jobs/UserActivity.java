package com.acme.activity;

import com.acme.common.Args;
import com.acme.common.Feed;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Nine of ten events belong to one user. */
public final class UserActivity {
    public static void main(String[] argv) throws Exception {
        Args args = new Args(argv);
        int hot = args.number("hot-percent", 90);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Feed.unbounded(env, "activity", args.number("rate", 2_000), 1_000)
                .map(String::trim).name("parse").disableChaining()
                .keyBy(event -> Feed.sequence(event) % 100 < hot ? "guest" : "user-" + Feed.sequence(event) % 1_000)
                .map(new Count(args.number("work-ms", 3))).name("count-per-user").uid("count-per-user")
                .rebalance()
                .map(count -> "count=" + count).returns(Types.STRING).name("to-row")
                .sinkTo(new DiscardingSink<>()).name("activity-table");
        env.execute("user-activity");
    }

    static final class Count extends RichMapFunction<String, Long> {
        private final int millis;
        private transient ValueState<Long> count;

        Count(int millis) {
            this.millis = millis;
        }

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public Long map(String event) throws Exception {
            Thread.sleep(millis);
            long next = (count.value() == null ? 0 : count.value()) + 1;
            count.update(next);
            return next;
        }
    }
}
