import path from 'node:path';
import { LISTS } from '../../lists.ts';
import { UserError } from '../../messages.ts';
import { type InspectedSheet, inspectFile } from '../../office/inspect.ts';
import { inflate, openFileSource } from '../../warehouse/duckdb/native/file-source.ts';
import { startReader } from '../../warehouse/duckdb/native/reading/open-in-thread.ts';
import type { Command } from '../command.ts';
import { FILE_OPTIONS, filesAsked, whoseAsked } from '../files-asked.ts';
import { filesOf } from '../import-files.ts';
import { inspectionText } from '../inspect-words.ts';

export const inspectCommand: Command = {
  name: 'inspect',
  help: {
    vi: `Cách dùng: vedich inspect TỆP… [tùy chọn]

Xem một tệp sẽ được hiểu thế nào trước khi nạp: trang tính nào là danh sách nào, cột nào là cột nào, giá trị nghĩa là gì,
của đơn vị nào, tháng nào. Không nạp gì. Cột dữ liệu cá nhân không hiện ô nào.

  "đã biết": theo cách viết đã có      "tự hiểu": tên cột (chữ) và nội dung cùng nói; khi nạp được dùng và báo lại
  "cần hỏi": có nghĩa gần nhất, chưa dùng khi chưa ai nói rõ      "chưa rõ": không đoán được

  --province TỈNH       tỉnh của các tên đơn vị không ghi tỉnh
  --unit MÃ             mọi dòng là của đơn vị này
  --as DANH_SÁCH        coi là danh sách: ${LISTS.join(', ')}
  --library THƯ_MỤC     thư viện của cơ quan; mặc định .vedich/library
  --format KIỂU         table (mặc định) hoặc json

Ví dụ:
  vedich inspect ho-so-11.xlsx
  vedich inspect thang-11/ --format json`,
    en: `Usage: vedich inspect FILE… [options]

Shows how a file would be understood before it is imported: which sheet is which list, which column is which, what values
mean, whose it is, which months. Nothing is imported. Of columns of personal data no cell is shown.

  "known": by a spelling                "understood": words and cells say it; an import uses it and tells so
  "to be asked": the likeliest meaning, not used until somebody says so      "unknown": nothing is near

  --province PROVINCE   province of unit names that do not say it
  --unit ID             every row is this unit's
  --as LIST             take it as: ${LISTS.join(', ')}
  --library FOLDER      the office's library; .vedich/library by default
  --format KIND         table (default) or json

Examples:
  vedich inspect ho-so-11.xlsx
  vedich inspect november/ --format json`,
  },
  options: FILE_OPTIONS,
  async run(args, io) {
    const { format, read } = filesAsked(args);
    startReader();
    const { library, whose } = await whoseAsked(args, io);
    const sheets: InspectedSheet[] = [];
    let failed = false;
    for (const given of args.paths) {
      for (const file of await filesOf(given)) {
        const source = await openFileSource(file);
        try {
          sheets.push(...(await inspectFile(library, source, { inflate }, { ...whose, ...read })));
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          io.err(`${path.basename(file)}: ${error.sentence(io.language, 'terminal')}`);
          failed = true;
        } finally {
          await source.close();
        }
      }
    }
    io.out(format === 'json' ? JSON.stringify(sheets, null, 2) : inspectionText(io, library, sheets));
    return failed ? 1 : 0;
  },
};
