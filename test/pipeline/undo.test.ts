import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { forgetImport } from '../../pipeline/facts/forget.ts';
import { FACT_MACROS } from '../../pipeline/facts/macros.ts';
import { prepareWarehouse } from '../../pipeline/facts/tables.ts';
import { LISTS } from '../../pipeline/lists.ts';
import { asCount, type Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openWasmInNode } from '../engine/wasm.ts';
import { seeded } from '../read/seeded.ts';
import { contentOf, factsOf } from '../support/content.ts';
import { importInto, newWarehouse, sampleFolders, temporaryFolder } from '../support/warehouse.ts';

const RUNS = 200;
/** The pane's engine is the slower one. */
const RUNS_IN_THE_PANES_ENGINE = 50;

const { columns } = shippedLibrary();
const scratch = temporaryFolder();
afterAll(scratch.remove);

interface Sample {
  file: string;
  folder: string;
  province: string;
}

function samples(): Sample[] {
  return sampleFolders().flatMap((folder) =>
    readdirSync(folder).map((name) => ({
      file: path.join(folder, name),
      folder,
      province: path.basename(folder).startsWith('gialai') ? 'gialai' : 'brvt',
    })),
  );
}

const HEADERS = ['Hình thức nộp', 'Mức độ', 'Ngày hẹn trả', 'Ngày kết thúc xử lý', 'Lệ phí', 'Tên TTHC'] as const;

/**
 * Exports of few dossiers, so that they meet: other columns in each, rows twice, empty cells, a title or none, broken days.
 * The same numbers make the same files.
 */
function madeExports(count: number, random: (limit: number) => number): Sample[] {
  const folder = path.join(scratch.folder, 'made');
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: count }, (_, index) => {
    const has = HEADERS.filter(() => random(3) > 0);
    const month = 1 + random(12);
    const two = (number: number): string => String(number).padStart(2, '0');
    const cell = (header: string): string => {
      if (random(4) === 0) return '';
      if (header === 'Hình thức nộp') return ['Trực tiếp', 'Trực tuyến', 'Nộp hộ'][random(3)] ?? '';
      if (header === 'Mức độ') return ['Toàn trình', 'Một phần'][random(2)] ?? '';
      if (header === 'Lệ phí') return String(1000 * random(9));
      if (header === 'Tên TTHC') return `Thủ tục ${random(5)}`;
      return random(20) === 0 ? 'hôm qua' : `${two(1 + random(28))}/${two(month)}/2024`;
    };
    const rows = Array.from({ length: 4 + random(12) }, () => [
      `H06.23-240101-${String(random(20)).padStart(4, '0')}`,
      ['Sở Giáo dục và Đào tạo', 'Sở Y tế'][Math.floor(random(10) / 9)],
      `${two(1 + random(28))}/${two(1 + random(month))}/2024`,
      ...has.map(cell),
    ]);
    const title = random(2) === 0 ? [] : [[`Từ ngày 01/${two(month)}/2024 đến ngày 28/${two(month)}/2024`]];
    const lines = [...title, ['Mã hồ sơ', 'Đơn vị tiếp nhận', 'Ngày tiếp nhận', ...has], ...rows];
    const file = path.join(folder, `ho-so-${index}.csv`);
    writeFileSync(file, lines.map((line) => line.join(';')).join('\n'));
    return { file, folder, province: 'brvt' };
  });
}

async function take(engine: Engine, { file, province }: Sample): Promise<void> {
  expect((await importInto(engine, [file], { province })).failures).toEqual([]);
}

async function remove(engine: Engine, { file }: Sample): Promise<void> {
  const rows = await engine.query(`SELECT import_id AS id FROM imports WHERE file = '${path.basename(file)}'`);
  expect(rows).toHaveLength(1);
  await engine.transaction(() => forgetImport(engine, columns, asCount(rows[0]?.['id'])));
}

/** Each sample once as the one that goes, both orders; the rest of the runs are of made files. */
function runs(count: number): { gone: Sample; kept: Sample; goneFirst: boolean }[] {
  const random = seeded(20_241_130);
  const pick = <T>(all: readonly T[]): T => {
    const one = all[random(all.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  const given = samples();
  const made = madeExports(16, random);
  return Array.from({ length: count }, (_, run) => {
    const gone = (run % 2 === 0 ? given[(run / 2) % given.length] : undefined) ?? pick(made);
    const beside = gone.folder.startsWith(scratch.folder)
      ? made
      : random(4) === 0
        ? given
        : given.filter(({ folder }) => folder === gone.folder);
    return {
      gone,
      kept: pick(beside.filter(({ file }) => path.basename(file) !== path.basename(gone.file))),
      goneFirst: random(2) === 0,
    };
  });
}

/** Both files in, one out: as if it had never been there. Then the other one out: as if nothing had. */
async function runAll(engine: Engine, count: number): Promise<number> {
  const nothing = await contentOf(engine);
  const alone = new Map<string, Record<string, string>>();
  const contentAlone = async (sample: Sample): Promise<Record<string, string>> => {
    const known = alone.get(sample.file);
    if (known !== undefined) return known;
    await take(engine, sample);
    const content = await contentOf(engine);
    alone.set(sample.file, content);
    await remove(engine, sample);
    return content;
  };
  let met = 0;
  for (const [run, { gone, kept, goneFirst }] of runs(count).entries()) {
    const what = `run ${run}: ${gone.file} goes, ${kept.file} stays, ${goneFirst ? 'the first' : 'the second'} goes`;
    const wanted = await contentAlone(kept);
    for (const sample of goneFirst ? [gone, kept] : [kept, gone]) await take(engine, sample);
    const [row] = await engine.query('SELECT count(*) AS n FROM past.dossiers_seen');
    met += asCount(row?.['n']) > 0 ? 1 : 0;
    await remove(engine, gone);
    expect(await contentOf(engine), what).toEqual(wanted);
    await remove(engine, kept);
    expect(await contentOf(engine), what).toEqual(nothing);
  }
  return met;
}

describe('a file that is taken away', () => {
  it(`leaves what there would be without it, ${RUNS} times`, async () => {
    const engine = await newWarehouse();
    expect(await runAll(engine, RUNS)).toBeGreaterThan(RUNS / 4);
    await engine.close();
  }, 1_800_000);

  it(`does so in the pane's engine too, ${RUNS_IN_THE_PANES_ENGINE} times`, async () => {
    const { engine } = await openWasmInNode();
    await prepareWarehouse(engine, columns);
    for (const macro of FACT_MACROS) await engine.run(macro);
    expect(await runAll(engine, RUNS_IN_THE_PANES_ENGINE)).toBeGreaterThan(RUNS_IN_THE_PANES_ENGINE / 4);
    await engine.close();
  }, 1_800_000);
});
