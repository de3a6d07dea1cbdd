package com.acme.shipping;

import com.acme.common.Args;
import com.acme.common.Feed;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Four vertices in a row; the route planner is slow. */
public final class ShipmentTracking {
    public static void main(String[] argv) throws Exception {
        Args args = new Args(argv);
        int millis = args.number("plan-ms", 5);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Feed.unbounded(env, "shipments", args.number("rate", 3_000), args.number("padding", 1_000))
                .disableChaining()
                .map(String::trim).name("geocode").disableChaining()
                .keyBy(shipment -> Feed.sequence(shipment) % 1_000)
                .map(shipment -> plan(shipment, millis)).name("plan-route").disableChaining()
                .rebalance()
                .map(String::length).name("estimate-arrival")
                .sinkTo(new DiscardingSink<>()).name("arrivals");
        env.execute("shipment-tracking");
    }

    static String plan(String shipment, int millis) throws InterruptedException {
        Thread.sleep(millis);
        return shipment;
    }
}
