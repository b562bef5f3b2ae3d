import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FORM_LISTS } from '../../forms/form-lists.ts';
import { mistakeText } from '../../library/data.ts';
import { parseForm } from '../../library/forms/parse.ts';
import type { Form } from '../../library/forms/types.ts';
import { writeBlankForm } from '../blank-form.ts';
import { formOf } from '../collection.ts';
import type { Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { userError } from '../messages.ts';
import { textTable } from '../text-table.ts';

export const formsCommand: Command = {
  name: 'forms',
  help: {
    vi: `Cách dùng: vedich forms [list | show MÃ | check TỆP.yaml] [--format table|json]
           vedich forms blank MÃ_BIỂU|DANH_SÁCH --unit MÃ [--plan MÃ] [--as-of NGÀY] [-o TỆP.xlsx]
           vedich forms blank --plan MÃ --unit MÃ [--as-of NGÀY] [-o TỆP.xlsx]

Biểu mẫu mà đơn vị gửi lên: cột tìm theo từ nào, cộng theo thời gian ra sao, quy tắc kiểm tra, hạn gửi. Biểu của cơ
quan để trong forms/ của thư viện.

blank MÃ_BIỂU ghi biểu trống của đơn vị: tên đơn vị, kỳ đã điền, tổng tự tính, chỉ ô số liệu sửa được; --plan ghi bảng chỉ
tiêu của kế hoạch. Điền xong, gửi lại là thu được (vedich collect).

blank DANH_SÁCH ghi một danh sách trống để điền rồi nạp: tiêu đề cột mà chương trình đọc được, các từ để chọn, tên đơn vị và kỳ ở đầu
bảng; số liệu tự theo dõi có sẵn các chỉ tiêu mà kế hoạch cần.

  DANH_SÁCH          ${FORM_LISTS.join(', ')}
  --unit MÃ          đơn vị điền biểu; mặc định ghi trong thư viện
  --each             mỗi đơn vị trực thuộc của --unit một biểu, trong một tệp .zip
  --plan MÃ          kế hoạch cần số liệu; mặc định ghi trong thư viện, không có thì mọi chỉ tiêu
  --as-of, --from    ngày báo cáo (mặc định hôm nay) và ngày đầu kỳ, YYYY-MM-DD
  -o, --output TỆP   mặc định đặt tên theo danh sách, đơn vị và ngày

Ví dụ:
  vedich forms show vpcp-06a
  vedich forms blank vpcp-06a --unit brvt-sgddt --as-of 2023-12-14 -o bieu-06a.xlsx
  vedich forms blank --plan brvt-ubnd-2023 --unit brvt --each --as-of 2023-11-30 -o bieu-trong.zip
  vedich forms blank procedures --unit brvt-sgddt --as-of 2024-11-30 -o danh-muc.xlsx`,
    en: `Usage: vedich forms [list | show ID | check FILE.yaml] [--format table|json]
       vedich forms blank FORM|LIST --unit ID [--plan ID] [--as-of DATE] [-o FILE.xlsx]
       vedich forms blank --plan ID --unit ID [--as-of DATE] [-o FILE.xlsx]

The forms that units send: by which words a column is found, how it adds over time, which rules are checked, when it is
due. An office's own forms lie in the library's forms/.

blank FORM writes the blank report of a unit: unit and period filled in, sums as formulas, only the cells of figures can be
changed; --plan writes the table of a plan's targets. Filled in and sent back, it is collected (vedich collect).

blank LIST writes an empty list to be filled in and imported, in Vietnamese: headers that are read, words to choose from, unit
and period above the table; for figures kept by hand the indicators that the plan needs.

  LIST               ${FORM_LISTS.join(', ')}
  --unit ID          who fills it in; the library's default where it has one
  --each             one for each unit below --unit, in a .zip
  --plan ID          the plan that needs the figures; the library's default, else all indicators
  --as-of, --from    reporting date (today by default) and first day of the period, YYYY-MM-DD
  -o, --output FILE  by default named for list, unit and date

Examples:
  vedich forms show vpcp-06a
  vedich forms blank vpcp-06a --unit brvt-sgddt --as-of 2023-12-14 -o form-06a.xlsx
  vedich forms blank --plan brvt-ubnd-2023 --unit brvt --each --as-of 2023-11-30 -o blanks.zip
  vedich forms blank procedures --unit brvt-sgddt --as-of 2024-11-30 -o catalogue.xlsx`,
  },
  options: {
    format: { type: 'string' },
    unit: { type: 'string' },
    plan: { type: 'string' },
    each: { type: 'boolean' },
    'as-of': { type: 'string' },
    from: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  async run(args, io) {
    const format = args.choice('format', ['table', 'json'], 'table');
    const [verb = 'list', name = ''] = args.paths;
    if (verb === 'check') return checkForm(name, io);
    if (verb === 'blank') return writeBlankForm(args, io, name);
    const library = await openLibrary(args, io);
    if (verb === 'show') showForm(io, formOf(library, name), format);
    else if (verb === 'list') listForms(io, [...library.forms.values()], format);
    else throw userError('OPTION_VALUE', { command: 'forms', option: verb, wanted: 'list | show | check | blank' });
    return 0;
  },
};

function listForms(io: Io, forms: readonly Form[], format: string): void {
  if (format === 'json') {
    io.out(
      JSON.stringify(
        forms.map(({ id, kind, title, source, assumed }) => ({ id, kind, title, source, assumed })),
        null,
        2,
      ),
    );
    return;
  }
  const head = [
    { head: say(io, 'Mã', 'Id') },
    { head: say(io, 'Biểu', 'Form'), stretch: 2 },
    { head: say(io, 'Nguồn', 'Source'), stretch: 2 },
  ];
  io.out(
    textTable(
      io,
      head,
      forms.map(({ id, title, source, assumed }) => [
        id,
        title[io.language],
        assumed ? `${source} ${say(io, '(giả định)', '(assumed)')}` : source,
      ]),
    ),
  );
}

const TIME = {
  flow: { vi: 'cộng dồn', en: 'adds' },
  first: { vi: 'kỳ đầu', en: 'first period' },
  last: { vi: 'kỳ cuối', en: 'last period' },
} as const;

function showForm(io: Io, form: Form, format: string): void {
  if (format === 'json') {
    io.out(JSON.stringify(form, null, 2));
    return;
  }
  io.out(`${form.shortTitle}: ${form.title[io.language]}\n${form.source}`);
  const { days, hour, working, assumed } = form.deadline;
  io.out(
    say(
      io,
      `Hạn gửi: ${days} ngày ${working ? 'làm việc ' : ''}sau ngày cuối kỳ, ${hour}${assumed ? ' (giả định)' : ''}`,
      `Due: ${days} ${working ? 'working ' : ''}days after the period's last day, ${hour}${assumed ? ' (assumed)' : ''}`,
    ),
  );
  io.out(
    textTable(
      io,
      [
        { head: say(io, 'Cột', 'Column') },
        { head: say(io, 'Tên', 'Name'), stretch: 2 },
        { head: say(io, 'Nhiều kỳ', 'Over time'), stretch: 1 },
      ],
      form.columns.map(({ id, name, overTime }) => [
        id,
        name[io.language],
        typeof overTime === 'object' ? overTime.is.join(' + ') : TIME[overTime][io.language],
      ]),
    ),
  );
  for (const { left, right, cause } of form.rules) io.out(`${left} = ${right.join(' + ')}  ${cause[io.language]}`);
}

function checkForm(file: string, io: Io): number {
  const { mistakes, value } = parseForm(textOfFile(file), path.basename(file));
  for (const mistake of mistakes) io.err(mistakeText(mistake, io.language));
  if (value === undefined) throw userError('FILE_MISTAKES', { path: file, count: mistakes.length });
  io.out(say(io, `Biểu "${value.id}" dùng được.`, `The form "${value.id}" is good.`));
  return 0;
}

function textOfFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw userError('NO_SUCH_PATH', { path: file }, { cause });
  }
}
