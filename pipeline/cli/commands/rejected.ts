import { rejectedWorkbook } from '../../office/rejected-file.ts';
import { inflate, openFileSource, sha256Of } from '../../warehouse/duckdb/native/file-source.ts';
import type { Command } from '../command.ts';
import { openLibrary } from '../library.ts';
import { userError } from '../messages.ts';
import { writeOutput } from '../output.ts';
import { openForReading } from '../warehouse.ts';

export const rejectedCommand: Command = {
  name: 'rejected',
  help: {
    vi: `Cách dùng: vedich rejected TỆP -o KẾT-QUẢ.xlsx [tùy chọn]

Ghi các dòng của một tệp đã nạp mà bị loại ra một tệp Excel: nguyên văn từng dòng, lý do, và giá trị được nhận. Sửa ngay
trong tệp ấy rồi nạp lại nó; hai cột cuối không được tính. Kho không giữ ô nào của các dòng này, nên phải có tệp gốc.

  -o, --output TỆP   tệp Excel sẽ ghi
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich rejected ho-so-11.xlsx -o ho-so-11-bi-loai.xlsx
  vedich import ho-so-11-bi-loai.xlsx --province brvt`,
    en: `Usage: vedich rejected FILE -o RESULT.xlsx [options]

Writes the rows of an imported file that were left out as a workbook: each row as it stands, why, and what would be accepted.
Mend it there and import it; its last two columns are not read. No cell of such rows is kept, so the file itself is needed.

  -o, --output FILE  the workbook to be written
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Examples:
  vedich rejected ho-so-11.xlsx -o ho-so-11-bi-loai.xlsx
  vedich import ho-so-11-bi-loai.xlsx --province brvt`,
  },
  options: { output: { type: 'string', short: 'o' } },
  async run(args, io) {
    const [file, ...more] = args.paths;
    if (file === undefined || more.length > 0)
      throw userError('MISSING_OPTION', { command: 'rejected', option: { vi: 'một tệp', en: 'one file' } });
    const output = args.required('output');
    const library = await openLibrary(args, io);
    const engine = await openForReading(args);
    try {
      const source = await openFileSource(file).catch(() => {
        throw userError('NO_SUCH_PATH', { path: file });
      });
      try {
        const asked = { sha256: await sha256Of(source), language: io.language };
        await writeOutput(io, output, await rejectedWorkbook(engine, library, source, { inflate }, asked));
      } finally {
        await source.close();
      }
      return 0;
    } finally {
      await engine.close();
    }
  },
};
