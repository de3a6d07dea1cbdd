package com.acme.common;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Events are "sequence;padding". */
public final class Feed {
    private Feed() {}

    public static SingleOutputStreamOperator<String> unbounded(
            StreamExecutionEnvironment env, String name, double perSecond, int padding) {
        return bounded(env, name, perSecond, padding, Long.MAX_VALUE);
    }

    public static SingleOutputStreamOperator<String> bounded(
            StreamExecutionEnvironment env, String name, double perSecond, int padding, long count) {
        String filler = "x".repeat(padding);
        return env.fromSource(
                new DataGeneratorSource<>(
                        n -> n + ";" + filler, count, RateLimiterStrategy.perSecond(perSecond), Types.STRING),
                WatermarkStrategy.noWatermarks(),
                name);
    }

    public static long sequence(String event) {
        return Long.parseLong(event.substring(0, event.indexOf(';')));
    }
}
