import { monthEnd, monthsBetween, vietnameseDate } from '../../dates.ts';
import { breakdownOf, type Group } from '../../evaluate/breakdown.ts';
import { countFor } from '../../evaluate/counting.ts';
import { lackSentences } from '../../evaluate/missing-words.ts';
import { vietnameseNumber } from '../../evaluate/print.ts';
import { type Counting, measureOver } from '../../evaluate/targets.ts';
import { unitSuffix } from '../../evaluate/words.ts';
import { toDecimal, toNumber } from '../../exact.ts';
import type { Indicator } from '../../indicators/catalogue.ts';
import type { Period } from '../../indicators/compute.ts';
import type { Library } from '../../library.ts';
import type { Command } from '../command.ts';
import { say } from '../io.ts';
import { shippedLibrary } from '../library.ts';
import { indicatorOf, unitOf } from '../lookup.ts';
import { FORMATS, printResult, type Result, textTable } from '../output.ts';
import { openForReading } from '../warehouse.ts';

const GROUPS = ['none', 'unit', 'field', 'procedure', 'month'] as const;

const COLUMNS: Result['columns'] = [
  { name: 'indicator', type: 'text' },
  { name: 'unit', type: 'text' },
  { name: 'from', type: 'date' },
  { name: 'as_of', type: 'date' },
  { name: 'group', type: 'text' },
  { name: 'label', type: 'text' },
  { name: 'numerator', type: 'number' },
  { name: 'denominator', type: 'number' },
  { name: 'value', type: 'number' },
  { name: 'unit_of_measure', type: 'text' },
  { name: 'missing', type: 'texts' },
];

export const indicatorsCommand: Command = {
  name: 'indicators',
  summary: {
    vi: 'tính chỉ tiêu theo đơn vị, lĩnh vực, thủ tục, tháng',
    en: 'compute indicators by unit, field, procedure, month',
  },
  help: {
    vi: `Cách dùng: vedich indicators --unit MÃ --from NGÀY --as-of NGÀY [tùy chọn]

  --unit MÃ          đơn vị, kể cả đơn vị trực thuộc
  --from NGÀY        ngày đầu kỳ, YYYY-MM-DD
  --as-of NGÀY       ngày cuối kỳ, tính cả ngày ấy
  --indicator MÃ     chỉ tiêu; lặp lại được; mặc định mọi chỉ tiêu
  --by CÁCH          unit (đơn vị trực thuộc), field (lĩnh vực), procedure (thủ tục), month (từng tháng)
  --format KIỂU      table (mặc định), json, csv, arrow
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich indicators --unit brvt-sgddt --from 2024-01-01 --as-of 2024-11-30
  vedich indicators --unit brvt --from 2023-01-01 --as-of 2023-11-30 --indicator online_rate --by unit`,
    en: `Usage: vedich indicators --unit ID --from DATE --as-of DATE [options]

  --unit ID          the unit, with all units below it
  --from DATE        first day of the period, YYYY-MM-DD
  --as-of DATE       last day of the period, included
  --indicator ID     an indicator; may be repeated; all by default
  --by GROUP         unit (units below), field, procedure, month (each month by itself)
  --format KIND      table (default), json, csv, arrow
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Examples:
  vedich indicators --unit brvt-sgddt --from 2024-01-01 --as-of 2024-11-30
  vedich indicators --unit brvt --from 2023-01-01 --as-of 2023-11-30 --indicator online_rate --by unit`,
  },
  options: {
    unit: { type: 'string' },
    from: { type: 'string' },
    'as-of': { type: 'string' },
    indicator: { type: 'string', multiple: true },
    by: { type: 'string' },
    format: { type: 'string' },
  },
  async run(args, io) {
    const library = shippedLibrary();
    const unit = unitOf(library, args.required('unit'));
    const period = { from: args.requiredDate('from'), asOf: args.requiredDate('as-of') };
    const by = args.choice('by', GROUPS, 'none');
    const format = args.choice('format', FORMATS, 'table');
    const asked = args.texts('indicator').map((id) => indicatorOf(library, id));
    const engine = await openForReading(args);
    try {
      const counting = await countFor(engine, library, unit.id, io.language);
      const lines: Line[] = [];
      for (const indicator of asked.length > 0 ? asked : library.indicators.values()) {
        lines.push(...(await linesOf(counting, library, indicator, period, by)));
      }
      if (format !== 'table') {
        printResult(io, format, { columns: COLUMNS, rows: lines.map(({ row }) => row) });
        return 0;
      }
      io.out(`${unit.name} · ${vietnameseDate(period.from)} – ${vietnameseDate(period.asOf)}`);
      io.out(
        textTable(
          io,
          [
            { head: say(io, 'Chỉ tiêu', 'Indicator'), stretch: 3 },
            ...(by === 'none' ? [] : [{ head: say(io, 'Nhóm', 'Group'), stretch: 3 }]),
            { head: say(io, 'Tử số', 'Numerator'), align: 'right' },
            { head: say(io, 'Mẫu số', 'Denominator'), align: 'right' },
            { head: say(io, 'Kết quả', 'Value'), align: 'right' },
            { head: say(io, 'Còn thiếu', 'Missing'), stretch: 2 },
          ],
          lines.map(({ row, name, value }) => [
            name[io.language],
            ...(by === 'none' ? [] : [row.label === '' ? say(io, '(không rõ)', '(unknown)') : row.label]),
            row.numerator === null ? '–' : vietnameseNumber(String(row.numerator)),
            row.denominator === null ? '–' : vietnameseNumber(String(row.denominator)),
            value === '' ? '–' : `${value}${unitSuffix(row.unit_of_measure, io.language)}`,
            row.missing.join('; '),
          ]),
        ),
      );
      return 0;
    } finally {
      await engine.close();
    }
  },
};

