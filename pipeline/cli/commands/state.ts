import { momentText, monthsBetween } from '../../dates.ts';
import type { CoverageLine, CoverageMonth } from '../../evaluate/types.ts';
import { LISTS, type ListId } from '../../lists.ts';
import { reportingPeriod } from '../../office/scope.ts';
import { type Said, settle } from '../../office/settle.ts';
import { type DataState, dataState, type LeftOut } from '../../office/state.ts';
import type { Args, Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { planOf, unitAsked } from '../lookup.ts';
import { userError } from '../messages.ts';
import { officeOf, openForReading, openToChange } from '../warehouse.ts';

export const stateCommand: Command = {
  name: 'state',
  help: {
    vi: `Cách dùng: vedich state --unit MÃ --as-of NGÀY [tùy chọn]

Tháng nào của danh sách nào đã có, của đơn vị và các đơn vị trực thuộc; tệp nào có dòng bị loại. Chỉ tiêu cộng dồn
thiếu một tháng thì "chưa đủ kỳ"; tháng quả thật không có gì thì nói ra bằng --none.

  --unit MÃ            đơn vị (xem: vedich units list)
  --as-of NGÀY         ngày báo cáo, YYYY-MM-DD
  --from NGÀY          ngày đầu kỳ; mặc định 1 tháng 1 của năm báo cáo
  --plan MÃ            không kể các đơn vị mà kế hoạch này loại trừ
  --none "DS=THÁNG"    tháng này không có: dossiers=2024-03 hoặc dossiers=2024-03..2024-05; lặp lại được
  --seen               đã xem các dòng bị loại và chấp nhận số liệu như thế
  --by "TÊN"           ai nói (bắt buộc với --none, --seen)
  --take-back          rút lại điều đã nói bằng --none, --seen
  --format KIỂU        table (mặc định) hoặc json
  --warehouse TỆP      kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich state --unit brvt-sgddt --as-of 2024-11-30
  vedich state --unit brvt-stp --as-of 2023-11-30 --none dossiers=2023-04 --by "Trần Thị B"`,
    en: `Usage: vedich state --unit ID --as-of DATE [options]

Which months of which list are there, of the unit and all below it; which files have rows that were left out. A cumulative
target that lacks a month is "period incomplete"; of a month that truly had none, say so by --none.

  --unit ID            the unit (see: vedich units list)
  --as-of DATE         reporting date, YYYY-MM-DD
  --from DATE          first day of the period; 1 January of the reporting year by default
  --plan ID            without the units that this plan leaves out
  --none "LIST=MONTH"  there were none: dossiers=2024-03 or dossiers=2024-03..2024-05; may be repeated
  --seen               the rows that were left out have been seen, and the figures are accepted as they are
  --by "NAME"          who says so (needed with --none and --seen)
  --take-back          takes back what was said by --none or --seen
  --format KIND        table (default) or json
  --warehouse FILE     the warehouse; .vedich/warehouse.duckdb by default

Examples:
  vedich state --unit brvt-sgddt --as-of 2024-11-30
  vedich state --unit brvt-stp --as-of 2023-11-30 --none dossiers=2023-04 --by "Mai"`,
  },
  options: {
    unit: { type: 'string' },
    plan: { type: 'string' },
    'as-of': { type: 'string' },
    from: { type: 'string' },
    none: { type: 'string', multiple: true },
    seen: { type: 'boolean' },
    by: { type: 'string' },
    'take-back': { type: 'boolean' },
    format: { type: 'string' },
  },
  async run(args, io) {
    const library = await openLibrary(args, io);
    const unit = unitAsked(args, library);
    const planId = args.text('plan');
    const plan = planId === undefined ? undefined : planOf(library, planId);
    const period = reportingPeriod(args.requiredDate('as-of'), args.date('from'), plan);
    const format = args.choice('format', ['table', 'json'], 'table');
    const asked = { unit: unit.id, plan, period };
    const none = args.texts('none').flatMap(monthsOf);
    const says = none.length > 0 || args.flag('seen');
    const by = says && !args.flag('take-back') ? args.required('by') : (args.text('by') ?? '');
    const engine = says ? await openToChange(args, library) : await openForReading(args);
    try {
      const office = officeOf(engine, library);
      for (const said of saidBy(args, none, by, unit.id, await dataState(office, asked)))
        await settle(engine, said, io.now);
      const state = await dataState(office, asked);
      if (format === 'json') io.out(JSON.stringify(state, null, 2));
      else io.out([unit.name, ...coverageText(io, state.coverage), ...leftOutText(io, state.left_out)].join('\n'));
      return 0;
    } finally {
      await engine.close();
    }
  },
};

function saidBy(args: Args, none: readonly Named[], by: string, unit: string, state: DataState): Said[] {
  const how = { by, take_back: args.flag('take-back') };
  const sheets = state.left_out.map((sheet) => ({ importId: sheet.import_id, sheetNo: sheet.sheet_no }));
  const months = none.flatMap((named) => meant(named, unit, state, how.take_back));
  return [
    ...(months.length === 0 ? [] : [{ ...how, kind: 'months-without' as const, months }]),
    ...(args.flag('seen') ? [{ ...how, kind: 'rejections-seen' as const, sheets }] : []),
  ];
}

interface Named {
  list: ListId;
  month: string;
}

/** The unit itself where it is expected to have the list; else all below it that lack (or were said to lack) the month. */
function meant({ list, month }: Named, unit: string, { coverage }: DataState, isTakenBack: boolean) {
  const found = coverage.find((line) => line.list === list)?.months.find((one) => one.month === month);
  const open = (isTakenBack ? found?.said : found?.missing)?.map(({ id }) => id) ?? [];
  const units = open.length === 0 || open.includes(unit) ? [unit] : open;
  return units.map((id) => ({ list, unit: id, month }));
}

/** `dossiers=2024-03..2024-05`. @throws UserError OPTION_VALUE */
function monthsOf(text: string): Named[] {
  const found = /^(\w+)=(\d{4}-(?:0[1-9]|1[0-2]))(?:\.\.(\d{4}-(?:0[1-9]|1[0-2])))?$/.exec(text.trim());
  const list = LISTS.find((one) => one === found?.[1]);
  const [first, last] = [found?.[2], found?.[3] ?? found?.[2]];
  if (list === undefined || first === undefined || last === undefined || last < first)
    throw userError('OPTION_VALUE', {
      command: 'state',
      option: '--none',
      wanted: {
        vi: '"dossiers=2024-03" hoặc "dossiers=2024-03..2024-05"',
        en: '"dossiers=2024-03" or "dossiers=2024-03..2024-05"',
      },
    });
  return monthsBetween(`${first}-01`, `${last}-01`).map((month) => ({ list, month }));
}

const SIGNS: Readonly<Record<CoverageMonth['state'], string>> = { whole: '■', said: '○', part: '◧', missing: '□' };

function coverageText(io: Io, lines: readonly CoverageLine[]): string[] {
  if (lines.length === 0) return [say(io, 'Chưa có danh sách nào theo tháng.', 'There is no list by month yet.')];
  const key = say(
    io,
    '■ đủ   ◧ thiếu một phần   □ thiếu   ○ đã nói là không có',
    '■ there   ◧ part missing   □ missing   ○ said to have none',
  );
  return [
    '',
    ...lines.flatMap(({ name, months }) => [
      `${name[io.language]}: ${months.map(({ month, state }) => `${shortMonth(month)} ${SIGNS[state]}`).join('  ')}`,
      ...months.flatMap((month) => monthText(io, month)),
    ]),
    key,
  ];
}

const shortMonth = (month: string): string => `${month.slice(5)}/${month.slice(2, 4)}`;

function monthText(io: Io, { month, missing, said }: CoverageMonth): string[] {
  const lacking = missing.map(({ name }) => name).join(', ');
  const of = shortMonth(month);
  return [
    ...(missing.length === 0 ? [] : [say(io, '  {of} thiếu: {lacking}', '  {of} missing: {lacking}', { of, lacking })]),
    ...said.map(({ name, by, at }) =>
      say(io, '  {of} không có: {name} ({by}, {at})', '  {of} none: {name} ({by}, {at})', {
        of,
        name,
        by,
        at: momentText(at, io.language),
      }),
    ),
  ];
}

function leftOutText(io: Io, sheets: readonly LeftOut[]): string[] {
  return [
    ...(sheets.length === 0 ? [] : ['']),
    ...sheets.map(({ file, sheet, rows, seen }) => {
      const words =
        seen === null
          ? say(io, 'chưa ai xem', 'not yet seen')
          : say(io, '{by} đã xem, chấp nhận lúc {at}', 'seen and accepted by {by}, {at}', {
              by: seen.by,
              at: momentText(seen.at, io.language),
            });
      const count = say(io, '{rows} dòng bị loại', '{rows:row|rows} left out', { rows });
      return `${file} · ${sheet}: ${count}, ${words}`;
    }),
  ];
}
