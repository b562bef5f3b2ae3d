import { askSql } from '../../ask/ask.ts';
import { askError } from '../../ask/messages.ts';
import { makeOwnTables } from '../../ask/own-tables.ts';
import { numberText } from '../../numbers.ts';
import { type Cell, tableOfColumns } from '../../office/tables.ts';
import { endWhenStuck, MOST_MEGABYTES } from '../../warehouse/duckdb/native/guard.ts';
import type { Command } from '../command.ts';
import { say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { userError } from '../messages.ts';
import { FORMATS, printResult } from '../output.ts';
import { textTable } from '../text-table.ts';
import { openSealed } from '../warehouse.ts';

/** A list for a program may be long, and take its time. */
const MOST_ROWS = 1_000_000;
const SECONDS = 120;
const MOST_CHARACTERS = 500_000_000;

export const queryCommand: Command = {
  name: 'query',
  help: {
    vi: `Cách dùng: vedich query "SELECT …" [--format table|json|csv|arrow|xlsx] [-o TỆP] [--warehouse TỆP]

Một câu SELECT, chỉ đọc: không sửa được số liệu, không mở được tệp khác, không ra mạng.
Tối đa 120 giây và 1.000.000 dòng.
Các bảng: dossiers, payments, procedures, results, surveys, visits, transfers, observations,
imports, import_sheets, rejected_rows, problems, units, codes. Trong kho không có dữ liệu cá nhân.

Ví dụ:
  vedich query "SELECT channel, count(*) AS so_ho_so FROM dossiers GROUP BY channel ORDER BY 2 DESC"
  vedich query "DESCRIBE dossiers"`,
    en: `Usage: vedich query "SELECT …" [--format table|json|csv|arrow|xlsx] [-o FILE] [--warehouse FILE]

One SELECT, read-only: it cannot change anything, open another file or reach the network.
120 seconds and 1,000,000 rows at most.
Tables: dossiers, payments, procedures, results, surveys, visits, transfers, observations,
imports, import_sheets, rejected_rows, problems, units, codes. There are no personal data in the warehouse.

Examples:
  vedich query "SELECT channel, count(*) AS dossiers FROM dossiers GROUP BY channel ORDER BY 2 DESC"
  vedich query "DESCRIBE dossiers"`,
  },
  options: { format: { type: 'string' }, output: { type: 'string', short: 'o' } },
  async run(args, io) {
    const sql = args.paths.join(' ').trim();
    if (sql === '') throw userError('MISSING_OPTION', { command: 'query', option: '"SELECT …"' });
    const format = args.choice('format', FORMATS, 'table');
    const library = await openLibrary(args, io);
    const engine = await openSealed(args);
    const stop = endWhenStuck(SECONDS, MOST_MEGABYTES, (why, end) => {
      const error = why === 'time' ? askError('TOOK_TOO_LONG', { seconds: SECONDS }) : askError('RESULT_TOO_LARGE');
      io.err(error.sentence(io.language, 'terminal'));
      end();
    });
    try {
      await makeOwnTables(engine, library);
      const { columns, values, more } = await askSql(engine, sql, {
        seconds: SECONDS,
        rows: MOST_ROWS,
        characters: MOST_CHARACTERS,
      });
      if (format === 'table') {
        io.out(
          textTable(
            io,
            columns.map(({ name, type }) => ({
              head: name,
              ...(type === 'number' || type === 'integer' ? { align: 'right' as const } : {}),
              stretch: 1,
            })),
            Array.from({ length: values[0]?.length ?? 0 }, (_, row) => values.map((column) => cellText(column[row]))),
          ),
        );
      } else {
        const title = say(io, 'Kết quả', 'Result');
        await printResult(io, format, tableOfColumns({ columns, values }), { title, output: args.text('output') });
      }
      if (more) {
        const told = { count: numberText(String(MOST_ROWS), io.language) };
        io.err(
          say(
            io,
            'Còn dòng nữa: chỉ đưa ra {count} dòng đầu.',
            'There are more rows: these are the first {count}.',
            told,
          ),
        );
      }
      return 0;
    } finally {
      stop();
      await engine.close();
    }
  },
};

function cellText(cell: Cell | undefined): string {
  return Array.isArray(cell) ? cell.join(', ') : String(cell ?? '');
}
