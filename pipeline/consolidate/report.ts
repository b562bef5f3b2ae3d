import { countRecord } from '../counts/record.ts';
import { vietnameseDate } from '../dates.ts';
import { detailOf } from '../evaluate/detail.ts';
import type { Evaluation } from '../evaluate/types.ts';
import { statusSign } from '../evaluate/words.ts';
import { exact, multiply, toDecimal, toNumber } from '../exact.ts';
import type { Ranking } from '../library/rankings/types.ts';
import { placeName, superiorName } from '../library/units/heading.ts';
import type { UnitTree } from '../library/units/types.ts';
import { numberText } from '../numbers.ts';
import { officePage, reportContent } from '../report/content.ts';
import { SIGNATURE_BLOCK } from '../report/layout.ts';
import type { CellContent, ReportContent, TableContent } from '../report/types.ts';
import type { Making, ReportFacts } from '../report/written.ts';
import { chartsOf, chartTable } from './charts.ts';
import type { Consolidated, ConsolidatedTarget, UnitFigure } from './consolidate.ts';
import { addedColumns, formHeaders } from './form-page.ts';
import { checkSentence } from './problems.ts';
import type { RankedBlock } from './rank.ts';
import type { CheckProblem } from './types.ts';
import { coverageWords, decisionWords, SEVERITY_WORDS, stateWords } from './words.ts';

/**
 * What goes into the consolidated workbook: page one like every report's, with whom it covers in words; units × targets, the
 * roll and the checks; of a form its numbers by field and by unit. In Vietnamese: it is an official document.
 */
export function consolidatedContent(
  consolidated: Consolidated,
  checks: readonly CheckProblem[],
  units: UnitTree,
  ranked: Ranked | null,
): ReportContent {
  const { collection, targets, roll } = consolidated;
  const { plan, form } = collection;
  const unitName = (id: string): string => units.byId.get(id)?.shortName ?? id;
  const subtitle = `${units.byId.get(collection.unit)?.name ?? ''} – từ ${vietnameseDate(collection.period.from)} đến ${vietnameseDate(collection.asOf)}`;
  const tables: Record<string, TableContent> = {
    vd_th_don_vi: table(
      ['TT', 'Đơn vị', 'Tình trạng', 'Nhận lúc', 'Xử lý', 'Tệp', 'Số lần gửi', 'Đã nhắc'],
      roll.lines.map((line, at) => [
        at + 1,
        unitName(line.unit),
        stateWords(line, 'vi'),
        line.current.map(({ receivedAt }) => moment(receivedAt)).join('\n'),
        decisionWords(line, 'vi'),
        line.current.map(({ sheet }) => sheet.file).join('\n'),
        line.sent.length,
        line.reminded,
      ]),
    ),
    vd_th_kiem_tra: table(
      ['TT', 'Mức', 'Đơn vị', 'Tệp, trang tính, ô', 'Phải là', 'Đang là', 'Nội dung, nguyên nhân, cách xử lý'],
      // An empty table would leave open whether anybody looked.
      checks.length === 0
        ? [['', '', '', '', '', '', 'Không phát hiện sai sót.']]
        : checks.map((one, at) => [
            at + 1,
            SEVERITY_WORDS[one.severity].vi,
            unitName(one.unit),
            [one.file, one.sheet, one.cell].filter((text) => text !== '').join(' · '),
            one.expected ?? '',
            one.found ?? '',
            checkSentence(one, 'vi'),
          ]),
    ),
  };
  for (const chart of chartsOf(consolidated, unitName)) tables[chart.table] = chartTable(chart);
  if (ranked !== null) tables['vd_th_xep_hang'] = rankTable(ranked.blocks);
  const names = { vd_phu_de: { value: subtitle }, vd_th_cach_cham: { value: rankNote(ranked) } };
  if (plan === null) {
    const columns = addedColumns(consolidated);
    const numbers = (of: (column: string) => number | undefined): CellContent[] =>
      columns.map(({ id }) => of(id) ?? null);
    const rows = [...new Set(consolidated.cells.map(({ row }) => row))];
    const headers = formHeaders(columns);
    tables['vd_th_linh_vuc'] = table(
      ['TT', form.labelHeader, ...headers],
      rows.map((row, at) => [
        row === null ? '' : at + 1,
        row ?? 'Tổng số',
        ...numbers((column) => numberOf(consolidated.cells.find((cell) => cell.row === row && cell.column === column))),
      ]),
    );
    tables['vd_th_bieu_don_vi'] = table(
      ['TT', 'Đơn vị', ...headers],
      consolidated.included.map(({ unit }, at) => [
        at + 1,
        unitName(unit),
        ...numbers((column) => numberOf(consolidated.byUnit.find((one) => one.unit === unit && one.column === column))),
      ]),
    );
    return {
      names: {
        ...names,
        ...officePage(officeOf(collection.unit, units)),
        vd_th_tieu_de: { value: form.title.vi.toLocaleUpperCase('vi') },
        vd_th_do_phu: { value: coverageWords(consolidated, 'vi') },
      },
      tables,
      keepTogether: [SIGNATURE_BLOCK],
    };
  }
  const page = reportContent(evaluationOf(consolidated, units));
  const { vd_ky_bao_cao, vd_trich_yeu } = page.names;
  const { vd_chi_tieu } = page.tables;
  tables['vd_ma_tran'] = table(
    ['TT', 'Đơn vị', ...targets.map(({ target }) => target.name.vi), 'Số chỉ tiêu đạt'],
    matrixRows(consolidated, unitName),
  );
  return {
    names: {
      ...page.names,
      ...names,
      vd_trich_yeu: { value: `Tổng hợp ${lowerFirst(`${vd_trich_yeu?.value ?? ''}`)}` },
      vd_ky_bao_cao: { value: `${vd_ky_bao_cao?.value ?? ''}` },
      vd_ghi_chu: {
        value: `Ghi chú: ${coverageWords(consolidated, 'vi')} Số chung tính từ tổng số đếm của các đơn vị.`,
      },
    },
    tables: { ...tables, ...(vd_chi_tieu === undefined ? {} : { vd_chi_tieu }) },
    keepTogether: page.keepTogether,
  };
}

