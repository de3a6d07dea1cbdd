package com.acme.basket;

import com.acme.common.Args;
import com.acme.common.Feed;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Keeps every product image it has seen on the heap. */
public final class BasketCache {
    public static void main(String[] argv) throws Exception {
        Args args = new Args(argv);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Feed.unbounded(env, "baskets", args.number("rate", 20), 40)
                .keyBy(basket -> 7)
                .map(new Images(args.number("image-kb", 3072))).name("attach-images").uid("attach-images")
                .rebalance()
                .map(String::trim).name("render")
                .sinkTo(new DiscardingSink<>()).name("basket-pages");
        env.execute("basket-cache");
    }

    static final class Images extends RichMapFunction<String, String> {
        private final int kilobytes;
        private transient List<byte[]> cache;

        Images(int kilobytes) {
            this.kilobytes = kilobytes;
        }

        @Override
        public String map(String basket) {
            if (cache == null) {
                cache = new ArrayList<>();
            }
            cache.add(new byte[kilobytes * 1024]);
            return basket + cache.size();
        }
    }
}
