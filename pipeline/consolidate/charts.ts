import type { Status } from '../evaluate/types.ts';
import { statusSign, statusWord } from '../evaluate/words.ts';
import { compare, type Exact, toNumber, ZERO } from '../exact.ts';
import type { RowSpec, SheetSpec, TableSpec } from '../report/standard/book.ts';
import { barChart, barFrame } from '../report/standard/drawings.ts';
import { COUNT, type Look } from '../report/standard/styles.ts';
import type { TableContent } from '../report/types.ts';
import type { Consolidated } from './consolidate.ts';

/** One chart of bars: what each bar is of, and the parts that it is made of, with their colours. */
export interface BarChart {
  /** Of the table that it is drawn from. */
  table: string;
  title: string;
  label: string;
  series: readonly { name: string; colour: string }[];
  bars: readonly { label: string; parts: readonly number[] }[];
}

/** More bars than these nobody compares: the worst stand there, the others in the tables. */
const MOST_BARS = 15;
const GOOD = '8FBC8F';
const BAD = 'C0504D';
const COLOURS: Readonly<Record<Status, string>> = {
  met: GOOD,
  below: BAD,
  pending: 'FFD966',
  incomplete: 'BFBFBF',
  'no-data': 'E7E6E6',
};
const ALL = Object.keys(COLOURS) as Status[];
/** Parts of a form's column: green first, red last. */
const SHADES = [GOOD, 'B7C9E2', 'FFD966', 'D9D9D9'];

/**
 * What the consolidated workbook draws: of a plan how many units stand where on each target, and the units that reach
 * fewest; of a form the columns that its data names, by field and for the units with most of the worst.
 */
export function chartsOf(consolidated: Consolidated, unitName: (id: string) => string): BarChart[] {
  const { plan } = consolidated.collection;
  return plan === null ? formCharts(consolidated, unitName) : targetCharts(consolidated, unitName);
}

function targetCharts({ targets, included }: Consolidated, unitName: (id: string) => string): BarChart[] {
  const there = new Set<Status>(targets.flatMap(({ units }) => units.map(({ evaluated }) => evaluated.row.status)));
  const statuses = ALL.filter((status) => status === 'met' || status === 'below' || there.has(status));
  const series = statuses.map((status) => ({
    name: `${statusSign(status)} ${statusWord(status, 'vi')}`,
    colour: COLOURS[status],
  }));
  const ofUnit = (unit: string): number[] =>
    statuses.map(
      (status) =>
        targets.filter(({ units }) => units.some((one) => one.unit === unit && one.evaluated.row.status === status))
          .length,
    );
  const bars = included.map(({ unit }) => ({ label: unitName(unit), parts: ofUnit(unit) }));
  const [met, below] = [statuses.indexOf('met'), statuses.indexOf('below')];
  const worst = [...bars]
    .sort((a, b) => (a.parts[met] ?? 0) - (b.parts[met] ?? 0) || (b.parts[below] ?? 0) - (a.parts[below] ?? 0))
    .slice(0, MOST_BARS);
  return [
    {
      table: 'vd_th_bd_chung',
      title: 'Số đơn vị theo kết quả từng chỉ tiêu',
      label: 'Chỉ tiêu',
      series,
      bars: targets.map(({ target, units }) => ({
        label: target.name.vi,
        parts: statuses.map((status) => units.filter((one) => one.evaluated.row.status === status).length),
      })),
    },
    {
      table: 'vd_th_bd_don_vi',
      title:
        bars.length > worst.length
          ? `${worst.length} đơn vị đạt ít chỉ tiêu nhất`
          : 'Số chỉ tiêu theo kết quả của từng đơn vị',
      label: 'Đơn vị',
      series,
      bars: worst,
    },
  ];
}