/** The ranking that goes with what is consolidated. */
export interface Ranked {
  ranking: Ranking;
  blocks: readonly RankedBlock[];
}

function rankNote(ranked: Ranked | null): string {
  if (ranked === null) return 'Chưa có cách chấm điểm cho biểu này.';
  const { title, source, assumed, notCounted } = ranked.ranking;
  const left = notCounted.map(({ name, points }) => `${name.vi} (${numberText(points, 'vi')} điểm)`).join(', ');
  return `${title.vi}. Nguồn: ${source}${assumed ? ' (giả định)' : ''}.${left === '' ? '' : ` Không chấm vì thiếu số đếm: ${left}.`}`;
}

function rankTable(blocks: readonly RankedBlock[]): TableContent {
  const rows: CellContent[][] = [];
  const groups: number[] = [];
  for (const { block, units } of blocks) {
    groups.push(rows.length);
    rows.push([null, block.name.vi, null, null, null, null]);
    for (const { rank, name, points, of, share, change } of units)
      rows.push([
        rank ?? 'không xếp hạng',
        name,
        numberText(toDecimal(points, 2), 'vi'),
        numberText(toDecimal(of, 2), 'vi'),
        share === null ? '' : numberText(toDecimal(multiply(share, exact(100)), 2), 'vi'),
        change === null ? '' : change > 0 ? `▲ ${change}` : change < 0 ? `▼ ${-change}` : '=',
      ]);
  }
  return { ...table(['Hạng', 'Đơn vị', 'Điểm', 'Trên', 'Tỷ lệ %', 'So kỳ trước'], rows), groups };
}

/** Columns of a table, none of which a template must have but the first three: another plan has other targets. */
function table(columns: readonly string[], rows: CellContent[][]): TableContent {
  return { columns: columns.map((name) => ({ name })), rows };
}

