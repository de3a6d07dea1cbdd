import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { loadPack, type Pack, runCases } from "@app/diagnose";
import {
	createSignatureMatcher,
	parseSignatures,
	type Signature,
} from "@app/log-knowledge";
import { catalogue } from "@app/observe";
import { describe, expect, it } from "vitest";
import {
	followsLoss,
	heraldsLoss,
	losses,
} from "../../libs/observe/src/failures/first-fault.js";

const project = join(import.meta.dirname, "..", "..");

/** All YAML files below a folder, path (with `/`) → text. */
function yamlIn(folder: string): ReadonlyMap<string, string> {
	const root = join(project, folder);
	return new Map(
		readdirSync(root, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
			.map((entry) => join(entry.parentPath, entry.name))
			.map((path) => [
				relative(root, path).split(sep).join("/"),
				readFileSync(path, "utf8"),
			]),
	);
}

const isNoRule = (path: string): boolean => /^(?:signatures|shapes)\//.test(path);
const isSignatures = (path: string): boolean => path.startsWith("signatures/");
const files = yamlIn("rules");
const caseFiles = yamlIn("fixtures/rules");
const ruleFiles = [...files.keys()]
	.filter((path) => !isNoRule(path))
	.sort();

function packOrThrow(): Pack {
	const loaded = loadPack(files, catalogue);
	if (!loaded.ok) throw new Error(loaded.problem.why);
	return loaded.value;
}

const signatures = [...files]
	.filter(([path]) => isSignatures(path))
	.flatMap(([path, text]): readonly Signature[] => {
		const parsed = parseSignatures(text, path);
		if (!parsed.ok) throw new Error(parsed.problem.why);
		return parsed.value;
	});

describe("rules", () => {
	const pack = packOrThrow();

	it.each([...followsLoss, ...heraldsLoss, ...losses])(
		"have %s, which decides what was first",
		(code) => expect(pack.rule(code)).not.toBeNull(),
	);

	it("hold in every case", async () => {
		const run = await runCases(pack, caseFiles);
		expect(
			run.problems.map(({ file, line, why }) => `${file}:${line} ${why}`),
		).toEqual([]);
		expect(
			[...run.uncovered].map(
				([code, verdicts]) => `${code}: no case for ${verdicts.join(", ")}`,
			),
		).toEqual([]);
		const withLookAlike = new Set(
			run.outcomes.filter(({ lookAlike }) => lookAlike).map(({ rule }) => rule),
		);
		expect(
			pack.rules
				.map(({ code }) => code)
				.filter((code) => !withLookAlike.has(code)),
		).toEqual([]);
	});

	it("have their cases at the same path", () => {
		expect([...caseFiles.keys()].sort()).toEqual(ruleFiles);
	});

	it("that must not be unknown are few, and wait for no second reading", () => {
		expect(pack.mandatory).toEqual([
			"ckpt-disabled",
			"ckpt-stale",
			"failover-rate-rising",
			"log-only-fault",
			"main-method-error",
			"restart-exhausted",
			"slots-shortage",
			"source-lag-growing",
		]);
		const twice = new Set(
			catalogue
				.filter(({ twoReadings }) => twoReadings)
				.map(({ name }) => name),
		);
		const facts = pack.mandatory
			.flatMap((code) => pack.rule(code)?.when.leaves ?? [])
			.flatMap(({ left }) => (left.kind === "fact" ? [left.name] : []));
		expect(facts.filter((name) => twice.has(name))).toEqual([]);
	});

	it.each(pack.rules.map((rule) => [rule.code, rule] as const))(
		"%s says it in Chinese, too",
		(_code, { texts }) => {
			for (const text of [texts.zh.says, texts.zh.because, ...texts.zh.advice])
				expect(text).toMatch(/\p{Script=Han}/u);
			for (const text of [texts.en.says, texts.en.because, ...texts.en.advice])
				expect(text).not.toMatch(/\p{Script=Han}/u);
		},
	);

	it("never claim a fault that is over to hurt a job that has ended well", () => {
		const past = pack.rules.filter((rule) =>
			rule.when.leaves.some(
				({ left, operator }) =>
					left.kind === "fact" &&
					left.name === "failure.cause" &&
					operator === "equal",
			),
		);
		expect(
			past.filter(({ healed }) => healed === null).map(({ code }) => code),
		).toEqual([]);
	});
});

describe("signatures", () => {
	const pack = packOrThrow();

	it("are each named once", () => {
		const ids = signatures.map(({ id }) => id);
		expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
	});

	it("never let a generic class alone name a cause", () => {
		const generic = new Set([
			"Exception",
			"RuntimeException",
			"IOException",
			"TimeoutException",
			"IllegalStateException",
			"IllegalArgumentException",
			"FlinkException",
			"FlinkRuntimeException",
			"JobException",
			"KafkaException",
			"NullPointerException",
			"TableException",
			"ValidationException",
			"RemoteException",
			"SQLException",
		]);
		const loose = signatures.filter(
			(one) =>
				one.class?.some((name) => generic.has(name)) === true &&
				(one.message ?? one.frame ?? one.userFrame ?? one.origin ?? one.text) === undefined,
		);
		expect(loose.map(({ id }) => id)).toEqual([]);
	});

	it("that name causes of exceptions name rules, as far as the catalogue of rules goes", () => {
		const ofLogsOnly = new Set([
			"ha-zookeeper-trouble",
			"ha-k8s-trouble",
			"tm-registration-timeout",
			"kafka-txn-data-loss",
			"offset-reset-silent",
			"entry-class-not-found",
		]);
		const nameless = signatures.filter(
			({ role, code }) =>
				role === "cause" && !pack.rule(code) && !ofLogsOnly.has(code),
		);
		expect(nameless.map(({ id }) => id)).toEqual([]);
	});

	it("that are conclusive in a log alone have a rule that reads the logs", () => {
		const pack = packOrThrow();
		const readsLogs = (code: string): boolean =>
			pack
				.rule(code)
				?.when.leaves.some(
					({ left }) => left.kind === "fact" && left.name === "logs.fault",
				) ?? false;
		const alone = signatures.filter((one) => one.alone);
		expect(alone.length).toBeGreaterThan(0);
		expect(
			alone.filter(({ code }) => !readsLogs(code)).map(({ id }) => id),
		).toEqual([]);
		expect(readsLogs("heap-oom")).toBe(false);
	});

	const matcher = createSignatureMatcher(signatures);
	const inner = (text: string): string =>
		`org.apache.flink.runtime.JobException: Recovery is suppressed by FixedDelayRestartBackoffTimeStrategy(maxNumberRestartAttempts=3, backoffTimeMS=1000)\n\tat org.apache.flink.runtime.executiongraph.failover.ExecutionFailureHandler.handleFailure(ExecutionFailureHandler.java:180)\nCaused by: ${text}`;
	it.each([
		[
			"user-code-exception",
			"java.lang.NullPointerException\n\tat shop.Prices.of(Prices.java:38)\n\tat org.apache.flink.streaming.api.operators.StreamMap.processElement(StreamMap.java:38)",
		],
		[
			"heap-oom",
			"java.lang.OutOfMemoryError: Java heap space\n\tat shop.Cache.put(Cache.java:12)",
		],
		[
			"metaspace-oom",
			"java.lang.OutOfMemoryError: Metaspace. The metaspace out-of-memory error has occurred. This can mean two things",
		],
		[
			"no-resource-available",
			"java.util.concurrent.CompletionException: org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException: Could not acquire the minimum required resources.\nCaused by: org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException: Could not acquire the minimum required resources.",
		],
		[
			"tm-unreachable",
			"org.apache.flink.runtime.jobmaster.JobMasterException: TaskManager with id 10.0.0.7:40123-5c61d8 is no longer reachable.",
		],
		[
			"tm-heartbeat-timeout",
			"java.util.concurrent.TimeoutException: The heartbeat of TaskManager with id 10.0.0.7:40123-5c61d8 timed out.",
		],
		[
			"remote-transport-lost",
			"org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: Connection unexpectedly closed by remote task manager '10.0.0.7/10.0.0.7:40123 [ 10.0.0.7:40123-5c61d8 ] '. This might indicate that the remote task manager was lost.",
		],
		[
			"class-not-found",
			"java.lang.NoClassDefFoundError: org/apache/kafka/common/serialization/Deserializer\nCaused by: java.lang.ClassNotFoundException: org.apache.kafka.common.serialization.Deserializer",
		],
		[
			"linkage-conflict",
			"java.lang.NoSuchMethodError: 'void shop.Codec.close()'\n\tat shop.Main.run(Main.java:3)",
		],
		[
			"ckpt-expired",
			"org.apache.flink.util.FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold. The latest checkpoint failed due to Checkpoint expired before completing, view the Checkpoint History tab or the Job Manager log to find out why continuous checkpoints failed.",
		],
		[
			"ckpt-tolerance-exceeded",
			"org.apache.flink.util.FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold. The latest checkpoint failed due to Asynchronous task checkpoint failed., view the Checkpoint History tab or the Job Manager log to find out why continuous checkpoints failed.",
		],
		[
			"kafka-auth",
			"java.lang.RuntimeException: One or more fetchers have encountered exception\nCaused by: java.lang.RuntimeException: SplitFetcher thread 0 received unexpected exception while polling the records\nCaused by: org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [orders]",
		],
		[
			"deserialization-error",
			"java.lang.RuntimeException: One or more fetchers have encountered exception\nCaused by: java.io.IOException: Failed to deserialize consumer record due to\nCaused by: java.io.IOException: Failed to deserialize JSON '{'.",
		],
		[
			"fetcher-error",
			"java.lang.RuntimeException: One or more fetchers have encountered exception\nCaused by: java.io.IOException: broken pipe\n\tat org.apache.flink.connector.base.Reader.read(Reader.java:1)",
		],
		[
			"restart-exhausted",
			"java.util.concurrent.TimeoutException: nobody answered\n\tat org.apache.flink.runtime.Somewhere.call(Somewhere.java:1)",
		],
	])("recognise %s inside the envelope of a failed job", (code, text) => {
		expect(matcher.match(inner(text)).match?.code).toBe(code);
	});

	it.each([
		[
			"java.lang.RuntimeException: failed\n\tat org.apache.flink.runtime.Task.run(Task.java:1)",
		],
		[
			"java.io.IOException: Connection reset by peer\n\tat java.base/sun.nio.ch.SocketDispatcher.read0(Native Method)\n\tat org.apache.flink.runtime.Netty.read(Netty.java:1)",
		],
		[
			"java.util.concurrent.TimeoutException: nobody answered\n\tat org.apache.flink.runtime.Task.run(Task.java:1)",
		],
	])("leave %s alone", (text) => {
		expect(matcher.match(text).match).toBeNull();
	});
});
