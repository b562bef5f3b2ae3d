import { readFile } from 'node:fs/promises';
import { mistakeText } from '../../library/data.ts';
import { exportOffice, importOffice } from '../../library/layer/bundle.ts';
import { editOffice } from '../../library/layer/edit.ts';
import type { Args, Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { DEFAULT_LIBRARY, openOffice, readOffice, shippedFor, writeOffice } from '../library.ts';
import { userError } from '../messages.ts';
import { writeWhole } from '../write-file.ts';

export const libraryCommand: Command = {
  name: 'library',
  help: {
    vi: `Cách dùng: vedich library [check | export TỆP.zip | import TỆP.zip] [--library THƯ_MỤC] [--format table|json]

Thư viện riêng của cơ quan (mặc định .vedich/library; tạo bằng vedich init): plans/, units/, indicators/, spellings/,
templates/, defaults.yaml, contacts.yaml. Tệp có lỗi thì không được dùng, các tệp khác và phần có sẵn vẫn dùng được.

  check           mọi chỗ cần sửa, kèm tệp và dòng
  export TỆP.zip  gói cả thư viện vào một tệp, để chuyển sang máy khác hoặc lưu giữ
  import TỆP.zip  lấy các tệp trong gói vào thư viện; tệp cùng tên được thay, tệp khác giữ nguyên`,
    en: `Usage: vedich library [check | export FILE.zip | import FILE.zip] [--library FOLDER] [--format table|json]

The office's own library (.vedich/library by default; made by vedich init): plans/, units/, indicators/, spellings/,
templates/, defaults.yaml, contacts.yaml. A file with mistakes is not used; the others and what ships are.

  check            everything to mend, with file and line
  export FILE.zip  the whole library as one file, for another machine or to keep
  import FILE.zip  take its files into the library; files of the same name are replaced, others stay`,
  },
  options: { format: { type: 'string' } },
  async run(args, io) {
    const [verb = 'check', file] = args.paths;
    if (verb === 'check') return check(args, io);
    if (verb === 'export' && file !== undefined) return exportTo(args, io, file);
    if (verb === 'import' && file !== undefined) return importFrom(args, io, file);
    throw userError('MISSING_OPTION', { command: 'library', option: 'check | export … | import …' });
  },
};

async function check(args: Args, io: Io): Promise<number> {
  const { folder, files, library } = await openOffice(args);
  const { mistakes, notes, plans, units, indicators } = library.office;
  if (args.choice('format', ['table', 'json'], 'table') === 'json') {
    io.out(JSON.stringify({ folder, files: [...files.keys()], mistakes, notes }, null, 2));
    return mistakes.length === 0 ? 0 : 1;
  }
  for (const note of notes) io.out(mistakeText(note, io.language));
  for (const mistake of mistakes) io.err(mistakeText(mistake, io.language));
  if (mistakes.length > 0) throw userError('LIBRARY_MISTAKES', { path: folder, count: mistakes.length });
  io.out(
    say(
      io,
      `Thư viện '${folder}' dùng được: ${files.size} tệp; ${plans.size} kế hoạch, ${units.size} đơn vị, ${indicators.size} chỉ tiêu riêng.`,
      `The library '${folder}' is fine: ${files.size} files; ${plans.size} plans, ${units.size} units, ${indicators.size} indicators of its own.`,
    ),
  );
  return 0;
}

async function exportTo(args: Args, io: Io, file: string): Promise<number> {
  const { files, folder } = await openOffice(args);
  await writeWhole(file, exportOffice(files));
  io.out(
    say(
      io,
      `Đã gói ${files.size} tệp của '${folder}' vào ${file}.`,
      `${files.size} files of '${folder}' are in ${file}.`,
    ),
  );
  return 0;
}

async function importFrom(args: Args, io: Io, file: string): Promise<number> {
  const zip = await readFile(file).catch((cause: unknown) => {
    throw userError('NO_SUCH_PATH', { path: file }, { cause });
  });
  const read = await importOffice(zip, file);
  for (const mistake of read.mistakes) io.err(mistakeText(mistake, io.language));
  if (read.mistakes.length > 0) throw userError('FILE_MISTAKES', { path: file, count: read.mistakes.length });
  const { folder, files } = await readOffice(args.text('library') ?? DEFAULT_LIBRARY);
  // With the units that the new files name.
  const shipped = await shippedFor(new Map([...files, ...read.files]), []);
  const edit = editOffice(shipped, files, read.files);
  await writeOffice(folder, edit.changes);
  const replaced = [...read.files.keys()].filter((path) => files.has(path)).length;
  io.out(
    say(
      io,
      `Đã lấy ${read.files.size} tệp vào '${folder}', ${replaced} tệp thay tệp cũ.`,
      `${read.files.size} files were taken into '${folder}', ${replaced} of them in place of older ones.`,
    ),
  );
  for (const mistake of edit.mistakes) io.err(mistakeText(mistake, io.language));
  if (edit.mistakes.length > 0) throw userError('LIBRARY_MISTAKES', { path: folder, count: edit.mistakes.length });
  return 0;
}
