import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../messages.ts';
import { reportChecks } from '../../office/checklist.ts';
import { evaluatePlan } from '../../office/evaluate.ts';
import { makeReport } from '../../office/report.ts';
import { type Kept, keptIn } from '../../report/kept.ts';
import { APPENDIX_IDS, type Appendix, isAppendix } from '../../report/layout.ts';
import { reportOptions } from '../../report/options.ts';
import type { Args, Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { templateFile } from '../library.ts';
import { userError } from '../messages.ts';
import { PLAN_OPTIONS, planQuestionAsked, withOffice } from '../plan-question.ts';
import { tellChecks } from '../report-checks.ts';
import { standardTemplate } from '../template.ts';
import { programVersion } from '../version.ts';
import { writeWhole } from '../write-file.ts';

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
  -y, --yes                          lập cả khi còn chỉ tiêu chưa đủ số liệu; không có thì liệt kê rồi dừng (mã 1)
  --template TỆP                     mẫu riêng của đơn vị (sửa từ mẫu chuẩn trong Excel); mặc định mẫu ghi trong defaults.yaml của thư viện, không có thì mẫu chuẩn
  --warehouse TỆP                    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich report --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 -o bao-cao-11-2024.xlsx`,
    en: `Usage: vedich report --plan ID --unit ID --as-of DATE -o FILE.xlsx [options]

  --plan, --unit, --as-of, --from    as for evaluate
  -o, --output FILE                  the report
  --appendix PART                    an appendix behind the two pages, as often as wanted: fields, procedures, months (with the chart),
                                     tasks, sources, definitions
  --all                              every appendix; by default those of the library's defaults.yaml
  --keep-from FILE                   keeps what was written by hand in this report (causes, measures, number, signatory, progress);
                                     by default in the file -o itself where it is there; --no-keep keeps nothing
  -y, --yes                          makes it though targets lack data; without it they are listed, and nothing is made (code 1)
  --template FILE                    a template of your own (the standard one edited in Excel); by default that of the library's
                                     defaults.yaml, else the standard one
  --warehouse FILE                   the warehouse; .vedich/warehouse.duckdb by default

The report itself is always in Vietnamese.

Example:
  vedich report --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 -o report-2024-11.xlsx`,
  },
  options: {
    ...PLAN_OPTIONS,
    output: { type: 'string', short: 'o' },
    template: { type: 'string' },
    appendix: { type: 'string', multiple: true },
    all: { type: 'boolean' },
    'keep-from': { type: 'string' },
    'no-keep': { type: 'boolean' },
    yes: { type: 'boolean', short: 'y' },
  },
  async run(args, io) {
    const { library, plan, unit, question } = await planQuestionAsked(args, io);
    const output = args.required('output');
    const named = args.text('template');
    const own = library.office.defaults.template;
    const ownTemplate = named ?? (own === null ? undefined : templateFile(args, own));
    const template = templateBytes(ownTemplate);
    const appendices = appendicesAsked(args);
    const kept = await keptBefore(args, io, plan.id, unit.id);
    return await withOffice(args, library, async (office) => {
      const evaluation = await evaluatePlan(office, question);
      const checks = reportChecks(evaluation);
      tellChecks(io, checks);
      if (checks.some(({ asks }) => asks) && !args.flag('yes')) throw userError('REPORT_ASKS');
      const making = { version: programVersion(), madeAt: io.now };
      const options = { ...reportOptions(library.office.defaults, unit.id, appendices), kept };
      const name = ownTemplate === undefined ? undefined : path.basename(ownTemplate);
      const report = await makeReport(evaluation, template, making, options, name);
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
    });
  },
};

function templateBytes(file: string | undefined): Uint8Array {
  return file === undefined ? standardTemplate() : readOrRefuse(file);
}

function readOrRefuse(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw userError('NO_SUCH_PATH', { path: file }, { cause });
  }
}

/** Those that the command line names; undefined = the office's usual ones. */
function appendicesAsked(args: Args): readonly Appendix[] | undefined {
  if (args.flag('all')) return APPENDIX_IDS;
  const named = args.texts('appendix');
  for (const id of named)
    if (!isAppendix(id))
      throw userError('OPTION_VALUE', { command: 'report', option: '--appendix', wanted: APPENDIX_IDS.join(' | ') });
  return named.length === 0 ? undefined : APPENDIX_IDS.filter((id) => named.includes(id));
}

/** What was written by hand in the report that is made again. @throws UserError where that file cannot be read */
async function keptBefore(args: Args, io: Io, plan: string, unit: string): Promise<Kept | undefined> {
  const named = args.text('keep-from');
  const file = named ?? args.required('output');
  if (args.flag('no-keep') || (named === undefined && !isFile(file))) return undefined;
  const bytes = readOrRefuse(file);
  if (named === undefined && bytes.length === 0) return undefined;
  const kept = await keptIn(bytes, path.basename(file), plan, unit).catch((cause: unknown) => {
    if (!(cause instanceof UserError)) throw cause;
    throw userError('NOT_KEPT', { file }, { cause });
  });
  if (kept === undefined) {
    io.err(
      say(
        io,
        `'${file}' không có báo cáo của kế hoạch và đơn vị này: không có gì để giữ lại.`,
        `'${file}' holds no report of this plan and unit: there is nothing to keep.`,
      ),
    );
    return undefined;
  }
  const count = kept.names.size + [...kept.tables.values()].reduce((sum, rows) => sum + rows.size, 0);
  if (count > 0)
    io.out(say(io, 'Giữ lại {count} chỗ đã viết tay.', '{count:place|places} written by hand kept.', { count }));
  return kept;
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
