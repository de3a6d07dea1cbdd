package com.acme.telemetry;

import com.acme.common.Args;
import com.acme.common.Feed;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Writes every reading to a warehouse that answers slowly. */
public final class TelemetryToWarehouse {
    public static void main(String[] argv) throws Exception {
        Args args = new Args(argv);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Feed.unbounded(env, "readings", args.number("rate", 2_000), 1_000)
                .map(String::trim).name("decode").disableChaining()
                .keyBy(reading -> Feed.sequence(reading) % 500)
                .map(reading -> reading).name("deduplicate").disableChaining()
                .rebalance()
                .sinkTo(new WarehouseSink(args.number("write-ms", 8))).name("warehouse-writer");
        env.execute("telemetry-to-warehouse");
    }
}
