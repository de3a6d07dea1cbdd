package com.acme.common;

import java.util.HashMap;
import java.util.Map;

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

    public String required(String key) {
        if (!values.containsKey(key)) {
            throw new IllegalArgumentException("Missing required parameter --" + key);
        }
        return values.get(key);
    }
}
