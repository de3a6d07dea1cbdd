package com.acme.clicks;

import com.acme.common.Args;
import com.acme.common.Feed;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** No state: normalises clicks and drops those of robots. */
public final class ClickNormalizer {
    public static void main(String[] argv) throws Exception {
        Args args = new Args(argv);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Feed.unbounded(env, "clicks", args.decimal("rate", 200), 60)
                .map(String::toLowerCase).name("normalize")
                .filter(click -> Feed.sequence(click) % 10 != 0).name("drop-robots")
                .rebalance()
                .map(String::trim).name("format")
                .sinkTo(new DiscardingSink<>()).name("click-log");
        env.execute("click-normalizer");
    }
}
