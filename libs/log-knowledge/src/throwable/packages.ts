/**
 * Whose code a stack frame is. Only these lists decide: user code may have any package, or none.
 * `engine` settles that the fault is not user code; `neutral` code only does what its caller asked, so the caller decides.
 */
export const engineExceptions: readonly { readonly prefix: string; readonly why: string }[] = [
  { prefix: 'org.apache.flink.streaming.examples.', why: 'programs of the Flink distribution are jobs' },
  { prefix: 'org.apache.flink.table.examples.', why: 'programs of the Flink distribution are jobs' },
  { prefix: 'org.apache.flink.examples.', why: 'programs of the Flink distribution are jobs' },
];

export const enginePackages: readonly { readonly prefix: string; readonly why: string }[] = [
  { prefix: 'org.apache.flink.', why: 'Flink, its connectors, CDC and shaded copies' },
  { prefix: 'com.ververica.', why: 'Flink CDC and the SQL gateway before they moved to Apache' },
  { prefix: 'com.alibaba.ververica.', why: 'Flink CDC in its first versions' },
  { prefix: 'org.apache.kafka.', why: 'Kafka client below the connector' },
  { prefix: 'io.debezium.', why: 'change readers below Flink CDC' },
  { prefix: 'org.apache.pekko.', why: 'RPC of Flink 1.18 and later' },
  { prefix: 'akka.', why: 'RPC of Flink up to 1.17' },
  { prefix: 'io.netty.', why: 'data and REST transport' },
  { prefix: 'org.apache.calcite.', why: 'SQL planner' },
  { prefix: 'org.codehaus.janino.', why: 'compiler of generated SQL code' },
  { prefix: 'org.codehaus.commons.compiler.', why: 'compiler of generated SQL code' },
  { prefix: 'com.esotericsoftware.', why: 'Kryo, the fallback serializer of Flink' },
  { prefix: 'org.rocksdb.', why: 'state backend' },
  { prefix: 'org.forstdb.', why: 'state backend of Flink 2' },
  { prefix: 'org.apache.hudi.', why: 'table format with its own Flink writer' },
  { prefix: 'org.apache.iceberg.', why: 'table format with its own Flink writer' },
  { prefix: 'org.apache.paimon.', why: 'table format with its own Flink writer' },
  { prefix: 'com.netease.arctic.', why: 'table format with its own Flink writer' },
  { prefix: 'org.apache.amoro.', why: 'table format with its own Flink writer' },
  { prefix: 'org.apache.fluss.', why: 'storage with its own connector' },
  { prefix: 'com.alibaba.fluss.', why: 'storage with its own connector' },
  { prefix: 'org.apache.inlong.', why: 'connectors of InLong' },
  ...['org.dinky.', 'com.dlink.', 'org.apache.streampark.', 'com.streamxhub.', 'org.apache.zeppelin.', 'org.apache.linkis.', 'com.webank.wedatasphere.', 'org.apache.kyuubi.', 'org.apache.dolphinscheduler.'].map((prefix) => ({ prefix, why: 'a platform that submits jobs for its users' })),
  { prefix: 'org.apache.doris.flink.', why: 'connector' },
  { prefix: 'com.starrocks.connector.flink.', why: 'connector' },
  { prefix: 'org.apache.pulsar.', why: 'client below the connector' },
  { prefix: 'pyflink.', why: 'Flink for Python' },
  { prefix: 'apache_beam.', why: 'runs Python functions for Flink' },
  { prefix: 'org.apache.beam.', why: 'runs Python functions for Flink' },
  { prefix: 'py4j.', why: 'bridge from Python to Java' },
];

/** Code that tells nothing about where a fault comes from: the JDK, the runtime of a language, libraries that anything uses. */
export const anybodysPackages: readonly { readonly prefix: string; readonly why: string }[] = [
  ...['org.apache.flink.table.data.', 'org.apache.flink.types.', 'org.apache.flink.api.java.tuple.', 'org.apache.flink.util.Preconditions'].map((prefix) => ({ prefix, why: 'rows, tuples and checks of arguments do what the caller asked' })),
  ...['java.', 'javax.', 'jdk.', 'sun.', 'com.sun.', 'jakarta.'].map((prefix) => ({ prefix, why: 'JDK' })),
  ...['numpy.', 'pandas.', 'pyarrow.', 'concurrent.', 'threading.'].map((prefix) => ({ prefix, why: 'Python library' })),
  ...['scala.', 'kotlin.', 'groovy.', 'clojure.'].map((prefix) => ({ prefix, why: 'runtime of a language' })),
  ...['com.google.', 'com.fasterxml.', 'com.alibaba.fastjson', 'org.json.', 'org.apache.commons.', 'org.apache.avro.', 'org.apache.parquet.', 'org.apache.orc.', 'org.slf4j.', 'org.apache.logging.', 'org.springframework.', 'io.vertx.', 'reactor.', 'org.jboss.', 'org.apache.log4j.', 'ch.qos.logback.']
    .map((prefix) => ({ prefix, why: 'general library' })),
];

/** What stands between a client and its fault, and what Flink itself uses everywhere. */
export const betweenPackages: readonly { readonly prefix: string; readonly why: string }[] = [
  ...['org.apache.http.', 'okhttp3.', 'okio.', 'io.grpc.', 'io.netty.', 'org.apache.thrift.'].map((prefix) => ({ prefix, why: 'transport below a client' })),
  { prefix: 'org.apache.flink.util.', why: 'class loaders, futures and checks, called from everywhere' },
  ...['org.apache.flink.runtime.security.contexts.', 'org.apache.flink.runtime.concurrent.'].map((prefix) => ({ prefix, why: 'what every process and call is run in' })),
];

/** Code that only did what its caller asked: what is anybody's, and clients of outside systems. */
export const neutralPackages: readonly { readonly prefix: string; readonly why: string }[] = [
  ...anybodysPackages,
  ...['com.mysql.', 'org.postgresql.', 'oracle.', 'com.microsoft.sqlserver.', 'ru.yandex.clickhouse.', 'com.clickhouse.', 'com.zaxxer.', 'com.alibaba.druid.', 'org.apache.hive.', 'redis.clients.', 'io.lettuce.', 'com.mongodb.', 'org.elasticsearch.', 'co.elastic.', 'org.opensearch.', 'org.apache.http.', 'okhttp3.', 'org.apache.hadoop.', 'org.apache.zookeeper.', 'org.apache.curator.', 'com.amazonaws.', 'software.amazon.', 'com.aliyun.', 'com.azure.', 'io.grpc.', 'io.fabric8.', 'com.datastax.']
    .map((prefix) => ({ prefix, why: 'client or driver of an outside system' })),
];
