package com.acme.common;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

public final class Args {
    private final Map<String, String> values = new HashMap<>();

    public Args(String[] args) {
        for (int i = 0; i + 1 < args.length; i += 2) {
            values.put(args[i].substring(2), args[i + 1]);
        }
    }

    public int number(String key, int fallback) {
        return values.containsKey(key) ? Integer.parseInt(values.get(key)) : fallback;
    }

    public double decimal(String key, double fallback) {
        return values.containsKey(key) ? Double.parseDouble(values.get(key)) : fallback;
    }

    public String text(String key, String fallback) {
        return values.getOrDefault(key, fallback);
    }

    /** What is given for a client: {@code --sink.acks all} is {@code acks} of {@code sink}. */
    public Properties of(String client) {
        Properties found = new Properties();
        values.forEach((key, value) -> {
            if (key.startsWith(client + ".")) {
                found.setProperty(key.substring(client.length() + 1), value);
            }
        });
        return found;
    }

    public String required(String key) {
        if (!values.containsKey(key)) {
            throw new IllegalArgumentException("Missing required parameter --" + key);
        }
        return values.get(key);
    }
}
