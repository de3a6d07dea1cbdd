package com.acme.stock;

import com.acme.common.Args;
import com.acme.common.Feed;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Prints to standard output, as first jobs do. */
public final class StockTicker {
    public static void main(String[] argv) throws Exception {
        Args args = new Args(argv);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Feed.unbounded(env, "stock-moves", args.number("rate", 5), 0)
                .map(move -> "shelf " + Feed.sequence(move) % 12 + " holds " + Feed.sequence(move) % 90)
                .name("describe")
                .print().name("standard-output");
        env.execute("stock-ticker");
    }
}
