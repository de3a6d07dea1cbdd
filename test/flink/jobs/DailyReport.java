package com.acme.reports;

import com.acme.common.Args;
import com.acme.common.Feed;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Needs --report-date. */
public final class DailyReport {
    public static void main(String[] argv) throws Exception {
        String date = new Args(argv).required("report-date");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Feed.bounded(env, "orders of " + date, 500, 20, 4_000)
                .keyBy(order -> Feed.sequence(order) % 24)
                .map(String::length).name("revenue-per-hour")
                .sinkTo(new DiscardingSink<>()).name("report");
        env.execute("daily-report");
    }
}
