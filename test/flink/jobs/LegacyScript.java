package com.acme.legacy;

import com.acme.common.Args;
import com.acme.common.Feed;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Calls System.exit when it thinks that its work is done. */
public final class LegacyScript {
    public static void main(String[] argv) throws Exception {
        int last = new Args(argv).number("last", 100);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Feed.unbounded(env, "script-lines", 10, 20)
                .map(line -> run(line, last)).name("run-line")
                .sinkTo(new DiscardingSink<>()).name("script-output");
        env.execute("legacy-script");
    }

    static String run(String line, int last) {
        if (Feed.sequence(line) >= last) {
            System.exit(1);
        }
        return line;
    }
}
