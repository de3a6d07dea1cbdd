// Prints one line that scripts can add up: N passed, N failed, N skipped.
export default class CountReporter {
  onTestRunEnd(modules, errors) {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) count[test.result().state] += 1;
      // a file that cannot even be loaded has no tests, but is a failure
      if (tests.every((test) => test.result().state !== 'failed') && module.state() === 'failed') count.failed += 1;
    }
    process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped\n`);
  }
}
