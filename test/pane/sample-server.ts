import { cpSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { ensureAddin } from '../../pipeline/cli/addin-build.ts';
import { runCli } from '../../pipeline/cli/run.ts';
import { programVersion } from '../../pipeline/cli/version.ts';
import { type Running, startServer } from '../serve/running-server.ts';
import { sampleWarehouse } from '../support/sample-warehouse.ts';
import { recordingIo, temporaryFolder } from '../support/warehouse.ts';

/** The built add-in as it is now: whoever builds it anew meanwhile does not take files away from a test. */
export async function addinIn(folder: string): Promise<string> {
  const addin = path.join(folder, 'addin');
  cpSync(await ensureAddin(), addin, { recursive: true });
  return addin;
}

export interface SampleServer {
  server: Running;
  /** The built add-in. */
  addin: string;
  warehouse: string;
  folder: string;
  close(): Promise<void>;
}

/**
 * The built pane, served by the real server over a warehouse of all samples.
 * @param before what the command line says of the warehouse, asked before the server holds it
 */
export async function serveSamples(
  before: (cli: (...argv: string[]) => Promise<string>, folder: string) => Promise<void> = async () => undefined,
): Promise<SampleServer> {
  const scratch = temporaryFolder();
  const warehouse = path.join(scratch.folder, 'warehouse.duckdb');
  await sampleWarehouse(warehouse);
  await before(async (...argv) => {
    const io = recordingIo();
    expect(await runCli([...argv, '--warehouse', warehouse], io), io.errors.join('\n')).toBe(0);
    return io.printed.join('\n');
  }, scratch.folder);
  const addin = await addinIn(scratch.folder);
  const server = await startServer(warehouse, { addin, version: programVersion() });
  return {
    server,
    addin,
    warehouse,
    folder: scratch.folder,
    close: async () => {
      await server.close();
      scratch.remove();
    },
  };
}
