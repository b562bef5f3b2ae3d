import { detailOf } from '../../evaluate/detail.ts';
import { evaluateTargets } from '../../office/evaluate.ts';
import { evaluationTable } from '../../office/tables.ts';
import type { Command } from '../command.ts';
import { FORMATS, printResult, RESULT_OPTIONS } from '../output.ts';
import { PLAN_OPTIONS, planQuestionAsked, withOffice } from '../plan-question.ts';
import { targetTable } from '../target-table.ts';

export const evaluateCommand: Command = {
  name: 'evaluate',
  help: {
    vi: `Cách dùng: vedich evaluate --plan MÃ --unit MÃ --as-of NGÀY [tùy chọn]

Tính mọi chỉ tiêu của kế hoạch cho một đơn vị (kể cả đơn vị trực thuộc) đến ngày báo cáo.

  --plan MÃ          kế hoạch (xem: vedich plans list)
  --unit MÃ          đơn vị (xem: vedich units list)
  --as-of NGÀY       ngày báo cáo, YYYY-MM-DD, tính cả ngày ấy
  --from NGÀY        ngày đầu kỳ; mặc định 1 tháng 1 của năm báo cáo
  --format KIỂU      table (mặc định), json, csv, arrow, xlsx
  -o, --output TỆP   ghi ra tệp thay vì in ra màn hình
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich evaluate --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30
  vedich evaluate --plan brvt-ubnd-2023 --unit brvt --as-of 2023-10-31 --format json`,
    en: `Usage: vedich evaluate --plan ID --unit ID --as-of DATE [options]

Computes every target of the plan for a unit (with all units below it) up to the reporting date.

  --plan ID          the plan (see: vedich plans list)
  --unit ID          the unit (see: vedich units list)
  --as-of DATE       reporting date, YYYY-MM-DD, that day included
  --from DATE        first day of the period; 1 January of the reporting year by default
  --format KIND      table (default), json, csv, arrow, xlsx
  -o, --output FILE  write a file instead of printing
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Examples:
  vedich evaluate --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30
  vedich evaluate --plan brvt-ubnd-2023 --unit brvt --as-of 2023-10-31 --format json`,
  },
  options: {
    ...PLAN_OPTIONS,
    ...RESULT_OPTIONS,
  },
  async run(args, io) {
    const { library, plan, question, heading } = await planQuestionAsked(args, io);
    const format = args.choice('format', FORMATS, 'table');
    const output = args.text('output');
    return await withOffice(args, library, async (office) => {
      const evaluated = await evaluateTargets(office, question);
      if (format === 'table') {
        io.out(heading);
        io.out(targetTable(io, evaluated.map(detailOf)));
      } else {
        await printResult(io, format, evaluationTable(evaluated, io.language), { title: plan.shortTitle, output });
      }
      return 0;
    });
  },
};
