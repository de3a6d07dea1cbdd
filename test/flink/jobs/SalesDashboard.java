package com.acme.sales;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;

public final class SalesDashboard {
    public static void main(String[] argv) {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        tables.getConfig().set("pipeline.name", "sales-dashboard");
        tables.executeSql("CREATE TABLE sales (shop INT, amount DOUBLE, sold_at AS PROCTIME()) WITH ('connector'='datagen',"
                + " 'rows-per-second'='100', 'fields.shop.min'='1', 'fields.shop.max'='40')");
        tables.executeSql("CREATE TABLE per_shop (shop INT, total DOUBLE) WITH ('connector'='blackhole')");
        StatementSet statements = tables.createStatementSet();
        statements.addInsertSql("INSERT INTO per_shop SELECT shop, SUM(amount) FROM sales GROUP BY shop");
        statements.execute();
    }
}
