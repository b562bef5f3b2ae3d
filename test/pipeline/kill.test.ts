import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../pipeline/cli/run.ts';
import { vietnameseMoment } from '../../pipeline/dates.ts';
import { LISTS } from '../../pipeline/lists.ts';
import { asCount, asText } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { seeded } from '../read/seeded.ts';
import { importInto, newWarehouse, recordingIo, temporaryFolder } from '../support/warehouse.ts';

const MAIN = fileURLToPath(new URL('../../pipeline/cli/main.ts', import.meta.url));
const KILLS = 20;
const FILES = 3;
const ROWS = 1200;

const scratch = temporaryFolder();
afterAll(scratch.remove);
const exports = path.join(scratch.folder, 'exports');

/** A month of dossiers; a fifth of them come again, with a newer state, in the month after. Some rows are rejected. */
function monthOfDossiers(month: number): string {
  const header =
    'Mã hồ sơ,Mã TTHC,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái';
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const n = (month - 1) * ROWS * 0.8 + index;
    const day = String(1 + (n % 28)).padStart(2, '0');
    const received = n % 400 === 7 ? 'hôm qua' : `${day}/0${month}/2024 08:30`;
    const channel = ['Trực tiếp', 'Trực tuyến', 'Bưu chính công ích'][n % 3] ?? '';
    return `H06.10-24-${String(n).padStart(6, '0')},1.00${1000 + (n % 40)},Sở Giáo dục và Đào tạo,${channel},${received},28/0${month}/2024,,4`;
  });
  return [header, ...rows].join('\n');
}

/**
 * What the warehouse holds, whichever way it came to hold it: every table but the moments of import, as one digest. The
 * files are known by name; the number of an import is the same as long as the files come in their order.
 */
async function contentOf(file: string): Promise<{ files: string[]; counts: Record<string, number>; digest: string }> {
  const engine = await openNativeEngine(file, { readOnly: true });
  try {
    const tables = ['imports', 'import_sheets', 'rejected_rows', 'problems', ...LISTS];
    const there = await engine.query('SELECT table_name FROM duckdb_tables() WHERE NOT temporary');
    // A process that died before its first transaction leaves a warehouse without tables.
    if (there.length === 0) return { files: [], counts: {}, digest: 'nothing' };
    const digests: string[] = [];
    for (const table of tables) {
      const columns = table === 'imports' ? '* EXCLUDE (imported_at)' : '*';
      const [row] = await engine.query(
        `SELECT md5(string_agg(r::VARCHAR, chr(10) ORDER BY r::VARCHAR)) AS digest FROM (SELECT ${columns} FROM ${table}) AS r`,
      );
      digests.push(`${table} ${asText(row?.['digest'])}`);
    }
    const files = (await engine.query('SELECT file FROM imports ORDER BY import_id')).map(({ file: name }) =>
      asText(name),
    );
    const counts = await engine.query(
      'SELECT i.file, count(*) AS n FROM dossiers AS d JOIN imports AS i USING (import_id) GROUP BY ALL ORDER BY ALL',
    );
    return {
      files,
      counts: Object.fromEntries(counts.map((row) => [asText(row['file']), asCount(row['n'])])),
      digest: files.length === 0 ? 'nothing' : digests.join('\n'),
    };
  } finally {
    await engine.close();
  }
}

/** When to kill: so long after the start, or after rows of the `file`-th file (from 1) have begun to go in. */
interface Moment {
  file: number;
  /** Milliseconds. */
  after: number;
}

/** `vedich import` in a process of its own. @returns whether it was killed or came to its end by itself */
async function importAndKill(warehouse: string, moment: Moment | null): Promise<'killed' | 'done'> {
  const words = ['import', exports, '--province', 'brvt', '--warehouse', warehouse];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...words], { stdio: 'ignore' });
  let over = false;
  const ended = new Promise<'killed' | 'done'>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      over = true;
      if (signal === 'SIGKILL') resolve('killed');
      else if (code === 0) resolve('done');
      else reject(new Error(`import ended with ${code} ${signal}`));
    });
  });
  if (moment !== null) {
    // Each file goes in through a scratch folder of its own beside the warehouse: the clock alone would make every
    // kill fall into the start of the program where the machine is busy.
    const scratchFolders = new Set<string>();
    while (!over && scratchFolders.size < moment.file) {
      for (const name of readdirSync(path.dirname(warehouse)))
        if (name.startsWith('vedich-load-')) scratchFolders.add(name);
      await pause(2);
    }
    await Promise.race([pause(moment.after), ended]);
    child.kill('SIGKILL');
  }
  return ended;
}

