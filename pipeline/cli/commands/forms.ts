import { blankForm } from '../../forms/blank-form.ts';
import { FORM_LISTS, isFormList } from '../../forms/form-lists.ts';
import { KIND_WORDS } from '../../messages.ts';
import { nearestWord } from '../../nearest.ts';
import { reportingPeriod } from '../../office/scope.ts';
import type { Command } from '../command.ts';
import { say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { planOf, unitAsked } from '../lookup.ts';
import { userError } from '../messages.ts';
import { writeWhole } from '../write-file.ts';

export const formsCommand: Command = {
  name: 'forms',
  help: {
    vi: `Cách dùng: vedich forms blank DANH_SÁCH --unit MÃ [--plan MÃ] [--as-of NGÀY] [-o TỆP.xlsx]

Ghi một biểu trống để điền rồi nạp: tiêu đề cột mà chương trình đọc được, danh sách chọn với các từ được hiểu, tên đơn vị và
kỳ ở đầu bảng; số liệu tự theo dõi có sẵn tên các chỉ tiêu mà kế hoạch cần.

  DANH_SÁCH        ${FORM_LISTS.join(', ')}
  --unit MÃ        đơn vị điền biểu; mặc định ghi trong thư viện
  --plan MÃ        kế hoạch cần số liệu; mặc định ghi trong thư viện, không có thì mọi chỉ tiêu
  --as-of NGÀY     ngày báo cáo, YYYY-MM-DD; mặc định hôm nay
  -o, --output TỆP tên tệp; mặc định theo danh sách, đơn vị và ngày

Ví dụ:
  vedich forms blank procedures --unit brvt-sgddt --as-of 2024-11-30 -o danh-muc.xlsx`,
    en: `Usage: vedich forms blank LIST --unit ID [--plan ID] [--as-of DATE] [-o FILE.xlsx]

Writes an empty form to be filled in and imported: headers that are read, drop-down lists with the words that are known, unit
and period above the table; for figures kept by hand the names of the indicators that the plan needs. It is in Vietnamese.

  LIST             ${FORM_LISTS.join(', ')}
  --unit ID        who fills it in; the library's default where it has one
  --plan ID        the plan that needs the figures; the library's default, else all indicators
  --as-of DATE     reporting date, YYYY-MM-DD; today by default
  -o, --output FILE  by default named for list, unit and date

Example:
  vedich forms blank procedures --unit brvt-sgddt --as-of 2024-11-30 -o catalogue.xlsx`,
  },
  options: {
    unit: { type: 'string' },
    plan: { type: 'string' },
    'as-of': { type: 'string' },
    from: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  async run(args, io) {
    const [action, list] = args.paths;
    if (action !== 'blank' || list === undefined)
      throw userError('MISSING_OPTION', { command: 'forms', option: `blank ${FORM_LISTS.join(' | ')}` });
    if (!isFormList(list)) {
      const near = nearestWord(list, FORM_LISTS);
      const hint = near === undefined ? '' : `→ ${near}? `;
      throw userError('UNKNOWN_ID', { kind: KIND_WORDS.list, id: list, hint, list: 'vedich forms --help' });
    }
    const library = await openLibrary(args, io);
    const named = args.text('plan') ?? library.office.defaults.plan;
    const plan = named === null || named === undefined ? undefined : planOf(library, named);
    const unit = unitAsked(args, library);
    const { from, asOf } = reportingPeriod(args.date('as-of') ?? io.now.slice(0, 10), args.date('from'), plan);
    const { bytes, fileName } = blankForm(library, { list, unit, plan, from, asOf });
    const file = args.text('output') ?? fileName;
    await writeWhole(file, bytes);
    io.out(say(io, `Đã ghi: ${file}`, `Written: ${file}`));
    return 0;
  },
};
