import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { forgetImport } from '../../pipeline/facts/forget.ts';
import { FACT_MACROS } from '../../pipeline/facts/macros.ts';
import { prepareWarehouse } from '../../pipeline/facts/tables.ts';
import { LISTS } from '../../pipeline/lists.ts';
import { asCount, asText, type Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openWasmInNode } from '../engine/wasm.ts';
import { seeded } from '../read/seeded.ts';
import { contentOf, factsOf } from '../support/content.ts';
import { openSamples } from '../support/sample-warehouse.ts';
import { timesOf } from '../support/times.ts';
import { importInto, newWarehouse, sampleFolders, temporaryFolder } from '../support/warehouse.ts';

const RUNS = timesOf(8);
/** The pane's engine is the slower one. */
const RUNS_IN_THE_PANES_ENGINE = timesOf(2);

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
  const { files, failures } = await importInto(engine, [file], { province });
  expect(failures).toEqual([]);
  // None is held back because its codes were taken for another agency's.
  expect(files.map(({ importId }) => importId)).not.toContain(null);
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

describe('the newest state', () => {
  it.each(sampleFolders().map((folder) => [path.basename(folder), folder]))(
    'is told by the exports themselves, not by the order in which they came: %s',
    async (name, folder) => {
      const random = seeded(7);
      const inOrder = await openSamples([name]);
      const wanted = await factsOf(inOrder.engine, LISTS);
      await inOrder.engine.close();
      const order = samples()
        .filter((sample) => sample.folder === folder)
        .map((sample) => ({ sample, at: random(1000) }))
        .sort((a, b) => a.at - b.at);
      const engine = await newWarehouse();
      for (const { sample } of order) await take(engine, sample);
      expect(await factsOf(engine, LISTS)).toEqual(wanted);
      await engine.close();
    },
    600_000,
  );

  const HEAD = 'Mã hồ sơ;Đơn vị tiếp nhận;Ngày tiếp nhận;Ngày kết thúc xử lý';
  const row = (number: number, received: string, finished = ''): string =>
    `H06.23-240101-${number};Sở Giáo dục và Đào tạo;${received};${finished}`;
  const laid = (name: string, ...lines: string[]): Sample => {
    const folder = path.join(scratch.folder, 'by-hand');
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, name);
    writeFileSync(file, lines.join('\n'));
    return { file, folder, province: 'brvt' };
  };
  const imported = async (...given: Sample[]): Promise<{ states: Record<string, string>; problems: string[] }> => {
    const engine = await newWarehouse();
    const problems: string[] = [];
    for (const { file, province } of given)
      for (const sheet of (await importInto(engine, [file], { province })).sheets)
        problems.push(...sheet.problems.map(({ code, params, count }) => `${code} ${String(params['file'])} ${count}`));
    const rows = await engine.query('SELECT key, finished_at FROM dossiers ORDER BY key');
    await engine.close();
    return {
      states: Object.fromEntries(rows.map((one) => [asText(one['key']).slice(-1), asText(one['finished_at'])])),
      problems,
    };
  };
  const october = laid('thang-10.csv', HEAD, row(1, '02/10/2024'), row(2, '03/10/2024', '31/10/2024'));
  const november = laid('thang-11.csv', HEAD, row(1, '02/10/2024', '05/11/2024'), row(3, '06/11/2024'));

  it('stays where an older export is imported after a newer one, which is told', async () => {
    const states = { 1: '2024-11-05 00:00:00', 2: '2024-10-31 00:00:00', 3: '' };
    expect(await imported(october, november)).toEqual({ states, problems: [] });
    expect(await imported(november, october)).toEqual({ states, problems: ['I_OLDER_STATE thang-11.csv 1'] });
  });

  it('goes by the period in the title where there is one; where the days of the rows say otherwise, that is told', async () => {
    const titled = (name: string, to: string, finished: string): Sample =>
      laid(name, `Từ ngày 01/10/2024 đến ngày ${to}`, HEAD, row(1, '02/10/2024', finished));
    const first = titled('dau.csv', '31/10/2024', '20/10/2024');
    const second = titled('sau.csv', '30/11/2024', '');
    for (const order of [
      [first, second],
      [second, first],
    ] as const)
      expect(await imported(...order)).toEqual({
        states: { 1: '' },
        problems: [expect.stringMatching(/^W_PERIODS_DISAGREE/)],
      });
    // A title of the whole year does not make an export of June newer than one of November.
    const year = laid('nam.csv', 'Từ ngày 01/01/2026 đến ngày 31/12/2026', HEAD, row(1, '02/10/2026'));
    const month = laid('thang.csv', 'Từ ngày 01/11/2026 đến ngày 30/11/2026', HEAD, row(1, '02/10/2026', '15/11/2026'));
    for (const order of [
      [year, month],
      [month, year],
    ] as const)
      expect((await imported(...order)).states).toEqual({ 1: '2026-11-15 00:00:00' });
  });

  it('is that of the later import where nothing else tells, and that is told', async () => {
    const wrong = laid('sai.csv', HEAD, row(1, '02/10/2024', '09/10/2024'), row(2, '03/10/2024', '31/10/2024'));
    const right = laid('dung.csv', HEAD, row(1, '02/10/2024', '08/10/2024'), row(2, '03/10/2024', '31/10/2024'));
    expect(await imported(wrong, right)).toEqual({
      states: { 1: '2024-10-08 00:00:00', 2: '2024-10-31 00:00:00' },
      problems: ['W_SAME_PERIOD sai.csv 1'],
    });
  });

  it('is made of two sheets of a file as of two files: what only the other one knows is kept', async () => {
    const book = utils.book_new();
    const add = (name: string, last: string, cell: string): void => {
      const rows = [
        ['Mã hồ sơ', 'Đơn vị tiếp nhận', 'Ngày tiếp nhận', last],
        ['H06.23-240101-1', 'Sở Giáo dục và Đào tạo', '02/10/2024', cell],
      ];
      utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
    };
    add('A', 'Hình thức nộp', 'Trực tuyến');
    add('B', 'Ngày kết thúc xử lý', '09/10/2024');
    const file = path.join(scratch.folder, 'hai-trang.xlsx');
    writeFileSync(file, write(book, { type: 'buffer', bookType: 'xlsx' }));
    const engine = await newWarehouse();
    const { sheets } = await importInto(engine, [file], { province: 'brvt' });
    expect(sheets.map(({ rows, problems }) => [rows.accepted, rows.duplicate, problems])).toEqual([
      [1, 0, []],
      [1, 0, []],
    ]);
    expect(await engine.query('SELECT channel, finished_at, sheet_no FROM dossiers')).toEqual([
      { channel: 'online_unspecified', finished_at: '2024-10-09 00:00:00', sheet_no: 1 },
    ]);
    await engine.close();
  });

  it('of the same bytes explained anew takes the place of the earlier one', async () => {
    const file = laid(
      'khong-don-vi.csv',
      'Mã hồ sơ;Ngày tiếp nhận;Ngày kết thúc xử lý',
      'H06.23-240101-1;02/10/2024;09/10/2024',
    );
    const engine = await newWarehouse();
    await importInto(engine, [file.file], {});
    expect(await engine.query('SELECT count(*)::INTEGER AS n FROM rejected_rows')).toEqual([{ n: 1 }]);
    await importInto(engine, [file.file], { unit: 'brvt-sgddt' });
    expect(await engine.query('SELECT count(*)::INTEGER AS n FROM rejected_rows')).toEqual([{ n: 0 }]);
    expect(await engine.query('SELECT import_id FROM imports')).toEqual([{ import_id: 2 }]);
    // Of another unit it is another list.
    await importInto(engine, [file.file], { unit: 'brvt-syt' });
    expect(await engine.query('SELECT import_id FROM imports ORDER BY 1')).toEqual([
      { import_id: 2 },
      { import_id: 3 },
    ]);
    // Explained worse, the earlier one stays beside it.
    await importInto(engine, [file.file], {});
    expect(await engine.query('SELECT import_id, unit_id FROM dossiers')).toEqual([
      { import_id: 3, unit_id: 'brvt-syt' },
    ]);
    await engine.close();
  });
});