interface Line {
  row: {
    indicator: string;
    unit: string;
    from: string;
    as_of: string;
    group: string;
    label: string;
    numerator: number | null;
    denominator: number | null;
    value: number | null;
    unit_of_measure: string;
    missing: string[];
  };
  name: { vi: string; en: string };
  value: string;
}

async function linesOf(
  counting: Counting,
  library: Library,
  indicator: Indicator,
  period: Period,
  by: (typeof GROUPS)[number],
): Promise<Line[]> {
  const line = ({ id, figure }: Group, label: string, missing: string[]): Line => ({
    row: {
      indicator: indicator.id,
      unit: counting.unit,
      from: figure.from,
      as_of: figure.asOf,
      group: id,
      label,
      numerator: figure.numerator === null ? null : toNumber(figure.numerator),
      denominator: figure.denominator === null ? null : toNumber(figure.denominator),
      value: figure.value === null ? null : toNumber(figure.value),
      unit_of_measure: indicator.unitOfMeasure,
      missing,
    },
    name: indicator.name,
    value: figure.value === null ? '' : vietnameseNumber(toDecimal(figure.value, indicator.decimals)),
  });
  if (by === 'none' || by === 'month') {
    const months = monthsBetween(period.from, period.asOf);
    const periods =
      by === 'none'
        ? [period]
        : months.map((month) => ({
            from: month === period.from.slice(0, 7) ? period.from : `${month}-01`,
            asOf: month === period.asOf.slice(0, 7) ? period.asOf : monthEnd(month),
          }));
    const measured = await measureOver(counting, indicator, periods);
    return measured.map(({ figure, lacks }, index) => {
      const month = by === 'none' ? '' : (months[index] ?? '');
      return line({ id: month, figure }, month, lackSentences(lacks, library.columns, counting.language));
    });
  }
  const [whole] = await measureOver(counting, indicator, [period]);
  if (whole === undefined || whole.lacks.length > 0) return [];
  const groups = await breakdownOf(counting, indicator, period, by);
  return groups.map((group) => line(group, labelOf(library, group.id, by), []));
}

function labelOf(library: Library, id: string, by: 'unit' | 'field' | 'procedure'): string {
  return by === 'unit' ? (library.units.byId.get(id)?.name ?? id) : id;
}
