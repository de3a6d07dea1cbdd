import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.js';

export default defineConfig({ ...base, test: { include: ['test/browser/**/*.spec.ts'], testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false } });
