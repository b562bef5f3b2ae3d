import { readFileSync } from 'node:fs';
import path from 'node:path';
import { read, utils } from '@e965/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { figureOf } from '../../pipeline/counts/figure.ts';
import { countOf } from '../../pipeline/counts/record.ts';
import { vietnameseDate } from '../../pipeline/dates.ts';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import { definitionWords, toDoWords, verdictWords } from '../../pipeline/evaluate/words.ts';
import { toNumber } from '../../pipeline/exact.ts';
import { numberText } from '../../pipeline/numbers.ts';
import { evaluatePlan } from '../../pipeline/office/evaluate.ts';
import { makeReport } from '../../pipeline/office/report.ts';
import { reportingPeriod } from '../../pipeline/office/scope.ts';
import { sentence } from '../../pipeline/report/format.ts';
import { APPENDIX_IDS } from '../../pipeline/report/layout.ts';
import { machineParts } from '../../pipeline/report/leave-report.ts';
import { parsePart } from '../../pipeline/report/machine-part.ts';
import type { NotFound } from '../../pipeline/report/types.ts';
import { Workbook } from '../../pipeline/report/workbook.ts';
import type { WrittenReport } from '../../pipeline/report/written.ts';
import { openSamples } from '../support/sample-warehouse.ts';
import { SAMPLES } from '../support/warehouse.ts';
import { MAKING } from './evaluation.ts';
import { convertAll, pages, squeezed } from './libreoffice.ts';
import { findings } from './validate.ts';
import { expectWritten } from './written-cells.ts';

interface Report {
  evaluation: Evaluation;
  bytes: Uint8Array;
  notFound: NotFound[];
  report: WrittenReport;
  /** Pages as LibreOffice draws them. */
  layout: string[];
  raw: string;
}

const { plans }: { plans: { plan: string; unit: string; as_of: string }[] } = parse(
  readFileSync(path.join(SAMPLES, 'samples.yaml'), 'utf8'),
);
const reports = new Map<string, Report>();

const report = (plan: string): Report => {
  const found = reports.get(plan);
  if (found === undefined) throw new Error(`no report of ${plan}`);
  return found;
};

/** The rows of a sheet as stored: numbers as numbers, text as text. */
function rowsOf(bytes: Uint8Array, sheet: string): unknown[][] {
  const book = read(bytes, { type: 'buffer' });
  const found = book.Sheets[sheet];
  if (found === undefined) throw new Error(`no sheet ${sheet}`);
  return utils.sheet_to_json<unknown[]>(found, { header: 1, raw: true, blankrows: true });
}

beforeAll(async () => {
  const library = shippedLibrary();
  const { engine } = await openSamples();
  try {
    for (const { plan: id, unit, as_of } of plans) {
      const plan = library.plans.get(id);
      if (plan === undefined) throw new Error(`no plan ${id}`);
      const period = reportingPeriod(as_of, undefined, plan);
      const evaluation = await evaluatePlan(officeOf(engine, library), { plan, unit, period });
      const filled = await makeReport(evaluation, standardTemplate(), MAKING, { appendices: APPENDIX_IDS });
      reports.set(id, { evaluation, ...filled, layout: [], raw: '' });
    }
  } finally {
    await engine.close();
  }
  const drawn = convertAll(
    [...reports.values()].map(({ bytes }) => bytes),
    'pdf',
  );
  for (const [i, one] of [...reports.values()].entries()) {
    const pdf = drawn[i] ?? Buffer.of();
    one.layout = pages(pdf);
    one.raw = squeezed(pages(pdf, 'raw').join('\n'));
  }
}, 180_000);

