package com.acme.payments;

import com.acme.common.Args;
import com.acme.common.Feed;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A payment without country makes the scoring fail on every attempt. */
public final class PaymentScoring {
    public static void main(String[] argv) throws Exception {
        Args args = new Args(argv);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Feed.unbounded(env, "payments", args.number("rate", 40), 30)
                .keyBy(payment -> Feed.sequence(payment) % 64)
                .map(new Score(args.number("poison", 120))).name("score").uid("score")
                .keyBy(score -> score % 8)
                .map(new MerchantTotals()).name("merchant-totals").uid("merchant-totals")
                .rebalance()
                .map(score -> "score=" + score).returns(Types.STRING).name("to-alert")
                .sinkTo(new DiscardingSink<>()).name("alerts");
        env.execute("payment-scoring");
    }

    static final class CountryRisk {
        private final Map<String, Integer> risk = new HashMap<>();

        CountryRisk() {
            risk.put("NL", 3);
            risk.put("SG", 2);
        }

        int of(String country) {
            return risk.get(country);
        }
    }

    static final class Score extends RichMapFunction<String, Long> {
        private final int poison;
        private transient CountryRisk countries;

        Score(int poison) {
            this.poison = poison;
        }

        @Override
        public void open(OpenContext context) {
            countries = new CountryRisk();
        }

        @Override
        public Long map(String payment) {
            long sequence = Feed.sequence(payment);
            String country = sequence % poison == poison - 1 ? null : "NL";
            return sequence * countries.of(country);
        }
    }

    /** After the first failures it finds its own totals of the run before still marked as open. */
    static final class MerchantTotals extends RichMapFunction<Long, Long> {
        private transient int seen;

        @Override
        public Long map(Long score) {
            int attempt = getRuntimeContext().getTaskInfo().getAttemptNumber();
            if (attempt > 1 && attempt % 2 == 0 && ++seen > 3) {
                throw new IllegalStateException("Totals of the previous run were not closed");
            }
            return score;
        }
    }
}
