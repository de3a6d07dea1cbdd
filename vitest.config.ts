import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const libs = fileURLToPath(new URL('./libs/', import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@app\/adapters\/([^/]+)$/, replacement: `${libs}adapters/$1/src/index.ts` },
      { find: /^@app\/([^/]+)$/, replacement: `${libs}$1/src/index.ts` },
    ],
  },
  test: {
    include: ['libs/**/*.spec.ts', 'apps/**/*.spec.ts', 'test/**/*.spec.ts'],
    exclude: ['test/flink/**', 'test/browser/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
