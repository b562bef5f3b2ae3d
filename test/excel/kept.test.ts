import { unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { memberColumns } from '../../addin/excel/member-columns.ts';
import { memoryXml, parseMemory, type WorkbookMemory } from '../../addin/excel/memory.ts';
import { outlineOf, withPrefix } from '../../addin/excel/report-file.ts';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import { factsOf } from '../../pipeline/report/written.ts';
import { MAKING, madeUpEvaluation } from '../report/evaluation.ts';
import { findings } from '../report/validate.ts';

const memory: WorkbookMemory = {
  reports: [
    {
      ...factsOf(madeUpEvaluation({ targets: 7 }), MAKING),
      plan: 'p',
      plan_title: 'Kế hoạch "số 1" <&>',
      unit: 'u',
      prefix: 'vd_',
      names: [{ name: 'vd_trich_yeu', sheet: 'Chỉ tiêu', cell: 'A7', value: 'dòng 1\ndòng 2 ]]> </report>', span: 10 }],
      tables: {
        vd_chi_tieu: {
          sheet: 'Chỉ tiêu',
          columns: [
            { name: 'TT', column: 'A' },
            { name: 'Tử số', column: 'AB' },
          ],
          rows: [{ row: 13, key: 'k', cells: [1, '=1+1'] }],
        },
      },
      ids: { vd_chi_tieu: '{1}' },
      kept: [{ at: 'vd_chi_tieu\tk\tTử số', current: '', offered: 3.5 }],
    },
  ],
  bindings: [
    { name: '_vd_o1', plan: 'p', unit: 'u', target: 't', part: 'verdict', written: '▼ Chưa đạt' },
    {
      name: '_vd_o2',
      plan: 'p',
      unit: 'u',
      target: 't',
      part: 'value',
      written: 1,
      kept: { current: 2, offered: 3 },
    },
  ],
};

it('comes back from its XML as it was, and is nothing where the XML is damaged', () => {
  expect(parseMemory(memoryXml(memory))).toEqual(memory);
  for (const text of ['', null, undefined, '<a', '<vedich/>', 'x'.repeat(10)])
    expect(parseMemory(text)).toEqual({ reports: [], bindings: [] });
  const broken = memoryXml(memory).replace('"names"', '"names');
  expect(parseMemory(broken)).toEqual({ reports: [], bindings: memory.bindings });
});

it('renames a report whole: names, tables and the formulas that speak of them, nothing else', async () => {
  const files = unzipSync(standardTemplate());
  const path = 'xl/worksheets/sheet2.xml';
  const sheet = new TextDecoder().decode(files[path]);
  const formula = `SUM(vd_linh_vuc[Tử số])&amp;"vd_linh_vuc"&amp;vd_ky_bao_cao&amp;'vd_x'!A1&amp;xvd_y`;
  const changed = sheet
    .replace('<c r="A2"', `<c r="A3"><f>${formula}</f></c><c r="A2"`)
    .replace(/(<row r="2".*?)(<c r="A3">.*?<\/c>)(.*?)(<row r="3"[^>]*>)/s, '$1$3$4$2');
  expect(changed).toContain(`<c r="A3"><f>${formula}`);
  const own = zipSync({ ...files, [path]: new TextEncoder().encode(changed) });
  const renamed = await withPrefix(own, 'vd2_');
  const { names, tables } = await outlineOf(renamed);
  expect(names.length).toBe((await outlineOf(own)).names.length);
  for (const { name } of [...names, ...tables]) expect(name).toMatch(/^vd2_/);
  const text = new TextDecoder().decode(unzipSync(renamed)[path]);
  const after = /<c r="A3"><f>(.*?)<\/f>/.exec(text)?.[1]?.replaceAll('&quot;', '"');
  expect(after).toBe(`SUM(vd2_linh_vuc[Tử số])&amp;"vd_linh_vuc"&amp;vd2_ky_bao_cao&amp;'vd_x'!A1&amp;xvd_y`);
  expect(await findings(await withPrefix(standardTemplate(), 'vd2_'))).toEqual([]);
  expect(await withPrefix(own, 'vd_')).toBe(own);
});

it('says codes in the words of the code lists', () => {
  for (const list of ['channel', 'status']) {
    const values = shippedLibrary().codes.lists.find(({ id }) => id === list)?.values ?? [];
    expect(values.length).toBeGreaterThan(3);
    for (const { value, vi } of values) {
      const table = { columns: [{ name: list, type: 'text' as const }], rows: [{ [list]: value }] };
      const [column] = memberColumns([table]);
      expect(column?.value(table.rows[0] ?? {})).toBe(vi);
    }
  }
});