function numberOf(one: { value: Parameters<typeof toNumber>[0] } | undefined): number | undefined {
  return one === undefined ? undefined : toNumber(one.value);
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLocaleLowerCase('vi') + text.slice(1);
}

function moment(at: string): string {
  return `${at.slice(11, 16)} ${vietnameseDate(at.slice(0, 10))}`;
}

/** Every unit that is asked: its figures with their verdicts, or why it has none. */
function matrixRows({ targets, roll }: Consolidated, unitName: (id: string) => string): CellContent[][] {
  const rows = roll.lines
    .filter(({ state }) => state !== 'excluded')
    .map((line, at): CellContent[] => {
      const own = targets.map(({ units }) => units.find(({ unit }) => unit === line.unit));
      const met = own.filter((figure) => figure?.evaluated.row.status === 'met').length;
      const without = own.every((figure) => figure === undefined);
      return [
        at + 1,
        unitName(line.unit),
        ...own.map((figure) => figureText(figure)),
        without ? stateWords(line, 'vi') : `${met}/${targets.length}`,
      ];
    });
  const whole = targets.map(
    ({ evaluated }) => `${statusSign(evaluated.row.status)} ${numberText(detailOf(evaluated).valueText, 'vi')}`,
  );
  return [
    ...rows,
    [
      null,
      'CHUNG',
      ...whole,
      `${targets.filter(({ evaluated }) => evaluated.row.status === 'met').length}/${targets.length}`,
    ],
  ];
}

function figureText(figure: UnitFigure | undefined): string {
  if (figure === undefined) return '';
  const { row } = figure.evaluated;
  const { valueText } = detailOf(figure.evaluated);
  return valueText === ''
    ? statusSign(row.status)
    : `${statusSign(row.status)} ${numberText(valueText, 'vi')}${figure.edited ? ' *' : ''}`;
}

/** The office that consolidates, as a page names it. */
function officeOf(id: string, units: UnitTree): Evaluation['unit'] {
  const unit = units.byId.get(id);
  if (unit === undefined) throw new RangeError(`no unit ${id}`);
  return {
    id,
    name: unit.name,
    shortName: unit.shortName,
    superiorName: superiorName(units, id),
    place: placeName(units, id),
  };
}

/** The consolidation as what a report shows, so that page one is that of any report. */
function evaluationOf({ collection, targets }: Consolidated, units: UnitTree): Evaluation {
  const { plan, unit: id, period } = collection;
  if (plan === null) throw new RangeError('a form has no page of targets');
  return {
    plan,
    unit: officeOf(id, units),
    from: period.from,
    asOf: period.asOf,
    targets: targets.map(({ evaluated }) => ({ ...detailOf(evaluated), trend: [], lists: [] })),
    byField: [],
    byProcedure: [],
    coverage: [],
    sources: [],
    problems: [],
    footnotes: [],
  };
}

/** What the workbook stands on: the sums, and behind them each unit's counts with the cell that they stand in. */
export function consolidatedFacts(
  { collection, targets }: Consolidated,
  units: UnitTree,
  { version, madeAt }: Making,
): ReportFacts {
  const { plan, unit, period } = collection;
  if (plan === null) throw new RangeError('a form leaves no counts of targets');
  return {
    made_at: madeAt,
    program: version,
    plan: plan.id,
    plan_version: plan.version,
    plan_title: plan.title.vi,
    unit,
    unit_name: units.byId.get(unit)?.name ?? unit,
    from: period.from,
    as_of: period.asOf,
    targets: targets.map(({ target, evaluated }) => ({
      target: target.id,
      counts: [evaluated.count, ...evaluated.basis].map(countRecord),
    })),
    fields: [],
    parts: targets.flatMap((one) => unitParts(one)),
    sources: [],
  };
}

function unitParts({ target, units }: ConsolidatedTarget): NonNullable<ReportFacts['parts']> {
  return units.flatMap(({ evaluated, sources, parts }) => [
    { target: target.id, count: countRecord(evaluated.count), origins: [...sources] },
    ...parts.map(({ count, origins }) => ({ target: target.id, count: countRecord(count), origins: [...origins] })),
  ]);
}
