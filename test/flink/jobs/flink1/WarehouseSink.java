package com.acme.telemetry;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;

public final class WarehouseSink implements Sink<String> {
    private final int millis;

    public WarehouseSink(int millis) {
        this.millis = millis;
    }

    @Override
    public SinkWriter<String> createWriter(InitContext context) {
        return new Writer(millis);
    }

    static final class Writer implements SinkWriter<String> {
        private final int millis;

        Writer(int millis) {
            this.millis = millis;
        }

        @Override
        public void write(String reading, Context context) throws InterruptedException {
            insert(reading);
        }

        private void insert(String reading) throws InterruptedException {
            Thread.sleep(millis);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
