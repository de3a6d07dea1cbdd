package com.acme.invoices;

import com.acme.common.Args;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.formats.json.JsonDeserializationSchema;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Reads orders from Kafka and writes one invoice for each to Kafka, exactly once. */
public final class OrdersToInvoices {
    public static void main(String[] argv) throws Exception {
        Args args = new Args(argv);
        String bootstrap = args.required("bootstrap");
        Properties client = new Properties();
        client.setProperty("default.api.timeout.ms", "" + args.number("api-timeout-ms", 60_000));
        client.setProperty("request.timeout.ms", "" + args.number("request-timeout-ms", 30_000));
        client.setProperty("partition.discovery.interval.ms", "" + args.number("discovery-ms", 300_000));

        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        client.putAll(args.of("source"));
        KafkaSourceBuilder<Order> orders = KafkaSource.builder();
        if (args.number("bounded", 0) > 0) {
            orders.setBounded(OffsetsInitializer.latest());
        }
        if (args.number("pattern", 0) > 0) {
            orders.setTopicPattern(Pattern.compile(args.required("orders")));
        } else {
            orders.setTopics(args.required("orders"));
        }
        KafkaSource<Order> source = orders
                .setBootstrapServers(bootstrap)
                .setGroupId("invoicing-" + args.required("orders"))
                .setStartingOffsets(start(args))
                .setValueOnlyDeserializer(new JsonDeserializationSchema<>(Order.class))
                .setProperties(client)
                .build();
        SingleOutputStreamOperator<String> invoices = env
                .fromSource(source, WatermarkStrategy.noWatermarks(), "orders")
                .keyBy(order -> order.customer)
                .map(order -> "invoice of " + order.id + ": " + order.amount)
                .returns(Types.STRING)
                .name("invoice").uid("invoice");

        KafkaSinkBuilder<String> sink = KafkaSink.<String>builder()
                .setBootstrapServers(args.text("sink-bootstrap", bootstrap))
                .setDeliveryGuarantee(DeliveryGuarantee.valueOf(args.text("guarantee", "EXACTLY_ONCE")))
                .setTransactionalIdPrefix(args.required("invoices"))
                .setRecordSerializer(KafkaRecordSerializationSchema.builder()
                        .setTopic(args.required("invoices")).setValueSerializationSchema(new SimpleStringSchema()).build());
        int timeout = args.number("transaction-timeout-ms", 0);
        if (timeout > 0) {
            sink.setProperty("transaction.timeout.ms", "" + timeout);
        }
        sink.setProperty("max.request.size", "" + args.number("max-request-size", 1_048_576));
        sink.setProperty("max.block.ms", "" + args.number("api-timeout-ms", 60_000));
        args.of("sink").forEach((key, value) -> sink.setProperty((String) key, (String) value));
        invoices.sinkTo(sink.build()).name("invoices").uid("invoices");
        env.execute("orders-to-invoices");
    }

    private static OffsetsInitializer start(Args args) {
        int offset = args.number("offset", -1);
        if (offset == -2) {
            return OffsetsInitializer.committedOffsets();
        }
        if (offset == -3) {
            return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
        }
        if (offset < 0) {
            return OffsetsInitializer.earliest();
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        offsets.put(new TopicPartition(args.required("orders"), 0), (long) offset);
        offsets.put(new TopicPartition(args.required("orders"), 1), (long) offset);
        return OffsetsInitializer.offsets(offsets, OffsetResetStrategy.NONE);
    }

    public static final class Order {
        public long id;
        public String customer;
        public double amount;
    }
}
