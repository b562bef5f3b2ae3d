import { typedColumns } from '../../ask/ask.ts';
import { tableOfColumns } from '../../office/tables.ts';
import { asText, OnlySelectError, QueryError } from '../../warehouse/duckdb/engine.ts';
import type { Command } from '../command.ts';
import { say } from '../io.ts';
import { userError } from '../messages.ts';
import { FORMATS, printResult } from '../output.ts';
import { textTable } from '../text-table.ts';
import { openSealed } from '../warehouse.ts';

export const queryCommand: Command = {
  name: 'query',
  help: {
    vi: `Cách dùng: vedich query "SELECT …" [--format table|json|csv|arrow|xlsx] [-o TỆP] [--warehouse TỆP]

Một câu SELECT, chỉ đọc: không sửa được số liệu, không mở được tệp khác, không ra mạng.
Các bảng: dossiers, payments, procedures, results, surveys, visits, transfers, observations,
imports, import_sheets, rejected_rows, problems. Trong kho không có dữ liệu cá nhân.

Ví dụ:
  vedich query "SELECT channel, count(*) AS so_ho_so FROM dossiers GROUP BY channel ORDER BY 2 DESC"
  vedich query "DESCRIBE dossiers"`,
    en: `Usage: vedich query "SELECT …" [--format table|json|csv|arrow|xlsx] [-o FILE] [--warehouse FILE]

One SELECT, read-only: it cannot change anything, open another file or reach the network.
Tables: dossiers, payments, procedures, results, surveys, visits, transfers, observations,
imports, import_sheets, rejected_rows, problems. There are no personal data in the warehouse.

Examples:
  vedich query "SELECT channel, count(*) AS dossiers FROM dossiers GROUP BY channel ORDER BY 2 DESC"
  vedich query "DESCRIBE dossiers"`,
  },
  options: { format: { type: 'string' }, output: { type: 'string', short: 'o' } },
  async run(args, io) {
    const sql = args.paths.join(' ').trim();
    if (sql === '') throw userError('MISSING_OPTION', { command: 'query', option: '"SELECT …"' });
    const format = args.choice('format', FORMATS, 'table');
    const engine = await openSealed(args);
    try {
      const columns = await engine.columns(sql);
      const rows = Array.from({ length: columns[0]?.values.length ?? 0 }, (_, row) =>
        columns.map(({ values }) => values[row] ?? null),
      );
      if (format === 'table') {
        io.out(
          textTable(
            io,
            columns.map(({ name, type }) => ({
              head: name,
              ...(isNumber(type) ? { align: 'right' as const } : {}),
              stretch: 1,
            })),
            rows.map((row) => row.map(asText)),
          ),
        );
      } else {
        const { columns: shown, values } = typedColumns(columns);
        const title = say(io, 'Kết quả', 'Result');
        await printResult(io, format, tableOfColumns({ columns: shown, values }), {
          title,
          output: args.text('output'),
        });
      }
      return 0;
    } catch (error) {
      if (error instanceof OnlySelectError) throw userError('ONLY_SELECT', {}, { cause: error });
      if (error instanceof QueryError)
        throw userError('SQL_REFUSED', { reason: (error.message.split('\n  in: ')[0] ?? '').trim() }, { cause: error });
      throw error;
    } finally {
      await engine.close();
    }
  },
};

function isNumber(type: string): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL|DOUBLE|FLOAT)/.test(type);
}
