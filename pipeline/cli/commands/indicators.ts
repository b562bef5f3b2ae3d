import { dateText } from '../../dates.ts';
import { groupWords, unitSuffix } from '../../evaluate/words.ts';
import { numberText } from '../../numbers.ts';
import { figuresOf, figureTable, GROUPINGS } from '../../office/tables.ts';
import type { Args, Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { indicatorOf, planOf, unitAsked } from '../lookup.ts';
import { userError } from '../messages.ts';
import { FORMATS, printResult } from '../output.ts';
import { addOwn, bytesOf, removeOwnFile } from '../own-files.ts';
import { textTable } from '../text-table.ts';
import { officeOf, openForReading } from '../warehouse.ts';

export const indicatorsCommand: Command = {
  name: 'indicators',
  help: {
    vi: `Cách dùng: vedich indicators --unit MÃ --from NGÀY --as-of NGÀY [tùy chọn]
           vedich indicators add TỆP.yaml | remove MÃ     chỉ tiêu riêng của cơ quan, trong thư viện (--library)

  --unit MÃ          đơn vị, kể cả đơn vị trực thuộc
  --from NGÀY        ngày đầu kỳ, YYYY-MM-DD
  --as-of NGÀY       ngày cuối kỳ, tính cả ngày ấy
  --indicator MÃ     chỉ tiêu; lặp lại được; mặc định mọi chỉ tiêu
  --by CÁCH          unit (đơn vị trực thuộc), field (lĩnh vực), procedure (thủ tục), month (từng tháng)
  --plan MÃ          không tính các đơn vị mà kế hoạch này để riêng, như khi đối chiếu kế hoạch
  --format KIỂU      table (mặc định), json, csv, arrow, xlsx
  -o, --output TỆP   ghi ra tệp thay vì in ra màn hình
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich indicators --unit brvt-sgddt --from 2024-01-01 --as-of 2024-11-30
  vedich indicators --unit brvt --from 2023-01-01 --as-of 2023-11-30 --indicator online_rate --by unit`,
    en: `Usage: vedich indicators --unit ID --from DATE --as-of DATE [options]
       vedich indicators add FILE.yaml | remove ID     the office's own indicators, in its library (--library)

  --unit ID          the unit, with all units below it
  --from DATE        first day of the period, YYYY-MM-DD
  --as-of DATE       last day of the period, included
  --indicator ID     an indicator; may be repeated; all by default
  --by GROUP         unit (units below), field, procedure, month (each month by itself)
  --plan ID          without the units that this plan leaves out, as its own figures are counted
  --format KIND      table (default), json, csv, arrow, xlsx
  -o, --output FILE  write a file instead of printing
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
    plan: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  async run(args, io) {
    const [verb, name] = args.paths;
    if (verb === 'add' && name !== undefined) return addIndicators(args, io, name);
    if (verb === 'remove' && name !== undefined) return removeOwnFile(args, io, 'indicators', name);
    if (verb !== undefined) throw userError('MISSING_OPTION', { command: 'indicators', option: 'add … | remove …' });
    const library = await openLibrary(args, io);
    const unit = unitAsked(args, library);
    const period = { from: args.requiredDate('from'), asOf: args.requiredDate('as-of') };
    const by = args.choice('by', GROUPINGS, 'none');
    const named = args.text('plan');
    const plan = named === undefined ? undefined : planOf(library, named);
    const format = args.choice('format', FORMATS, 'table');
    const output = args.text('output');
    const asked = args.texts('indicator').map((id) => indicatorOf(library, id));
    const engine = await openForReading(args);
    try {
      const indicators = asked.length > 0 ? asked : [...library.indicators.values()];
      const question = { unit: unit.id, period, by, plan };
      const lines = await figuresOf(officeOf(engine, library), indicators, question, io.language);
      if (format !== 'table') {
        await printResult(io, format, figureTable(lines), { title: unit.name, output });
        return 0;
      }
      io.out(`${unit.name} · ${dateText(period.from, io.language)} – ${dateText(period.asOf, io.language)}`);
      io.out(
        textTable(
          io,
          [
            { head: say(io, 'Chỉ tiêu', 'Indicator'), stretch: 3 },
            ...(by === 'none' ? [] : [{ head: say(io, 'Nhóm', 'Group'), stretch: 3 }]),
            { head: say(io, 'Tử số', 'Numerator'), align: 'right' },
            { head: say(io, 'Mẫu số', 'Denominator'), align: 'right' },
            { head: say(io, 'Kết quả', 'Value'), align: 'right' },
            { head: say(io, 'Số liệu còn thiếu', 'Data missing'), stretch: 2 },
          ],
          lines.map(({ row, name, value }) => [
            name[io.language],
            ...(by === 'none' ? [] : [groupWords(row, by) || say(io, '(không rõ)', '(unknown)')]),
            row.numerator === null ? '–' : numberText(String(row.numerator), io.language),
            row.denominator === null ? '–' : numberText(String(row.denominator), io.language),
            value === '' ? '–' : `${numberText(value, io.language)}${unitSuffix(row.unit_of_measure, io.language)}`,
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

async function addIndicators(args: Args, io: Io, file: string): Promise<number> {
  const ids = await addOwn(args, io, 'indicators', file, await bytesOf(file));
  io.out(say(io, `Đã thêm chỉ tiêu: ${ids.join(', ')}`, `Indicators added: ${ids.join(', ')}`));
  return 0;
}
