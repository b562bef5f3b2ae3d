import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeReport } from '../../pipeline/office/report.ts';
import { machineParts } from '../../pipeline/report/leave-report.ts';
import { type MachinePart, NAMESPACE, parsePart, partXml } from '../../pipeline/report/machine-part.ts';
import { Workbook } from '../../pipeline/report/workbook.ts';
import type { WrittenReport } from '../../pipeline/report/written.ts';
import { MAKING, madeUpEvaluation } from './evaluation.ts';
import { convert } from './libreoffice.ts';
import { staffTemplate } from './staff-template.ts';
import { findings } from './validate.ts';
import { expectWritten } from './written-cells.ts';

const standard = readFileSync(new URL('../../templates/standard.xlsx', import.meta.url));
const evaluation = madeUpEvaluation({ targets: 7, fields: 3, files: 2 });
const made = await makeReport(evaluation, standard, MAKING);

async function left(bytes: Uint8Array): Promise<MachinePart & { mistakes: unknown[] }> {
  const parts = machineParts(await Workbook.open(bytes, 'report.xlsx'));
  expect(parts.length).toBe(1);
  return parsePart(parts[0]?.xml ?? '');
}

describe('the machine-readable part', () => {
  it('says what the report is of, what it stands on, and every cell', async () => {
    const { reports, mistakes } = await left(made.bytes);
    expect(mistakes).toEqual([]);
    expect(reports).toEqual([made.report]);
    expect(made.report).toMatchObject({
      made_at: '2024-12-01 08:30:00',
      program: '0.1.0',
      plan: 'made-up',
      plan_version: evaluation.plan.version,
      unit: 'brvt-sgddt',
      from: '2024-01-01',
      as_of: '2024-11-30',
      prefix: 'vd_',
      targets: evaluation.targets.map(({ row, counts }) => ({ target: row.target, counts })),
      fields: evaluation.byField.map(({ count }) => count),
    });
    const [source] = made.report.sources;
    expect(source).toMatchObject({ sha256: '0'.repeat(64), read: 1250, accepted: 1200, rejected: 8 });
    expectWritten(made.bytes, reports);
    expect(await findings(made.bytes)).toEqual([]);
  });

  it('is equal for equal reports, whatever the moment', async () => {
    const later = await makeReport(evaluation, standard, { ...MAKING, madeAt: '2025-01-02 03:04:05' });
    expect({ ...later.report, made_at: MAKING.madeAt }).toEqual(made.report);
    expect((await makeReport(structuredClone(evaluation), standard, MAKING)).bytes).toEqual(made.bytes);
    expect((await makeReport(JSON.parse(JSON.stringify(evaluation)), standard, MAKING)).bytes).toEqual(made.bytes);
  });

  it('stands beside the parts of others in a template of one’s own, and tells only what was written there', async () => {
    const own = await makeReport(evaluation, staffTemplate(standard), MAKING);
    const book = await Workbook.open(own.bytes, 'report.xlsx');
    expect(machineParts(book).map(({ path }) => path)).toEqual(['customXml/item2.xml']);
    expect(book.text('customXml/item1.xml')).toBe('<so-lieu-rieng   xmlns="urn:x"/>');
    expectWritten(own.bytes, (await left(own.bytes)).reports);
    // What stood in a cell for staff was not written.
    const filled = await makeReport(evaluation, own.bytes, MAKING);
    expect(filled.report.names.map(({ name }) => name)).not.toContain('vd_so_ky_hieu');
    expectWritten(filled.bytes, (await left(filled.bytes)).reports);
    expect(await findings(filled.bytes)).toEqual([]);
  });

  it('is replaced where a report is filled again, and keeps what the add-in put beside it', async () => {
    const second: WrittenReport = { ...made.report, plan: 'second', prefix: 'vd2_' };
    const book = await Workbook.open(made.bytes, 'report.xlsx');
    book.put('customXml/item1.xml', partXml({ reports: [made.report, second], addin: '{"cells":[]}' }));
    const other = structuredClone(evaluation);
    other.plan.id = 'third';
    const again = await makeReport(other, book.bytes(), MAKING);
    const { reports, addin, mistakes } = await left(again.bytes);
    expect(mistakes).toEqual([]);
    expect(reports.map(({ plan, prefix }) => [plan, prefix])).toEqual([
      ['third', 'vd_'],
      ['second', 'vd2_'],
    ]);
    expect(addin).toBe('{"cells":[]}');
  });

  it('is read from what LibreOffice saves, and stands again where Excel looks when the report is filled again', async () => {
    const saved = convert(made.bytes, 'xlsx');
    const { reports, mistakes } = await left(saved);
    expect(mistakes).toEqual([]);
    expect(reports).toEqual([made.report]);
    const linked = async (bytes: Uint8Array): Promise<string[]> => {
      const book = await Workbook.open(bytes, 'report.xlsx');
      return book.relations(book.path).flatMap(({ type, path }) => (type.endsWith('/customXml') ? [path] : []));
    };
    // LibreOffice hangs the part on the package, where Excel does not look for it.
    expect(await linked(saved)).toEqual([]);
    const again = await makeReport(evaluation, saved, MAKING);
    expect((await left(again.bytes)).reports).toEqual([again.report]);
    expect(await linked(again.bytes)).toEqual(['customXml/item1.xml']);
  });
});

