import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import type { ImportedSheet, OpenQuestion } from '../../pipeline/facts/types.ts';
import { asText } from '../../pipeline/warehouse/duckdb/engine.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { type Running, startServer } from './running-server.ts';

/** The server of a test, and where its warehouse lies. */
export interface EmptyServer {
  folder: string;
  server: Running;
  /** Every dossier that the warehouse has, with its unit. */
  stored(): Promise<Record<string, string>>;
}

/** Each test of the file gets an empty warehouse with a server of its own, which leaves no upload behind. */
export function emptyServers(): EmptyServer {
  const scratch = temporaryFolder();
  let number = 0;
  let running: { folder: string; server: Running } | undefined;
  const now = (): { folder: string; server: Running } => {
    if (running === undefined) throw new Error('a server runs during a test only');
    return running;
  };
  beforeAll(() => {
    // The shipped data are parsed once, not within a test's time.
    shippedLibrary();
  });
  beforeEach(async () => {
    number += 1;
    const folder = path.join(scratch.folder, String(number));
    mkdirSync(folder);
    running = { folder, server: await startServer(path.join(folder, 'warehouse.duckdb')) };
  });
  afterEach(async () => {
    const { folder, server } = now();
    expect(readdirSync(folder).filter((name) => name.startsWith('vedich-'))).toEqual([]);
    await server.close();
  });
  afterAll(scratch.remove);
  return {
    get folder() {
      return now().folder;
    },
    get server() {
      return now().server;
    },
    async stored() {
      const engine = await now().server.database.connect();
      const rows = await engine.query('SELECT dossier_code, unit_id FROM dossiers ORDER BY ALL');
      await engine.close();
      return Object.fromEntries(rows.map((row) => [asText(row['dossier_code']), asText(row['unit_id'])]));
    },
  };
}

const HEADER =
  'Mã hồ sơ,Mã TTHC,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái';

interface Row {
  code: string;
  unit: string;
  received?: string;
  channel?: string;
}

/** An export of dossiers. */
export function csv(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ code, unit, received = '05/03/2024', channel = 'Trực tuyến' }) =>
      `${code},1.001000,${unit},${channel},${received},28/03/2024,,4`,
  );
  return [HEADER, ...lines].join('\n');
}

export function manyRows(count: number, unit = 'Sở Y tế'): string {
  return csv(
    Array.from({ length: count }, (_, index) => ({ code: `H06.20-24-${String(index).padStart(6, '0')}`, unit })),
  );
}

/** An upload, as a page sends it: name → content. */
export function form(files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): FormData {
  const made = new FormData();
  for (const [name, content] of Object.entries(files)) made.append('files', new Blob([content]), name);
  return made;
}

/** What the server says of an import. */
interface Report {
  sheets: ImportedSheet[];
  open: OpenQuestion[];
  failures: { file: string; code: string; message: string; message_en: string }[];
}

export const IMPORTS = '/api/v1/imports?province=brvt';

/** The report of an import that must succeed. */
export async function reportOf(answer: Response): Promise<Report> {
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return JSON.parse(text);
}
