import { type CheckedTable, checkWarehouse, RULES } from '../../facts/check.ts';
import { formatOf } from '../../facts/format.ts';
import { numberText } from '../../numbers.ts';
import type { Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { openForReading, warehouseFile } from '../warehouse.ts';

export const checkCommand: Command = {
  name: 'check',
  help: {
    vi: `Cách dùng: vedich check [--format table|json] [--warehouse TỆP]

Đọc hết kho số liệu và kiểm tra từng bảng: khóa không trùng, số dòng khớp, mỗi lần nạp đủ cả tệp. Không sửa gì.
Mã kết thúc 1 khi có chỗ không khớp hoặc tệp bị hỏng.

  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich check
  vedich check --warehouse sao-luu/kho-2024-11-30.duckdb`,
    en: `Usage: vedich check [--format table|json] [--warehouse FILE]

Reads the whole warehouse and checks each table: keys are unique, rows reconcile, each import is there whole. Mends nothing.
Exit code 1 where something does not fit or the file is damaged.

  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Examples:
  vedich check
  vedich check --warehouse backups/warehouse-2024-11-30.duckdb`,
  },
  options: { format: { type: 'string' } },
  async run(args, io) {
    const format = args.choice('format', ['table', 'json'], 'table');
    const file = warehouseFile(args);
    const library = await openLibrary(args, io);
    const engine = await openForReading(args);
    try {
      const checked = await checkWarehouse(engine, library.columns);
      const version = await formatOf(engine);
      const broken = checked.filter((table) => table.broken.length > 0);
      if (format === 'json')
        io.out(JSON.stringify({ format: version, ok: broken.length === 0, tables: checked }, null, 2));
      else {
        for (const table of checked) io.out(sentence(table, io));
        const told = { path: file, version: version ?? '', broken: broken.length };
        io.out(
          broken.length === 0
            ? say(
                io,
                "Kho số liệu '{path}' (định dạng {version}) nguyên vẹn.",
                "The warehouse '{path}' (format {version}) is sound.",
                told,
              )
            : say(
                io,
                "Kho số liệu '{path}' có {broken} bảng không khớp. Chép lại bản sao gần nhất (vedich backup), hoặc nạp lại các tệp xuất vào kho mới (--warehouse).",
                "In the warehouse '{path}' {broken:table does|tables do} not fit. Put its last backup back, or import the exports into a new one (--warehouse).",
                told,
              ),
        );
      }
      return broken.length === 0 ? 0 : 1;
    } finally {
      await engine.close();
    }
  },
};

/** One line a table. */
function sentence({ table, rows, broken }: CheckedTable, io: Io): string {
  const told = { table, rows: numberText(String(rows), io.language) };
  if (broken.length === 0) return say(io, '{table}: {rows} dòng, khớp.', '{table}: {rows} rows, sound.', told);
  const found = broken.map((one) =>
    say(io, '{count} dòng {what}', '{count} {what}', {
      count: numberText(String(one.rows), io.language),
      what: RULES[one.rule][io.language],
    }),
  );
  return `${say(io, '{table}: {rows} dòng, KHÔNG KHỚP: ', '{table}: {rows} rows, NOT SOUND: ', told)}${found.join('; ')}.`;
}