describe('reading it', () => {
  const written = (change: (report: Record<string, unknown>) => void): string => {
    const report = structuredClone<Record<string, unknown>>({ ...made.report });
    change(report);
    return `<vedich xmlns="${NAMESPACE}"><report>${JSON.stringify(report).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</report></vedich>`;
  };

  it('tells every mistake at once, each with its place, and takes no report that has one', () => {
    const broken = written((report) => {
      delete report['unit'];
      report['as_of'] = '30/11/2024';
      report['targets'] = [{ target: 't', counts: [{ indicator: 'i', unit: 'u', measure: 'share', members: 1.5 }] }, 3];
      report['fields'] = 'none';
      report['sources'] = [
        { file: 'a', sheet: 'b', sha256: 'xyz', read: -1, accepted: 0.5, rejected: 0, duplicate: 0 },
      ];
      report['prefix'] = 'x';
      report['names'] = [{ name: 'vd_trich_yeu', sheet: 'S', cell: 'A0', value: null }];
      report['tables'] = {
        vd_tep: { sheet: 'S', columns: [{ name: 'TT', column: 'A' }], rows: [{ row: 3, key: '', cells: [1, 2] }] },
      };
    });
    const { reports, mistakes } = parsePart(broken);
    expect(reports).toEqual([]);
    expect(mistakes.map(({ place }) => place)).toEqual([
      'report[0].unit',
      'report[0].as_of',
      'report[0].targets[0].counts[0].from',
      'report[0].targets[0].counts[0].as_of',
      'report[0].targets[0].counts[0].measure',
      'report[0].targets[0].counts[0].members',
      'report[0].targets[0].counts[0].hits',
      'report[0].targets[1]',
      'report[0].fields',
      'report[0].sources[0].sha256',
      'report[0].sources[0].read',
      'report[0].sources[0].accepted',
      'report[0].sources[0].skipped',
      'report[0].prefix',
      'report[0].names[0].cell',
      'report[0].names[0].value',
      'report[0].tables.vd_tep.rows[0].cells',
    ]);
    for (const { vi, en } of mistakes) expect(vi !== en && vi !== '' && en !== '').toBe(true);
  });

  it('takes every kind of count, with what it lacks', () => {
    const lacks = [
      { kind: 'list', list: 'payments', name: { vi: 'Thanh toán', en: 'Payments' } },
      { kind: 'column', list: 'dossiers', column: 'channel', header: 'Kênh <&>', file: 'a.xlsx' },
      { kind: 'zero' },
      { kind: 'observation', asOf: '2024-11-30' },
      { kind: 'denominator' },
      { kind: 'base-year', year: 2020 },
      { kind: 'year-before', year: 2023 },
    ];
    const days = { unit: 'u', from: '2024-01-01', as_of: '2024-11-30' };
    const counts = [
      { indicator: 'i', variant: 'v', ...days, measure: 'percent', state: true, members: null, hits: null, lacks },
      { indicator: 'i', ...days, field: '', measure: 'minutes', members: '3', hits: '3', amount: '5400' },
      { indicator: 'i', ...days, child: 'c', measure: 'change', members: '-2.5', hits: '0.125' },
    ];
    const { reports, mistakes } = parsePart(written((report) => Object.assign(report, { fields: counts })));
    expect(mistakes).toEqual([]);
    expect(reports[0]?.fields).toEqual(counts);
  });

  it('never throws on what is no part of ours', () => {
    for (const text of ['', '<a', '<vedich/>', '<vedich xmlns="urn:x"/>', '{}']) {
      expect(parsePart(text)).toMatchObject({ reports: [], addin: undefined, mistakes: [{ place: 'vedich' }] });
    }
    const xml = (report: string): string => `<vedich xmlns="${NAMESPACE}"><report>${report}</report></vedich>`;
    for (const report of ['', '{', 'null', '[]', '7']) {
      expect(parsePart(xml(report))).toMatchObject({ reports: [], mistakes: [{ place: 'report[0]' }] });
    }
    expect(parsePart(`<vedich xmlns="${NAMESPACE}"/>`)).toEqual({ reports: [], addin: undefined, mistakes: [] });
  });
});
