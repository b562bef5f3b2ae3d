import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Run by `npm run test:cluster` alone: its nodes take a library of half a gigabyte. */
export default defineConfig({
  test: {
    name: 'cluster',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/cluster/*.cluster.ts'],
    globalSetup: ['test/support/run.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    env: { TZ: 'America/New_York' },
  },
});