describe.each(plans)('the report of $plan for $unit', ({ plan, as_of }) => {
  it('is filled whole, and sound to the Open XML SDK', async () => {
    expect(report(plan).notFound).toEqual([]);
    expect(await findings(report(plan).bytes)).toEqual([]);
  });

  it('holds the numbers and verdicts of the evaluation, row by row', () => {
    const { evaluation, bytes } = report(plan);
    const rows = rowsOf(bytes, 'Chỉ tiêu');
    const header = rows.findIndex(([first]) => first === 'TT');
    expect(header).toBeGreaterThan(0);
    evaluation.targets.forEach((detail, i) => {
      const [number, name, , , numerator, denominator, value, , verdict, note] = rows[header + 1 + i] ?? [];
      const { row } = detail;
      expect([number, name]).toEqual([i + 1, detail.name.vi]);
      expect([numerator ?? null, denominator ?? null]).toEqual([row.numerator, row.denominator]);
      expect(String(value).startsWith(detail.valueText === '' ? '–' : numberText(detail.valueText, 'vi'))).toBe(true);
      expect(verdict).toBe(verdictWords(row, 'vi'));
      expect(note ?? '').toBe(sentence(toDoWords(detail, 'vi').join('; ')));
      if (row.shortfall !== null && row.shortfall > 0 && detail.counted)
        expect(note).toContain(`hiếu ${row.shortfall.toLocaleString('de')} ${detail.counted.vi}`);
    });
  });

  it('carries what it stands on: counts that make its values, files, and each cell that was written', async () => {
    const { evaluation, bytes } = report(plan);
    const [part] = machineParts(await Workbook.open(bytes, 'report.xlsx'));
    const { reports: left, mistakes } = parsePart(part?.xml ?? '');
    expect(mistakes).toEqual([]);
    expect(left).toEqual([report(plan).report]);
    const [one] = left;
    expect([one?.plan, one?.unit, one?.as_of]).toEqual([plan, evaluation.unit.id, as_of]);
    for (const [i, { row }] of evaluation.targets.entries()) {
      const { target, counts } = one?.targets[i] ?? { target: '', counts: [] };
      expect(target).toBe(row.target);
      expect(counts.length).toBeGreaterThan(0);
      const { value, numerator, denominator, from, asOf } = figureOf(countOf(counts[0]!));
      const shown = [value, numerator, denominator].map((exact) => (exact === null ? null : toNumber(exact)));
      expect([...shown, from, asOf], target).toEqual([row.value, row.numerator, row.denominator, row.from, row.as_of]);
    }
    expect(one?.fields.map(({ field, indicator }) => [field, indicator])).toEqual(
      evaluation.byField.map(({ label, indicator }) => [label, indicator]),
    );
    for (const [i, { value }] of evaluation.byField.entries()) {
      const figure = figureOf(countOf(one!.fields[i]!));
      expect(figure.value === null ? null : toNumber(figure.value)).toBe(value);
    }
    expect(one?.sources.map(({ file, sha256, accepted }) => [file, sha256, accepted])).toEqual(
      evaluation.sources.map(({ file, sha256, accepted }) => [file, sha256, accepted]),
    );
    expectWritten(bytes, left);
  });

  it('names the files it was counted from; rows add up', () => {
    const { evaluation, bytes } = report(plan);
    expect(evaluation.sources.length).toBeGreaterThan(0);
    const rows = rowsOf(bytes, 'Nguồn số liệu');
    for (const { file, read: rowsRead, accepted, rejected, duplicate, skipped } of evaluation.sources) {
      expect(rows).toContainEqual(expect.arrayContaining([file, rowsRead, accepted, rejected, duplicate, skipped]));
      expect(rowsRead).toBe(accepted + rejected + duplicate + skipped);
    }
  });

  it('breaks an indicator down without losing or adding anybody', () => {
    const { targets, byProcedure } = report(plan).evaluation;
    const whole = targets.find(({ row }) => row.indicator === byProcedure[0]?.indicator)?.row;
    const sum = (side: 'numerator' | 'denominator') => byProcedure.reduce((total, row) => total + (row[side] ?? 0), 0);
    // A dossier without a procedure code belongs to none of them.
    expect(sum('denominator')).toBeLessThanOrEqual(whole?.denominator ?? 0);
    expect(sum('numerator')).toBeLessThanOrEqual(whole?.numerator ?? 0);
    for (const { reached, value, differenceText } of byProcedure) {
      if (value !== null && reached === false) expect(differenceText).not.toMatch(/^\+/);
    }
  });

  it('is drawn without an empty page', () => {
    const { layout } = report(plan);
    expect(layout.length).toBeGreaterThan(8);
    expect(layout.length).toBeLessThan(40);
    for (const [i, page] of layout.entries()) {
      expect(page.split('\n').filter((line) => line.trim() !== '').length, `page ${i + 1}`).toBeGreaterThan(3);
    }
    expect(layout[0]).toMatch(/Độc lập - Tự do - Hạnh phúc/);
    expect(layout[0]).toContain(vietnameseDate(as_of));
    const signed = layout.find((page) => page.includes('Nơi nhận:')) ?? '';
    expect(signed).toMatch(/GIÁM ĐỐC|CHỦ TỊCH/);
    expect(signed).toContain('Lưu: VT.');
    expect(signed).toContain('Nguyên nhân');
  });

  it('cuts no text off', () => {
    const { raw, evaluation } = report(plan);
    const texts = [
      ...evaluation.targets.flatMap(({ name, definition }) => [name.vi, definitionWords(definition, 'vi')]),
      ...evaluation.sources.map(({ file }) => file),
      ...evaluation.plan.tasks.flatMap(({ title, parts }) => [title, ...parts.map((part) => part.title)]),
    ];
    expect(texts.filter((text) => !raw.includes(squeezed(text)))).toEqual([]);
    for (const { finding } of evaluation.plan.contradictions) expect(raw).not.toContain(squeezed(finding));
  });
});

it("a people's committee has its own heading and signs for itself", () => {
  const [first = '', second = ''] = report('brvt-ubnd-2023').layout;
  const start = first.split('\n').filter((line) => line.trim() !== '');
  expect(start[0]).toMatch(/^\s*ỦY BAN NHÂN DÂN\s+CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/);
  expect(start[1]).toMatch(/^\s*TỈNH BÀ RỊA - VŨNG TÀU\s+Độc lập/);
  expect(second).toMatch(/TM\. ỦY BAN NHÂN DÂN/);
  expect(second).toMatch(/CHỦ TỊCH/);
});

it('a department names the committee above it', () => {
  const lines = (report('brvt-sgddt-2024').layout[0] ?? '').split('\n').filter((line) => line.trim() !== '');
  expect(lines[0]).toMatch(/^\s*UBND TỈNH BÀ RỊA - VŨNG TÀU\s+CỘNG HÒA/);
  expect(lines[1]).toMatch(/^\s*SỞ GIÁO DỤC VÀ ĐÀO TẠO\s+Độc lập/);
});