describe('an import that is killed', () => {
  /** Contents after the first 0, 1, 2 … files, each from a clean import. */
  const clean: Awaited<ReturnType<typeof contentOf>>[] = [];
  /** How long the import of one file takes here, in milliseconds. */
  let perFile = 0;
  const seen = { killed: 0, files: new Set<number>() };

  beforeAll(async () => {
    mkdirSync(exports);
    for (let month = 1; month <= FILES; month += 1)
      writeFileSync(path.join(exports, `thang-${month}.csv`), monthOfDossiers(month));
    const names = readdirSync(exports).sort();
    clean.push({ files: [], counts: {}, digest: 'nothing' });
    const file = path.join(scratch.folder, 'clean.duckdb');
    for (const name of names) {
      const io = { ...recordingIo(), now: vietnameseMoment(Date.now()) };
      const paths = [path.join(exports, name), '--province', 'brvt', '--warehouse', file];
      expect(await runCli(['import', ...paths], io), io.errors.join('\n')).toBe(0);
      clean.push(await contentOf(file));
    }
    const started = performance.now();
    const timed = path.join(scratch.folder, 'timed.duckdb');
    expect(await importAndKill(timed, null)).toBe('done');
    perFile = (performance.now() - started) / FILES;
    expect(await contentOf(timed)).toEqual(clean[FILES]);
  });

  const random = seeded(20_241_130);
  // Four of twenty from the start of the process, the others from the beginning of one of the files.
  const moments = Array.from({ length: KILLS }, (_, index) => ({
    kill: index + 1,
    file: index < 4 ? 0 : 1 + (index % FILES),
    share: random(1000) / 1000,
  }));

  it.each(moments)(
    'kill $kill, in file $file: whole files only, and the next import completes them',
    async ({ kill, file, share }) => {
      const folder = path.join(scratch.folder, `kill-${kill}`);
      mkdirSync(folder);
      const warehouse = path.join(folder, 'warehouse.duckdb');
      const end = await importAndKill(warehouse, { file, after: file === 0 ? 50 + share * 900 : share * perFile });
      if (end === 'killed') seen.killed += 1;

      const held = existsSync(warehouse) ? await contentOf(warehouse) : clean[0];
      const files = held?.files.length ?? 0;
      seen.files.add(files);
      expect(held).toEqual(clean[files]);

      const io = { ...recordingIo(), now: vietnameseMoment(Date.now()) };
      expect(await runCli(['import', exports, '--province', 'brvt', '--warehouse', warehouse], io)).toBe(0);
      expect(io.errors).toEqual([]);
      expect(await contentOf(warehouse)).toEqual(clean[FILES]);
      expect(readdirSync(folder)).toEqual(['warehouse.duckdb']);
      rmSync(folder, { recursive: true });
    },
  );

  it('found warehouses with none, some and most of the files', () => {
    expect(seen.killed).toBeGreaterThanOrEqual(KILLS / 2);
    expect([...seen.files].filter((files) => files < FILES).length).toBeGreaterThanOrEqual(2);
  });
});

it('the same digest tells a file that is only half there', async () => {
  const file = path.join(scratch.folder, 'half.duckdb');
  const engine = await newWarehouse(file);
  await importInto(engine, [path.join(exports, 'thang-1.csv')], { province: 'brvt' });
  await engine.close();
  const before = await contentOf(file);
  const again = await openNativeEngine(file);
  await again.run('DELETE FROM dossiers WHERE row_no = 100');
  await again.close();
  expect((await contentOf(file)).digest).not.toBe(before.digest);
});
