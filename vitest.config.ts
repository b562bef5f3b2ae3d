import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['pipeline/**/*.test.ts', 'samples/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/support/run-cache.ts'],
    // Much of the time a test waits for a browser, LibreOffice or a process of its own.
    maxWorkers: '100%',
    testTimeout: 120_000,
    // Two browsers, LibreOffice and DuckDB on two cores: what times out once there is tried once more.
    retry: process.env['CI'] === undefined ? 0 : 1,
    // A new machine installs LibreOffice here; a busy one imports all samples slowly.
    hookTimeout: 600_000,
    // The clock and the zone of the machine must not matter: a date in an export is local text.
    env: { TZ: 'America/New_York' },
  },
});
