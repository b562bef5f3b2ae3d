import { briefDocx, briefHtml } from '../../brief/write.ts';
import { briefOf } from '../../office/brief.ts';
import type { Command } from '../command.ts';
import { userError } from '../messages.ts';
import { writeOutput } from '../output.ts';
import { PLAN_OPTIONS, planQuestionAsked, withOffice } from '../plan-question.ts';

export const briefCommand: Command = {
  name: 'brief',
  help: {
    vi: `Cách dùng: vedich brief --plan MÃ --unit MÃ --as-of NGÀY -o TỆP.docx|.html [tùy chọn]

Một trang cho lãnh đạo: kết luận, ba con số, vì sao, đến hạn có đạt không, việc nên làm trước.

  --plan MÃ          kế hoạch (xem: vedich plans list)
  --unit MÃ          đơn vị (xem: vedich units list)
  --as-of NGÀY       ngày báo cáo, YYYY-MM-DD, tính cả ngày ấy
  --from NGÀY        ngày đầu kỳ; mặc định theo kế hoạch
  -o, --output TỆP   .docx (Word) hoặc .html (để in)
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich brief --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 -o tom-tat.docx`,
    en: `Usage: vedich brief --plan ID --unit ID --as-of DATE -o FILE.docx|.html [options]

One page for a leader, in Vietnamese: the verdict, three numbers, why, whether it will be met, what to do first.

  --plan ID          the plan (see: vedich plans list)
  --unit ID          the unit (see: vedich units list)
  --as-of DATE       reporting date, YYYY-MM-DD, that day included
  --from DATE        first day of the period; as the plan says by default
  -o, --output FILE  .docx (Word) or .html (to be printed)
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Example:
  vedich brief --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 -o brief.docx`,
  },
  options: {
    ...PLAN_OPTIONS,
    output: { type: 'string', short: 'o' },
  },
  async run(args, io) {
    const { library, question } = await planQuestionAsked(args, io);
    const output = args.required('output');
    const kind = /\.(docx|html)$/i.exec(output)?.[1]?.toLowerCase();
    if (kind === undefined)
      throw userError('OPTION_VALUE', { command: args.command, option: '--output', wanted: '*.docx | *.html' });
    return await withOffice(args, library, async (office) => {
      const brief = await briefOf(office, question);
      await writeOutput(io, output, kind === 'docx' ? await briefDocx(brief) : briefHtml(brief));
      return 0;
    });
  },
};
