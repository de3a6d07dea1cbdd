package com.acme.billing;

import com.acme.common.Args;
import com.acme.common.Feed;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The first attempts meet an amount that is no number; later ones do not. */
public final class InvoiceExport {
    public static void main(String[] argv) throws Exception {
        Args args = new Args(argv);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Feed.unbounded(env, "invoices", args.number("rate", 60), 40)
                .keyBy(invoice -> Feed.sequence(invoice) % 16)
                .map(new ParseAmount(args.number("bad-attempts", 3))).name("parse-amount").uid("parse-amount")
                .rebalance()
                .map(amount -> amount + 1).name("add-vat")
                .sinkTo(new DiscardingSink<>()).name("ledger");
        env.execute("invoice-export");
    }

    static final class ParseAmount extends RichMapFunction<String, Long> {
        private final int badAttempts;
        private transient int seen;

        ParseAmount(int badAttempts) {
            this.badAttempts = badAttempts;
        }

        @Override
        public Long map(String invoice) {
            boolean bad = getRuntimeContext().getTaskInfo().getAttemptNumber() < badAttempts;
            return Long.parseLong(bad && ++seen > 40 ? "12,50 EUR" : String.valueOf(Feed.sequence(invoice)));
        }
    }
}
