import { indicatorOf as definitionOf } from '../../evaluate/targets.ts';
import { thresholdText, unitSuffix } from '../../evaluate/words.ts';
import type { ExplainRow } from '../../explain/rows.ts';
import { DIMENSIONS, type Dimension } from '../../explain/types.ts';
import { changeSentence, DIMENSION_WORDS, gapSentence, partName, rowsBy } from '../../explain/words.ts';
import type { Library } from '../../library/library.ts';
import type { Target } from '../../library/plans/types.ts';
import { numberText } from '../../numbers.ts';
import { COMPARISONS } from '../../office/comparisons.ts';
import { comparedPeriod, explainTable, explainTargets } from '../../office/explain.ts';
import type { Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { FORMATS, printResult, RESULT_OPTIONS } from '../output.ts';
import { PLAN_OPTIONS, planQuestionAsked, targetsAsked, withOffice } from '../plan-question.ts';
import { textTable } from '../text-table.ts';

export const explainCommand: Command = {
  name: 'explain',
  help: {
    vi: `Cách dùng: vedich explain --plan MÃ --unit MÃ --as-of NGÀY [tùy chọn]

Vì sao một chỉ tiêu chưa đạt: phần thiếu theo hình thức nộp, đơn vị trực thuộc, thủ tục, lĩnh vực, tháng; cộng lại đúng bằng
phần thiếu. Mỗi dòng mở được ra hồ sơ bằng vedich dossiers --by … --part …

  --plan MÃ          kế hoạch (xem: vedich plans list)
  --target MÃ        chỉ tiêu của kế hoạch; mặc định mọi chỉ tiêu chưa tới ngưỡng
  --unit MÃ          đơn vị (xem: vedich units list)
  --as-of NGÀY       ngày báo cáo, YYYY-MM-DD, tính cả ngày ấy
  --from NGÀY        ngày đầu kỳ; mặc định theo kế hoạch
  --against KỲ       so với: last-month (cuối tháng trước), last-year (cùng kỳ năm trước)
  --by CÁCH          chỉ một cách chia: channel, subunit, procedure, field, month, unit
  --format KIỂU      table (mặc định), json, csv, arrow, xlsx
  -o, --output TỆP   ghi ra tệp thay vì in ra màn hình
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich explain --plan brvt-sgddt-2024 --target remote-online --unit brvt-sgddt --as-of 2024-11-30
  vedich explain --plan brvt-sgddt-2024 --target remote-online --unit brvt-sgddt --as-of 2024-11-30 --against last-month`,
    en: `Usage: vedich explain --plan ID --unit ID --as-of DATE [options]

Why a target is not reached: what is short by channel, unit below, procedure, field, month; the parts sum to the gap exactly.
Each row opens to its dossiers by vedich dossiers --by … --part …

  --plan ID          the plan (see: vedich plans list)
  --target ID        a target of the plan; by default all that are short of their thresholds
  --unit ID          the unit (see: vedich units list)
  --as-of DATE       reporting date, YYYY-MM-DD, that day included
  --from DATE        first day of the period; as the plan says by default
  --against TIME     compare with: last-month (its end), last-year (the same day)
  --by GROUP         only one division: channel, subunit, procedure, field, month, unit
  --format KIND      table (default), json, csv, arrow, xlsx
  -o, --output FILE  write a file instead of printing
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Examples:
  vedich explain --plan brvt-sgddt-2024 --target remote-online --unit brvt-sgddt --as-of 2024-11-30
  vedich explain --plan brvt-sgddt-2024 --target remote-online --unit brvt-sgddt --as-of 2024-11-30 --against last-month`,
  },
  options: {
    ...PLAN_OPTIONS,
    target: { type: 'string' },
    against: { type: 'string' },
    by: { type: 'string' },
    ...RESULT_OPTIONS,
  },
  async run(args, io) {
    const { library, plan, question, heading } = await planQuestionAsked(args, io);
    const targets = targetsAsked(args, plan);
    const against = args.text('against') === undefined ? undefined : args.choice('against', COMPARISONS, 'last-month');
    const by = args.text('by') === undefined ? undefined : args.choice('by', DIMENSIONS, 'channel');
    const format = args.choice('format', FORMATS, 'table');
    const output = args.text('output');
    return await withOffice(args, library, async (office) => {
      const options = { targets, against, language: io.language };
      const all = await explainTargets(office, question, options);
      const short = new Set(all.flatMap((row) => (row.by === '' && row.reached === false ? [row.target] : [])));
      const rows = all.filter(
        (row) =>
          (targets !== undefined || short.has(row.target)) && (by === undefined || row.by === '' || row.by === by),
      );
      if (format !== 'table') {
        await printResult(io, format, explainTable(rows), { title: plan.shortTitle, output });
        return 0;
      }
      io.out(heading);
      if (rows.length === 0)
        io.out(say(io, 'Không chỉ tiêu nào thiếu so với ngưỡng.', 'No target is short of its threshold.'));
      if (against !== undefined && comparedPeriod(question.period, against) === null)
        io.out(
          say(
            io,
            'Kỳ mới bắt đầu trong tháng này, chưa có tháng trước để so.',
            'The period began this month: there is no month before it.',
          ),
        );
      for (const target of plan.targets) {
        const own = rows.filter((row) => row.target === target.id);
        if (own.length > 0) printTarget(io, library, target, own, by === undefined ? MOST_ROWS : own.length);
      }
      return 0;
    });
  },
};

/** The longest list of a dimension on the screen, where it is one of many; files have all of it. */
const MOST_ROWS = 5;

function printTarget(io: Io, library: Library, target: Target, rows: readonly ExplainRow[], most: number): void {
  const { language } = io;
  const [whole] = rows;
  if (whole === undefined) return;
  const indicator = definitionOf(target, library.indicators);
  const counted = indicator.counted ?? undefined;
  const dimensions = DIMENSIONS.filter((by) => rows.some((row) => row.by === by));
  io.out(
    `\n${target.name[language]} (${target.id}) · ${thresholdText({ ...whole, operator: target.operator }, language)}`,
  );
  for (const why of whole.missing) io.out(`- ${why}`);
  const sentences = [gapSentence(rows, dimensions[0], counted, language), changeSentence(rows, language)];
  for (const sentence of sentences) if (sentence !== null) io.out(sentence);
  if (dimensions.length === 0)
    io.out(say(io, 'Số này không chia được thành phần.', 'This number has no parts that it could be told by.'));
  for (const by of dimensions)
    printDimension(io, by, rowsBy(rows, by), { compared: whole.before_value !== null, most });
}

function printDimension(
  io: Io,
  by: Dimension,
  rows: readonly ExplainRow[],
  { compared, most }: { compared: boolean; most: number },
): void {
  const { language } = io;
  const number = (value: number | null, decimals?: number): string =>
    value === null ? '' : numberText(decimals === undefined ? value : value.toFixed(decimals), language);
  const suffix = unitSuffix(rows[0]?.unit_of_measure ?? '', language);
  io.out(
    textTable(
      io,
      [
        { head: capital(DIMENSION_WORDS[by][language]), stretch: 1 },
        { head: say(io, 'Số đếm', 'Counts'), align: 'right' },
        { head: say(io, 'Kết quả', 'Value'), align: 'right' },
        { head: say(io, 'Vướng', 'In the way'), align: 'right' },
        { head: say(io, 'Điểm thiếu', 'Points short'), align: 'right' },
        ...(compared
          ? [
              { head: say(io, 'Do tỷ lệ', 'By value'), align: 'right' as const },
              { head: say(io, 'Do cơ cấu', 'By mix'), align: 'right' as const },
            ]
          : []),
      ],
      rows
        .slice(0, MOST_ROWS)
        .map((row) => [
          partName(row, language),
          row.denominator === null ? '' : `${number(row.numerator)}/${number(row.denominator)}`,
          row.value === null ? '' : number(row.value, 2) + suffix,
          number(row.in_the_way),
          number(row.gap_points, 2),
          ...(compared ? [number(row.share_points, 2), number(row.mix_points, 2)] : []),
        ]),
    ),
  );
  if (rows.length > most)
    io.out(
      say(
        io,
        '… và {more} dòng nữa; đủ cả trong --format csv',
        '… and {more:more row|more rows}; all of them by --format csv',
        {
          more: rows.length - most,
        },
      ),
    );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
