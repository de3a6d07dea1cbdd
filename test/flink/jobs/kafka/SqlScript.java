package com.acme.sql;

import com.acme.common.Args;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/** Runs the statements of {@code --script}, which are separated by semicolons. */
public final class SqlScript {
    public static void main(String[] argv) {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        for (String statement : new Args(argv).required("script").split(";")) {
            tables.executeSql(statement.trim());
        }
    }
}
