import { unitSuffix } from '../../evaluate/words.ts';
import type { Words } from '../../messages.ts';
import { numberText } from '../../numbers.ts';
import { type PushRow, pushProcedures, pushTable, type WhatIfRow, whatIf, whatIfTable } from '../../office/push.ts';
import type { Table } from '../../office/tables.ts';
import type { Args, Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { userError } from '../messages.ts';
import { FORMATS, printResult, RESULT_OPTIONS } from '../output.ts';
import { PLAN_OPTIONS, planQuestionAsked, withOffice } from '../plan-question.ts';
import { textTable } from '../text-table.ts';

export const pushCommand: Command = {
  name: 'push',
  help: {
    vi: `Cách dùng: vedich push --plan MÃ --unit MÃ --as-of NGÀY [tùy chọn]

Làm gì trước: các thủ tục xếp theo điểm mà chỉ tiêu được thêm nếu hồ sơ của thủ tục được nộp từ xa; kèm mức dễ khó (ở đây và ở
đơn vị khác đã có bao nhiêu phần nộp từ xa). Với --what-if: mọi chỉ tiêu sẽ ra sao nếu những hồ sơ ấy đã nộp từ xa.

  --plan MÃ          kế hoạch (xem: vedich plans list)
  --unit MÃ          đơn vị (xem: vedich units list)
  --as-of NGÀY       ngày báo cáo, YYYY-MM-DD, tính cả ngày ấy
  --from NGÀY        ngày đầu kỳ; mặc định theo kế hoạch
  --what-if PHẦN     "channel=assisted", "procedure=1.004377", "subunit=…"; lặp lại được: cùng loại thì cộng, khác loại thì giao
  --format KIỂU      table (mặc định), json, csv, arrow, xlsx
  -o, --output TỆP   ghi ra tệp thay vì in ra màn hình
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ: nếu mọi hồ sơ nộp hộ tại quầy được nộp từ xa?
  vedich push --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30
  vedich push --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 --what-if channel=assisted`,
    en: `Usage: vedich push --plan ID --unit ID --as-of DATE [options]

What to do first: procedures by the points that a target would gain if their dossiers were filed from afar, with how hard that
is (how many come from afar already, here and in other units). With --what-if: all targets, if those dossiers had been filed so.

  --plan ID          the plan (see: vedich plans list)
  --unit ID          the unit (see: vedich units list)
  --as-of DATE       reporting date, YYYY-MM-DD, that day included
  --from DATE        first day of the period; as the plan says by default
  --what-if PART     "channel=assisted", "procedure=1.004377", "subunit=…"; may be repeated: one kind adds, another narrows
  --format KIND      table (default), json, csv, arrow, xlsx
  -o, --output FILE  write a file instead of printing
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Example: if all that are filed for people at the desk came from afar?
  vedich push --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30
  vedich push --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 --what-if channel=assisted`,
  },
  options: {
    ...PLAN_OPTIONS,
    'what-if': { type: 'string', multiple: true },
    ...RESULT_OPTIONS,
  },
  async run(args, io) {
    const { library, plan, question, heading } = await planQuestionAsked(args, io);
    const moved = movedBy(args);
    const format = args.choice('format', FORMATS, 'table');
    const output = args.text('output');
    return await withOffice(args, library, async (office) => {
      const print = async (table: Table, forPeople: () => string): Promise<number> => {
        if (format !== 'table') {
          await printResult(io, format, table, { title: plan.shortTitle, output });
          return 0;
        }
        io.out(heading);
        io.out(forPeople());
        return 0;
      };
      if (moved !== undefined) {
        const rows = await whatIf(office, question, moved, io.language);
        const names = new Map(plan.targets.map(({ id, name }) => [id, name[io.language]]));
        return await print(whatIfTable(rows), () => whatIfLines(io, rows, names));
      }
      const rows = await pushProcedures(office, question);
      const target = plan.targets.find(({ id }) => id === rows[0]?.target);
      return await print(pushTable(rows), () => pushLines(io, rows, target?.name[io.language] ?? ''));
    });
  },
};

const KEYS = { channel: 'channels', procedure: 'procedures', subunit: 'subunits' } as const;

function movedBy(args: Args) {
  const said = args.texts('what-if').map((text) => /^(channel|procedure|subunit)=(.+)$/.exec(text.trim()));
  if (said.length === 0) return undefined;
  const of = (key: keyof typeof KEYS): Partial<Record<(typeof KEYS)[typeof key], string[]>> => {
    const ids = said.flatMap((one) => (one?.[1] === key ? [one[2] ?? ''] : []));
    return ids.length === 0 ? {} : { [KEYS[key]]: ids };
  };
  if (said.some((one) => one === null))
    throw userError('OPTION_VALUE', {
      command: args.command,
      option: '--what-if',
      wanted: 'channel=… | procedure=… | subunit=…',
    });
  return { ...of('channel'), ...of('procedure'), ...of('subunit') };
}

const HARD: Readonly<Record<PushRow['how_hard'], Words>> = {
  easy: { vi: 'dễ', en: 'easy' },
  middle: { vi: 'vừa', en: 'middling' },
  hard: { vi: 'khó', en: 'hard' },
};

/** As many are shown on the screen; files have all. */
const MOST_ROWS = 15;

function pushLines(io: Io, rows: readonly PushRow[], target: string): string {
  const { language } = io;
  if (rows.length === 0) return say(io, 'Không thủ tục nào đem lại thêm.', 'No procedure would bring more.');
  const percent = (value: number | null): string =>
    value === null ? '' : `${numberText(value.toFixed(0), language)} %`;
  const table = textTable(
    io,
    [
      { head: say(io, 'Thủ tục', 'Procedure'), stretch: 1 },
      { head: say(io, 'Hồ sơ', 'Dossiers'), align: 'right' },
      { head: say(io, 'Thêm điểm', 'Points'), align: 'right' },
      { head: say(io, 'Ở đây', 'Here'), align: 'right' },
      { head: say(io, 'Nơi khác', 'Elsewhere'), align: 'right' },
      { head: say(io, 'Mức', 'Effort') },
    ],
    rows
      .slice(0, MOST_ROWS)
      .map((row) => [
        row.name === row.procedure || row.name === '' ? row.procedure : `${row.procedure} ${row.name}`,
        numberText(row.missing, language),
        numberText(row.gain_points.toFixed(2), language),
        percent(row.own_share),
        percent(row.elsewhere_share),
        HARD[row.how_hard][language],
      ]),
  );
  return [target, table].join('\n');
}

function whatIfLines(io: Io, rows: readonly WhatIfRow[], names: ReadonlyMap<string, string>): string {
  const { language } = io;
  const value = (number: number | null): string =>
    number === null ? '–' : numberText(number.toFixed(2), language) + unitSuffix('percent', language);
  return textTable(
    io,
    [
      { head: say(io, 'Chỉ tiêu', 'Target'), stretch: 1 },
      { head: say(io, 'Đang là', 'Now'), align: 'right' },
      { head: say(io, 'Sẽ là', 'Then'), align: 'right' },
      { head: say(io, 'Đánh giá', 'Verdict') },
    ],
    rows
      .filter((row) => row.value !== row.then_value)
      .map((row) => [names.get(row.target) ?? row.target, value(row.value), value(row.then_value), row.status_words]),
  );
}