function formCharts(
  { collection: { form }, cells, byUnit, included }: Consolidated,
  unitName: (id: string) => string,
): BarChart[] {
  const { chart } = form;
  if (chart === null) return [];
  const nameOf = (id: string): string => form.columns.find((column) => column.id === id)?.name.vi ?? id;
  const last = chart.columns.length - 1;
  const series = chart.columns.map((id, at) => ({
    name: nameOf(id),
    colour: at === last ? BAD : (SHADES[at] ?? GOOD),
  }));
  const parts = (value: (column: string) => Exact | undefined): number[] =>
    chart.columns.map((id) => toNumber(value(id) ?? ZERO));
  const fields = [...new Set(cells.flatMap(({ row }) => (row === null ? [] : [row])))];
  const [worstOfUnit, all] = [
    (unit: string): Exact => byUnit.find((one) => one.unit === unit && one.column === chart.worst)?.value ?? ZERO,
    included.map(({ unit }) => unit),
  ];
  const worst = [...all].sort((a, b) => compare(worstOfUnit(b), worstOfUnit(a))).slice(0, MOST_BARS);
  return [
    {
      table: 'vd_th_bd_chung',
      title: fields.length > MOST_BARS ? `${MOST_BARS} lĩnh vực nhiều hồ sơ nhất` : 'Theo lĩnh vực',
      label: 'Lĩnh vực',
      series,
      bars: fields
        .map((row) => ({
          label: row,
          parts: parts((column) => cells.find((cell) => cell.row === row && cell.column === column)?.value),
        }))
        .sort((a, b) => sum(b.parts) - sum(a.parts))
        .slice(0, MOST_BARS),
    },
    {
      table: 'vd_th_bd_don_vi',
      title: all.length > worst.length ? `${worst.length} đơn vị có nhiều nhất: ${nameOf(chart.worst)}` : 'Theo đơn vị',
      label: 'Đơn vị',
      series,
      bars: worst.map((unit) => ({
        label: unitName(unit),
        parts: parts((column) => byUnit.find((one) => one.unit === unit && one.column === column)?.value),
      })),
    },
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** The table that a chart is drawn from. */
export function chartTable({ label, series, bars }: BarChart): TableContent {
  return {
    columns: ['TT', label, ...series.map(({ name }) => name)].map((name) => ({ name })),
    rows: bars.map((bar, at) => [at + 1, bar.label, ...bar.parts]),
  };
}

const SHEET = 'Biểu đồ';
/** Pixels of a row between the charts. */
const ROW = 24;
const PAGE = 600;

/** The sheet of the charts: they stand above the tables that they are drawn from, which grow below them. */
export function chartSheet(charts: readonly BarChart[], titles: Map<number, RowSpec>, width: number): SheetSpec {
  const series = Math.max(1, ...charts.map((chart) => chart.series.length));
  const each = Math.floor((width - 36 - 360) / series);
  const columns = [36, width - 36 - each * series, ...Array.from({ length: series }, () => each)];
  const rows = new Map(titles);
  const frames: string[] = [];
  const breaks: number[] = [];
  let row = 4;
  let onPage = 0;
  for (const [at, { title, bars }] of charts.entries()) {
    const high = Math.ceil((90 + 30 * Math.max(1, bars.length)) / ROW);
    if (onPage > 0 && onPage + high * ROW > PAGE) {
      breaks.push(row - 1);
      onPage = 0;
    }
    for (let one = row; one < row + high; one += 1) rows.set(one, { height: (ROW * 72) / 96 });
    rows.set(row + high, { height: 8 });
    frames.push(barFrame(columns, row, row + high - 1, at + 1, title));
    row += high + 1;
    onPage += (high + 1) * ROW;
  }
  breaks.push(row - 1);
  const drawn: string[] = [];
  const tables = charts.map(({ table, title, label, series: parts }): TableSpec => {
    rows.set(row, {
      height: 20,
      cells: [{ column: 1, to: columns.length, text: title, look: { size: 12, bold: true, across: 'left' } }],
    });
    const at = row + 1;
    drawn.push(barChart(SHEET, title, at, parts));
    row = at + 3;
    rows.set(row - 1, { height: 8 });
    return {
      name: table,
      row: at,
      bodyRows: 1,
      headerHeight: 34,
      columns: [
        { header: 'TT', look: centred },
        { header: label, look: words },
        ...parts.map(({ name }) => ({ header: name, look: number })),
      ],
    };
  });
  return {
    name: SHEET,
    columns,
    rows,
    repeated: 0,
    rules: [],
    breaks,
    anchors: frames.join(''),
    charts: drawn,
    tables,
  };
}

const words: Look = { wrap: true, border: 'lrtb', across: 'left', size: 11 };
const centred: Look = { wrap: true, border: 'lrtb', across: 'center', size: 11 };
const number: Look = { border: 'lrtb', across: 'right', format: COUNT, size: 11 };
