import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fillNarrative } from '../../narrative/fill.ts';
import { narrativeOf } from '../../office/narrative.ts';
import type { Command } from '../command.ts';
import { say } from '../io.ts';
import { userError } from '../messages.ts';
import { writeOutput } from '../output.ts';
import { PLAN_OPTIONS, planQuestionAsked, withOffice } from '../plan-question.ts';
import { narrativeTemplate } from '../template.ts';
import { writeCopy } from '../write-file.ts';

export const narrativeCommand: Command = {
  name: 'narrative',
  help: {
    vi: `Cách dùng: vedich narrative --plan MÃ --unit MÃ --as-of NGÀY -o TỆP.docx [tùy chọn]

Báo cáo bằng lời "Báo cáo kết quả thực hiện …" (Word), câu chữ lấy từ số liệu theo một mẫu sửa được bằng Word (các tên trong
ngoặc nhọn, xem templates/README.md). Phần viết tay trong các ô dành cho nó được giữ khi lập lại vào cùng tệp; sửa tay ở chỗ
khác thì tệp cũ được giữ bên cạnh.

  --plan MÃ          kế hoạch (xem: vedich plans list)
  --unit MÃ          đơn vị (xem: vedich units list)
  --as-of NGÀY       ngày báo cáo, YYYY-MM-DD, tính cả ngày ấy
  --from NGÀY        ngày đầu kỳ; mặc định theo kế hoạch
  --template TỆP     mẫu riêng của cơ quan (.docx); mặc định templates/bao-cao.docx
  -o, --output TỆP   tệp .docx
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich narrative --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 -o bao-cao.docx`,
    en: `Usage: vedich narrative --plan ID --unit ID --as-of DATE -o FILE.docx [options]

The report in words, in Vietnamese (Word), its sentences made from the figures by a template that is edited in Word (names between
braces, see templates/README.md). What is written by hand in the places for it is kept when the same file is made again; where
something else was changed by hand the old file is kept beside it.

  --plan ID          the plan (see: vedich plans list)
  --unit ID          the unit (see: vedich units list)
  --as-of DATE       reporting date, YYYY-MM-DD, that day included
  --from DATE        first day of the period; as the plan says by default
  --template FILE    the office's own template (.docx); templates/bao-cao.docx by default
  -o, --output FILE  the .docx file
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Example:
  vedich narrative --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 -o report.docx`,
  },
  options: {
    ...PLAN_OPTIONS,
    template: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  async run(args, io) {
    const { library, question } = await planQuestionAsked(args, io);
    const output = args.required('output');
    if (!/\.docx$/i.test(output))
      throw userError('OPTION_VALUE', { command: args.command, option: '--output', wanted: '*.docx' });
    const own = args.text('template');
    const template = own === undefined ? narrativeTemplate() : { name: own, bytes: templateAt(own) };
    const before = existsSync(output) ? new Uint8Array(readFileSync(output)) : undefined;
    return await withOffice(args, library, async (office) => {
      const { bytes, edited, lost } = await fillNarrative(template, await narrativeOf(office, question), before);
      if (edited || lost.size > 0) {
        const copy = freeName(output);
        await writeCopy(output, copy);
        io.err(
          say(
            io,
            'Tệp trước có chỗ sửa tay ngoài các ô viết tay; giữ lại ở: {copy}',
            'The file before was changed by hand outside of the places for it; kept as: {copy}',
            { copy },
          ),
        );
      }
      await writeOutput(io, output, bytes);
      return 0;
    });
  },
};

/** @throws UserError where it cannot be read */
function templateAt(file: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (cause) {
    throw userError('NO_SUCH_PATH', { path: file }, { cause });
  }
}

/** Beside a file, with a number that is not taken: `bao-cao.sua-tay-2.docx`. */
function freeName(file: string): string {
  const { dir, name, ext } = path.parse(file);
  for (let number = 1; ; number += 1) {
    const copy = path.join(dir, `${name}.sua-tay${number === 1 ? '' : `-${number}`}${ext}`);
    if (!existsSync(copy)) return copy;
  }
}
