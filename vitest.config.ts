import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { cacheFolder } from './pipeline/cli/cache.ts';
import { PROJECTS, projectsOf } from './test/support/projects.ts';

const projects = [...projectsOf()];

export default defineConfig({
  test: {
    // Much of the time a test waits for a browser, LibreOffice or a process of its own.
    maxWorkers: '100%',
    // `core`, `office`, `paper`: what a test file imports decides (test/support/projects.ts), no list does.
    projects: PROJECTS.map((name) => ({
      test: {
        name,
        include: projects.filter(([, project]) => project === name).map(([file]) => file),
        globalSetup: ['test/support/run.ts'],
        testTimeout: 120_000,
        // What is waited for comes when two busy cores get to it; a second, as by default, would make races.
        expect: { poll: { timeout: 60_000 } },
        // A new machine installs LibreOffice here; a busy one imports all samples slowly.
        hookTimeout: 600_000,
        // The clock and the zone of the machine must not matter: a date in an export is local text. Threads and commands that
        // tests start take what was compiled before from where the program keeps it.
        env: { TZ: 'America/New_York', NODE_COMPILE_CACHE: path.join(cacheFolder(), 'compiled') },
      },
    })),
  },
});
