import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCli } from '../../pipeline/cli/run.ts';
import { recordingIo, temporaryFolder } from '../support/warehouse.ts';
import { csvOf, RECORDS } from './hand-made.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);
const inScratch = (name: string): string => path.join(scratch.folder, name);

async function vedich(words: readonly string[], language: 'vi' | 'en' = 'vi') {
  const io = { ...recordingIo(), language };
  const code = await runCli(words, io);
  return { code, out: io.printed.join('\n'), err: io.errors.join('\n') };
}

it('lists the units of any province, told in any way, and shows one', async () => {
  const listed = await vedich(['units', 'list', '--province', 'tỉnh Ninh Bình', '--format', 'json']);
  const units: { id: string; province: string }[] = JSON.parse(listed.out);
  expect(units.length).toBeGreaterThan(250);
  expect(new Set(units.map(({ province }) => province))).toEqual(new Set(['ninhbinh']));
  expect((await vedich(['units', 'list', '--province', 'ha nam'])).out).toContain('hanam-phuly');
  const shown = await vedich(['units', 'show', 'hanoi-hoankiem-cuadong']);
  expect(shown.out).toContain('hanoi-pbadinh, hanoi-phoankiem');
  expect(shown.out).toContain('Đã chia cho nhiều nơi');
  expect((await vedich(['units', 'provinces'])).out).toContain('tỉnh Thái Bình');
});

it('says what is no province, in either language', async () => {
  const { code, err } = await vedich(['units', 'list', '--province', 'Ninh Bìn']);
  expect([code, err]).toEqual([
    1,
    "Không có tỉnh 'Ninh Bìn'. → Ninh Bình? Gõ 'vedich units provinces' để xem danh sách.",
  ]);
  const english = await vedich(['units', 'list', '--province', 'Atlantis'], 'en');
  expect(english.err).toBe("There is no province 'Atlantis'. See 'vedich units provinces'.");
});

it('imports a list of a province that no plan knows, of today and of before', async () => {
  const [row] = RECORDS.dossiers;
  const named = (unit_name: string, at: number) => ({ ...row, unit_name, dossier_code: `H00.10-24-00${10 + at}` });
  const names = ['Sở Giáo dục và Đào tạo', 'UBND huyện Nho Quan', 'Sở TT&TT', 'UBND phường Đông Hoa Lư'];
  const file = inScratch('ho-so.csv');
  writeFileSync(file, csvOf('dossiers', names.map(named)));
  const warehouse = ['--warehouse', inScratch('kho.duckdb')];
  const done = await vedich(['import', file, '--province', 'Ninh Bình', ...warehouse]);
  expect([done.code, done.err]).toEqual([0, '']);
  const query = 'SELECT DISTINCT unit_id FROM dossiers ORDER BY ALL';
  const { out } = await vedich(['query', query, '--format', 'json', ...warehouse]);
  expect(JSON.parse(out).map((one: { unit_id: string }) => one.unit_id)).toEqual([
    'ninhbinh-nhoquan',
    'ninhbinh-pdonghoalu',
    'ninhbinh-sgddt',
    'ninhbinh-stttt',
  ]);
});

it('tells a commune of before from one of after that kept its name by the days of its rows', async () => {
  const [row] = RECORDS.dossiers;
  // The same name before and after 1/7/2025: two units, of different extent.
  const units: { id: string; shortName: string; from: string | null; to: string | null }[] = JSON.parse(
    (await vedich(['units', 'list', '--province', 'ninhbinh', '--format', 'json'])).out,
  );
  const now = units.filter(({ from, to }) => from === '2025-07-01' && to === null);
  const before = units.filter(({ to }) => to === '2025-06-30');
  const twice = now.find(({ shortName }) => before.filter((one) => one.shortName === shortName).length === 1);
  expect(twice).toBeDefined();
  const short = twice?.shortName ?? '';
  const days = { received_at: '', submitted_at: '', due_at: '', finished_at: '' };
  for (const [file, day, wanted] of [
    ['truoc.csv', '05/03/2025', before.find(({ shortName }) => shortName === short)?.id],
    ['sau.csv', '05/09/2025', twice?.id],
  ] as const) {
    const known = Object.fromEntries(
      Object.keys(days)
        .filter((id) => id in (row ?? {}))
        .map((id) => [id, day]),
    );
    writeFileSync(
      inScratch(file),
      csvOf('dossiers', [{ ...row, ...known, unit_name: short, dossier_code: `H00.10-${file}-1` }]),
    );
    const warehouse = ['--warehouse', inScratch(`${file}.duckdb`)];
    const done = await vedich(['import', inScratch(file), '--province', 'ninhbinh', ...warehouse]);
    expect(done.code, done.out).toBe(0);
    const { out } = await vedich(['query', 'SELECT unit_id FROM dossiers', '--format', 'json', ...warehouse]);
    expect(JSON.parse(out)).toEqual([{ unit_id: wanted }]);
  }
});
