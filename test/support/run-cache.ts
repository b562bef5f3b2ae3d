import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** One folder for what several test files of a run need and what takes long to make (vitest.config.ts, `globalSetup`). */
export default function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'vedich-run-'));
  process.env['VEDICH_RUN_CACHE'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
