import type { Command } from '../command.ts';
import { say } from '../io.ts';
import { userError } from '../messages.ts';
import { PLAN_OPTIONS, planQuestionAsked, withOffice } from '../plan-question.ts';
import { tellChecks } from '../report-checks.ts';
import { reportEach } from '../report-each.ts';
import { reportWriter, tellMissingPlaces } from '../report-file.ts';

export const reportCommand: Command = {
  name: 'report',
  help: {
    vi: `Cách dùng: vedich report --plan MÃ --unit MÃ --as-of NGÀY -o TỆP.xlsx [tùy chọn]

  --plan, --unit, --as-of, --from    như lệnh evaluate
  -o, --output TỆP                   tệp báo cáo
  --appendix PHẦN                    phụ lục sau hai trang, viết nhiều lần được: fields (lĩnh vực), procedures (thủ tục), months (từng
                                     tháng, biểu đồ), tasks (nhiệm vụ), sources (nguồn số liệu), definitions (định nghĩa)
  --all                              mọi phụ lục; không ghi gì thì theo defaults.yaml của thư viện
  --keep-from TỆP                    giữ phần đã viết tay (nguyên nhân, giải pháp, số, người ký, tiến độ) của báo cáo này; mặc định
                                     là chính tệp -o nếu đã có; --no-keep: không giữ gì
  --each-unit                        một báo cáo cho mỗi đơn vị trực thuộc của --unit, tất cả vào thư mục -o
  -y, --yes                          lập cả khi còn chỉ tiêu chưa đủ số liệu; không có thì liệt kê rồi dừng (mã 1)
  --template TỆP                     mẫu riêng của đơn vị (sửa từ mẫu chuẩn trong Excel); mặc định mẫu ghi trong defaults.yaml của thư viện, không có thì mẫu chuẩn
  --warehouse TỆP                    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich report --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 -o bao-cao-11-2024.xlsx
  vedich report --plan brvt-ubnd-2023 --unit brvt --each-unit --as-of 2023-11-30 -o bao-cao-thang-11/`,
    en: `Usage: vedich report --plan ID --unit ID --as-of DATE -o FILE.xlsx [options]

  --plan, --unit, --as-of, --from    as for evaluate
  -o, --output FILE                  the report
  --appendix PART                    an appendix behind the two pages, as often as wanted: fields, procedures, months (with the chart),
                                     tasks, sources, definitions
  --all                              every appendix; by default those of the library's defaults.yaml
  --keep-from FILE                   keeps what was written by hand in this report (causes, measures, number, signatory, progress);
                                     by default in the file -o itself where it is there; --no-keep keeps nothing
  --each-unit                        a report for each unit below --unit, all in the folder -o
  -y, --yes                          makes it though targets lack data; without it they are listed, and nothing is made (code 1)
  --template FILE                    a template of your own (the standard one edited in Excel); by default that of the library's
                                     defaults.yaml, else the standard one
  --warehouse FILE                   the warehouse; .vedich/warehouse.duckdb by default

The report itself is always in Vietnamese.

Examples:
  vedich report --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 -o report-2024-11.xlsx
  vedich report --plan brvt-ubnd-2023 --unit brvt --each-unit --as-of 2023-11-30 -o november/`,
  },
  options: {
    ...PLAN_OPTIONS,
    output: { type: 'string', short: 'o' },
    template: { type: 'string' },
    appendix: { type: 'string', multiple: true },
    all: { type: 'boolean' },
    'keep-from': { type: 'string' },
    'no-keep': { type: 'boolean' },
    'each-unit': { type: 'boolean' },
    yes: { type: 'boolean', short: 'y' },
  },
  async run(args, io) {
    const asked = await planQuestionAsked(args, io);
    const { library, question } = asked;
    const output = args.required('output');
    if (args.flag('each-unit')) return reportEach(args, io, asked, output);
    const write = reportWriter(args, io, library);
    return await withOffice(args, library, async (office) => {
      const { checks, notFound } = await write(office, question, output);
      tellChecks(io, checks);
      if (notFound === undefined) throw userError('REPORT_ASKS');
      tellMissingPlaces(io, notFound);
      io.out(say(io, `Đã ghi báo cáo: ${output}`, `Report written: ${output}`));
      return 0;
    });
  },
};
