import { dateText } from '../../dates.ts';
import { definitionWords } from '../../evaluate/words.ts';
import type { Language } from '../../messages.ts';
import { indicatorIn } from '../../office/evaluate.ts';
import { membersTable } from '../../office/members.ts';
import type { Cell } from '../../office/tables.ts';
import { type MemberPart, PART_GROUPS } from '../../warehouse/members.ts';
import type { Args, Command } from '../command.ts';
import { showDifference } from '../difference.ts';
import { say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { indicatorOf, planOf, unitAsked } from '../lookup.ts';
import { FORMATS, printResult } from '../output.ts';
import { textTable } from '../text-table.ts';
import { officeOf, openForReading } from '../warehouse.ts';

export const dossiersCommand: Command = {
  name: 'dossiers',
  help: {
    vi: `Cách dùng: vedich dossiers --indicator MÃ --unit MÃ --from NGÀY --as-of NGÀY --side PHÍA [tùy chọn]
           vedich dossiers --difference [DANH-SÁCH…] --plan MÃ --target MÃ --unit MÃ --as-of NGÀY [tùy chọn]

  --indicator MÃ     chỉ tiêu (xem cột indicator của lệnh evaluate)
  --unit MÃ          đơn vị, kể cả đơn vị trực thuộc
  --from NGÀY        ngày đầu kỳ, YYYY-MM-DD
  --as-of NGÀY       ngày báo cáo, tính cả ngày ấy
  --side PHÍA        numerator: đã được tính vào tử số; missing: trong mẫu số nhưng chưa vào tử số
  --plan MÃ          không tính các đơn vị mà kế hoạch này để riêng, như khi đối chiếu kế hoạch
  --by CÁCH          với --part: chỉ một phần của con số, chia theo channel, subunit (đơn vị trực thuộc), procedure, field, month
  --part MÃ          phần nào (cột part của vedich explain); "" là phần không rõ
  --difference       hồ sơ làm số đơn vị báo (vedich collect) khác số đếm từ tệp đã nạp ở đây. DANH-SÁCH là các tệp
                     đơn vị đã đếm (chỉ đọc, không lưu); không có thì liệt kê mọi hồ sơ được tính ở đây
  --target MÃ        với --difference: chỉ tiêu của kế hoạch
  --collector MÃ     với --difference: cơ quan đã thu báo cáo, nếu có hơn một
  --format KIỂU      table (mặc định), json, csv, arrow, xlsx
  -o, --output TỆP   ghi ra tệp thay vì in ra màn hình
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ: hồ sơ nào chưa nộp từ xa?
  vedich dossiers --indicator remote_online_rate --unit brvt-sgddt --from 2024-01-01 --as-of 2024-11-30 --side missing
Trong đó hồ sơ nào nộp tại quầy?
  vedich dossiers … --side missing --by channel --part counter
Hồ sơ nào làm số Sở báo khác số của tỉnh?
  vedich dossiers --difference danh-sach-so/ --plan brvt-sgddt-2024 --target remote-online --unit brvt-sgddt --as-of 2024-11-30`,
    en: `Usage: vedich dossiers --indicator ID --unit ID --from DATE --as-of DATE --side SIDE [options]
       vedich dossiers --difference [LIST…] --plan ID --target ID --unit ID --as-of DATE [options]

  --indicator ID     the indicator (column indicator of evaluate)
  --unit ID          the unit, with all units below it
  --from DATE        first day of the period, YYYY-MM-DD
  --as-of DATE       reporting date, included
  --side SIDE        numerator: counted in it; missing: in the denominator but not in the numerator
  --plan ID          without the units that this plan leaves out, as its own figures are counted
  --by GROUP         with --part: only a part of the number, by channel, subunit (unit below), procedure, field, month
  --part ID          which part (column part of vedich explain); "" is that of which nobody knows
  --difference       the dossiers that make what the unit reports (vedich collect) another number than the exports imported
                     here do. LIST: the files that the unit counted from (read, not kept); without one, all counted here
  --target ID        with --difference: the target of the plan
  --collector ID     with --difference: the office that collected the report, where there are several
  --format KIND      table (default), json, csv, arrow, xlsx
  -o, --output FILE  write a file instead of printing
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Example: which dossiers were not filed from afar?
  vedich dossiers --indicator remote_online_rate --unit brvt-sgddt --from 2024-01-01 --as-of 2024-11-30 --side missing
Which of them came over the counter?
  vedich dossiers … --side missing --by channel --part counter
Which dossiers make the department's figure differ from the province's?
  vedich dossiers --difference lists/ --plan brvt-sgddt-2024 --target remote-online --unit brvt-sgddt --as-of 2024-11-30`,
  },
  options: {
    indicator: { type: 'string' },
    by: { type: 'string' },
    part: { type: 'string' },
    unit: { type: 'string' },
    from: { type: 'string' },
    'as-of': { type: 'string' },
    side: { type: 'string' },
    plan: { type: 'string' },
    difference: { type: 'boolean' },
    target: { type: 'string' },
    collector: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  async run(args, io) {
    if (args.flag('difference')) return showDifference(args, io);
    const library = await openLibrary(args, io);
    const unit = unitAsked(args, library);
    const period = { from: args.requiredDate('from'), asOf: args.requiredDate('as-of') };
    args.required('side');
    const side = args.choice('side', ['numerator', 'missing'], 'missing');
    const part = partAsked(args);
    const named = args.text('plan');
    const plan = named === undefined ? undefined : planOf(library, named);
    // A plan can count an indicator by its own definition.
    const asked = indicatorOf(library, args.required('indicator'));
    const indicator = indicatorIn(library, asked.id, plan) ?? asked;
    const format = args.choice('format', FORMATS, 'table');
    const output = args.text('output');
    const engine = await openForReading(args);
    try {
      const table = await membersTable(officeOf(engine, library), {
        indicator,
        unit: unit.id,
        period,
        side,
        plan,
        part,
      });
      if (format !== 'table') {
        await printResult(io, format, table, { title: indicator.name[io.language], output });
        return 0;
      }
      const { rows } = table;
      io.out(
        `${indicator.name[io.language]} · ${unit.name} · ${dateText(period.from, io.language)} – ${dateText(period.asOf, io.language)}`,
      );
      io.out(definitionWords(indicator, io.language));
      io.out(
        textTable(
          io,
          [
            { head: say(io, 'Mã', 'Code') },
            { head: say(io, 'Thủ tục', 'Procedure') },
            { head: say(io, 'Ngày', 'Day') },
            { head: say(io, 'Tệp', 'File'), stretch: 1 },
            { head: say(io, 'Dòng', 'Row'), align: 'right' },
          ],
          rows.map((row) => [
            text(row['member']),
            text(row['procedure_code']) || text(row['procedure_name']),
            date(row['happened_on'], io.language),
            text(row['file']),
            text(row['row']),
          ]),
        ),
      );
      io.out(say(io, '{rows} mục', '{rows:entry|entries}', { rows: rows.length }));
      return 0;
    } finally {
      await engine.close();
    }
  },
};

/** `--by` and `--part` go together; an empty part is that of which nobody knows. */
function partAsked(args: Args): MemberPart | undefined {
  if (args.text('by') === undefined && args.text('part') === undefined) return undefined;
  const by = args.choice('by', PART_GROUPS, 'channel');
  if (args.text('by') === undefined) args.required('by');
  return { by, id: args.text('part') ?? args.required('part') };
}

function text(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

function date(cell: Cell | undefined, language: Language): string {
  return typeof cell === 'string' ? dateText(cell, language) : '';
}
