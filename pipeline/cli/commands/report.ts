import { readFileSync } from 'node:fs';
import { evaluatePlan } from '../../office/evaluate.ts';
import { makeReport } from '../../office/report.ts';
import { reportingPeriod } from '../../office/scope.ts';
import type { Command } from '../command.ts';
import { say } from '../io.ts';
import { openLibrary, templateFile } from '../library.ts';
import { planAsked, unitAsked } from '../lookup.ts';
import { userError } from '../messages.ts';
import { standardTemplate } from '../template.ts';
import { programVersion } from '../version.ts';
import { officeOf, openForReading } from '../warehouse.ts';
import { writeWhole } from '../write-file.ts';

export const reportCommand: Command = {
  name: 'report',
  help: {
    vi: `Cách dùng: vedich report --plan MÃ --unit MÃ --as-of NGÀY -o TỆP.xlsx [tùy chọn]

  --plan, --unit, --as-of, --from    như lệnh evaluate
  -o, --output TỆP                   tệp báo cáo
  --template TỆP                     mẫu riêng của đơn vị (sửa từ mẫu chuẩn trong Excel); mặc định mẫu ghi trong defaults.yaml của thư viện, không có thì mẫu chuẩn
  --warehouse TỆP                    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich report --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 -o bao-cao-11-2024.xlsx`,
    en: `Usage: vedich report --plan ID --unit ID --as-of DATE -o FILE.xlsx [options]

  --plan, --unit, --as-of, --from    as for evaluate
  -o, --output FILE                  the report
  --template FILE                    a template of your own (the standard one edited in Excel); by default that of the library's
                                     defaults.yaml, else the standard one
  --warehouse FILE                   the warehouse; .vedich/warehouse.duckdb by default

The report itself is always in Vietnamese.

Example:
  vedich report --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 -o report-2024-11.xlsx`,
  },
  options: {
    plan: { type: 'string' },
    unit: { type: 'string' },
    'as-of': { type: 'string' },
    from: { type: 'string' },
    output: { type: 'string', short: 'o' },
    template: { type: 'string' },
  },
  async run(args, io) {
    const library = await openLibrary(args, io);
    const plan = planAsked(args, library);
    const unit = unitAsked(args, library);
    const period = reportingPeriod(args.requiredDate('as-of'), args.date('from'), plan);
    const output = args.required('output');
    const named = args.text('template');
    const own = library.office.defaults.template;
    const ownTemplate = named ?? (own === null ? undefined : templateFile(args, own));
    const template = templateBytes(ownTemplate);
    const engine = await openForReading(args);
    try {
      const evaluation = await evaluatePlan(officeOf(engine, library), { plan, unit: unit.id, period });
      const report = await makeReport(evaluation, template, { version: programVersion(), madeAt: io.now });
      await writeWhole(output, report.bytes);
      for (const place of report.notFound) {
        io.err(
          say(
            io,
            `Mẫu không có ${place.kind === 'name' ? 'tên ô' : place.kind === 'table' ? 'bảng' : 'cột'} '${place.name}', phần ấy không được điền.`,
            `The template has no ${place.kind} '${place.name}'; that part was not filled.`,
          ),
        );
      }
      io.out(say(io, `Đã ghi báo cáo: ${output}`, `Report written: ${output}`));
      return 0;
    } finally {
      await engine.close();
    }
  },
};

function templateBytes(file: string | undefined): Uint8Array {
  if (file === undefined) return standardTemplate();
  try {
    return readFileSync(file);
  } catch (cause) {
    throw userError('NO_SUCH_PATH', { path: file }, { cause });
  }
}
