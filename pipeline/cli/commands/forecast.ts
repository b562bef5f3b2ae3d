import { backtestSentence, forecastSentence, methodSentences } from '../../forecast/words.ts';
import { forecastTable, forecastTargets } from '../../office/forecast.ts';
import type { Command } from '../command.ts';
import { say } from '../io.ts';
import { FORMATS, printMade, printResult, RESULT_OPTIONS } from '../output.ts';
import { PLAN_OPTIONS, planQuestionAsked, targetsAsked, withOffice } from '../plan-question.ts';

/** Of what was tried, the latest are shown; JSON has all. */
const MOST_TRIED = 5;

export const forecastCommand: Command = {
  name: 'forecast',
  help: {
    vi: `Cách dùng: vedich forecast --plan MÃ --unit MÃ --as-of NGÀY [tùy chọn]

Đến hạn có đạt không: giá trị dự kiến ở mỗi mốc còn tới với khoảng (8 trên 10 lần số thật nằm trong đó), tỷ lệ cần có trong
số hồ sơ còn tới, khả năng đạt bằng lời. Ước theo các tháng của chính đơn vị: theo mùa nếu có hai năm, không thì theo nhịp.
Cách tính được thử lại trên các tháng đã qua.

  --plan MÃ          kế hoạch (xem: vedich plans list)
  --target MÃ        chỉ tiêu của kế hoạch; mặc định mọi chỉ tiêu còn mốc chưa tới
  --unit MÃ          đơn vị (xem: vedich units list)
  --as-of NGÀY       ngày báo cáo, YYYY-MM-DD, tính cả ngày ấy
  --from NGÀY        ngày đầu kỳ; mặc định theo kế hoạch
  --format KIỂU      table (mặc định), json (kèm lần thử lại), csv, arrow, xlsx
  -o, --output TỆP   ghi ra tệp thay vì in ra màn hình
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich forecast --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-09-30`,
    en: `Usage: vedich forecast --plan ID --unit ID --as-of DATE [options]

Will it be reached in time: the value expected at each date to come with a range (it holds the true one in 8 of 10 cases), the
share needed of those still to come, the chance in words. Estimated from the unit's own months: by season where two years are
known, else by its pace. The method is tried on the months that are over.

  --plan ID          the plan (see: vedich plans list)
  --target ID        a target of the plan; by default all with a date to come
  --unit ID          the unit (see: vedich units list)
  --as-of DATE       reporting date, YYYY-MM-DD, that day included
  --from DATE        first day of the period; as the plan says by default
  --format KIND      table (default), json (with what was tried), csv, arrow, xlsx
  -o, --output FILE  write a file instead of printing
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Example:
  vedich forecast --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-09-30`,
  },
  options: {
    ...PLAN_OPTIONS,
    target: { type: 'string' },
    ...RESULT_OPTIONS,
  },
  async run(args, io) {
    const { library, plan, question, heading } = await planQuestionAsked(args, io);
    const targets = targetsAsked(args, plan);
    const format = args.choice('format', FORMATS, 'table');
    const output = args.text('output');
    return await withOffice(args, library, async (office) => {
      const { language } = io;
      const records = await forecastTargets(office, question, { targets, language });
      if (format === 'json') {
        await printMade(io, JSON.stringify(records, null, 2), output);
        return 0;
      }
      if (format !== 'table') {
        await printResult(io, format, forecastTable(records), { title: plan.shortTitle, output });
        return 0;
      }
      io.out(heading);
      if (records.length === 0) io.out(say(io, 'Không còn mốc nào chưa tới.', 'There is no date to come.'));
      for (const record of records) {
        const target = plan.targets.find(({ id }) => id === record.target);
        io.out(`\n${target?.name[language] ?? record.target} (${record.target})`);
        io.out(forecastSentence(record, language));
        for (const sentence of methodSentences(record, language)) io.out(`  ${sentence}`);
        for (const tried of record.backtest.slice(-MOST_TRIED)) io.out(`  - ${backtestSentence(tried, language)}`);
      }
      return 0;
    });
  },
};
