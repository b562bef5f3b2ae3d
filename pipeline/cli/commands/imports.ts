import { dateText } from '../../dates.ts';
import { type GoingRows, type KnownImport, knownImports, removeImport } from '../../facts/imports.ts';
import type { Library } from '../../library/library.ts';
import { numberText } from '../../numbers.ts';
import { importRows, importTable } from '../../office/imports.ts';
import type { Args, Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { userError } from '../messages.ts';
import { FORMATS, printResult } from '../output.ts';
import { textTable } from '../text-table.ts';
import { openForReading, openToChange } from '../warehouse.ts';

export const importsCommand: Command = {
  name: 'imports',
  help: {
    vi: `Cách dùng: vedich imports list [--format table|json|csv|arrow|xlsx] [-o TỆP]
           vedich imports remove SỐ [SỐ…] [--format table|json]

list: các tệp đã nạp và số của từng lần nạp. remove: bỏ hẳn những lần nạp ấy, kho số liệu như chưa từng có các tệp đó:
dòng chỉ tệp ấy có thì mất, hồ sơ có ở tệp khác thì trở về trạng thái theo tệp khác. Cần lại thì nạp lại tệp gốc.

  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich imports list
  vedich imports remove 7`,
    en: `Usage: vedich imports list [--format table|json|csv|arrow|xlsx] [-o FILE]
       vedich imports remove NUMBER [NUMBER…] [--format table|json]

list: the files that were imported, and the number of each import. remove: takes these imports away; the warehouse is as if
the files had never been there: rows that only they have are gone, dossiers that other files have as well go back to the
state that those tell. To have them again, import the original files again.

  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Examples:
  vedich imports list
  vedich imports remove 7`,
  },
  options: { format: { type: 'string' }, output: { type: 'string', short: 'o' } },
  async run(args, io) {
    const [verb = 'list', ...numbers] = args.paths;
    if (verb === 'list' && numbers.length === 0) return list(args, io);
    if (verb === 'remove' && numbers.length > 0) return remove(args, io, numbers);
    throw userError('MISSING_OPTION', { command: 'imports', option: 'list | remove …' });
  },
};

async function list(args: Args, io: Io): Promise<number> {
  const format = args.choice('format', FORMATS, 'table');
  const library = await openLibrary(args, io);
  const engine = await openForReading(args);
  const imports = await knownImports(engine).finally(() => engine.close());
  const title = say(io, 'Tệp đã nạp', 'Imported files');
  if (format !== 'table')
    await printResult(io, format, importTable(importRows(imports)), { title, output: args.text('output') });
  else if (imports.length === 0) io.out(say(io, 'Chưa nạp tệp nào.', 'No file has been imported.'));
  else io.out(textOf(io, library, imports));
  return 0;
}

function textOf(io: Io, library: Library, imports: readonly KnownImport[]): string {
  const number = (count: number): string => numberText(String(count), io.language);
  return textTable(
    io,
    [
      { head: say(io, 'Số', 'No.'), align: 'right' },
      { head: say(io, 'Tệp', 'File'), stretch: 4 },
      { head: say(io, 'Danh sách', 'Lists') },
      { head: say(io, 'Đơn vị', 'Units'), stretch: 2 },
      { head: say(io, 'Đến ngày', 'Until') },
      { head: say(io, 'Ngày nạp', 'Imported') },
      { head: say(io, 'Nhận', 'Accepted'), align: 'right' },
      { head: say(io, 'Loại', 'Rejected'), align: 'right' },
    ],
    imports.map(({ importId, file, lists, units, until, importedAt, accepted, rejected }) => [
      String(importId),
      file,
      lists.map((id) => listName(io, library, id)).join('; '),
      unitNames(io, library, units),
      until === null ? '–' : dateText(until, io.language),
      dateText(importedAt.slice(0, 10), io.language),
      number(accepted),
      number(rejected),
    ]),
  );
}

function listName(io: Io, library: Library, list: string): string {
  return library.columns.lists.find(({ id }) => id === list)?.name[io.language] ?? list;
}

function unitNames(io: Io, library: Library, units: KnownImport['units']): string {
  const [first, ...more] = [...units].sort((a, b) => b.rows - a.rows);
  if (first === undefined) return '–';
  const name = library.units.byId.get(first.id)?.name ?? first.id;
  return more.length === 0
    ? name
    : say(io, '{name} và {count} đơn vị khác', '{name} and {count:other unit|other units}', {
        name,
        count: more.length,
      });
}

async function remove(args: Args, io: Io, numbers: readonly string[]): Promise<number> {
  const format = args.choice('format', ['table', 'json'], 'table');
  const library = await openLibrary(args, io);
  const engine = await openToChange(args, library);
  try {
    const imports = await knownImports(engine);
    const chosen = [...new Set(numbers)].map((given) => {
      const one = imports.find(({ importId }) => String(importId) === given);
      if (one === undefined) throw userError('NO_SUCH_IMPORT', { number: given });
      return one;
    });
    const removed: { one: KnownImport; going: GoingRows[] }[] = [];
    for (const one of chosen) {
      const going = await removeImport(engine, library.columns, one.importId);
      removed.push({ one, going });
      if (format === 'table') io.out(removedLine(io, library, one, going));
    }
    if (format === 'json') {
      const told = removed.map(({ one, going }) => ({ import: one.importId, file: one.file, lists: going }));
      io.out(JSON.stringify(told, null, 2));
    }
    return 0;
  } finally {
    await engine.close();
  }
}

function removedLine(io: Io, library: Library, { importId, file }: KnownImport, going: readonly GoingRows[]): string {
  const rows = going.map(({ list, gone, back }) =>
    say(
      io,
      '{list}: {gone} dòng mất, {back} dòng theo tệp khác',
      '{list}: {gone:row|rows} gone, {back:row|rows} as other files tell',
      { list: listName(io, library, list), gone, back },
    ),
  );
  return [say(io, 'Đã bỏ {importId} · {file}.', 'Removed {importId} · {file}.', { importId, file }), ...rows].join(
    '\n  ',
  );
}
