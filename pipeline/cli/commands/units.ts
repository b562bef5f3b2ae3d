import { dateText } from '../../dates.ts';
import type { Province } from '../../library/units/provinces.ts';
import type { Unit } from '../../library/units/types.ts';
import type { Args, Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { openLibrary, openOffice } from '../library.ts';
import { unitOf } from '../lookup.ts';
import { userError } from '../messages.ts';
import { addOwn, bytesOf, removeOwnFile } from '../own-files.ts';
import { provinceIndex, provinceOption } from '../provinces.ts';
import { textTable } from '../text-table.ts';

export const unitsCommand: Command = {
  name: 'units',
  help: {
    vi: `Cách dùng: vedich units [list [--province TỈNH] | show MÃ | provinces | add TỆP | remove MÃ] [--format table|json]

  add TỆP      thêm vào thư viện của cơ quan: bảng .xlsx, .xls, .csv (cột Tên; Mã, Loại, Cấp trên… nếu có) hoặc .yaml;
               tên tệp cũ thì thay bản trước; --province TỈNH, --parent MÃ: của mọi dòng không ghi
  remove MÃ    gỡ tệp có đơn vị ấy khỏi thư viện

Ví dụ:
  vedich units provinces
  vedich units list --province ninhbinh
  vedich units show brvt-sgddt`,
    en: `Usage: vedich units [list [--province PROVINCE] | show ID | provinces | add FILE | remove ID] [--format table|json]

  add FILE     put into the office's library: a table .xlsx, .xls, .csv (a column of names; ids, kinds, parents… where
               they are told) or .yaml; a file of the same name is replaced; --province, --parent ID: of rows that say none
  remove ID    take the file with that unit out of the library

Examples:
  vedich units provinces
  vedich units list --province ninhbinh
  vedich units show brvt-sgddt`,
  },
  options: { format: { type: 'string' }, province: { type: 'string' }, parent: { type: 'string' } },
  async run(args, io) {
    const format = args.choice('format', ['table', 'json'], 'table');
    const [verb = 'list', name] = args.paths;
    if (verb === 'list') {
      const told = args.text('province');
      const province = told === undefined ? undefined : provinceOption(told).id;
      const library = await openLibrary(args, io, province === undefined ? [] : [province]);
      const units = library.units.units.filter((unit) => province === undefined || unit.province === province);
      io.out(
        format === 'json'
          ? JSON.stringify(units, null, 2)
          : textTable(
              io,
              [
                { head: say(io, 'Mã', 'Id') },
                { head: say(io, 'Tên', 'Name'), stretch: 3 },
                { head: say(io, 'Hoạt động', 'In force') },
              ],
              units.map((unit) => [unit.id, unit.name, span(io, unit.from, unit.to)]),
            ),
      );
      return 0;
    }
    if (verb === 'show' && name !== undefined) {
      const unit = unitOf(await openLibrary(args, io, [name]), name);
      io.out(format === 'json' ? JSON.stringify(unit, null, 2) : unitText(io, unit));
      return 0;
    }
    if (verb === 'provinces') {
      const { provinces } = provinceIndex();
      io.out(format === 'json' ? JSON.stringify(provinces, null, 2) : provinceTable(io, provinces));
      return 0;
    }
    if (verb === 'add' && name !== undefined) return addUnits(args, io, name);
    if (verb === 'remove' && name !== undefined) return removeOwnFile(args, io, 'units', name);
    throw userError('MISSING_OPTION', {
      command: 'units',
      option: 'list | show … | provinces | add … | remove …',
    });
  },
};

function provinceTable(io: Io, provinces: readonly Province[]): string {
  return textTable(
    io,
    [
      { head: say(io, 'Mã', 'Id') },
      { head: say(io, 'Tên', 'Name'), stretch: 3 },
      { head: say(io, 'Từ 1/7/2025 thuộc', 'Since 1/7/2025 in') },
    ],
    provinces.map(({ id, name, became }) => [id, name, became]),
  );
}

function span(io: Io, from: string | null, to: string | null): string {
  if (from === null && to === null) return '';
  const since = from === null ? '…' : dateText(from, io.language);
  return `${since} – ${to === null ? say(io, 'nay', 'now') : dateText(to, io.language)}`;
}

function unitText(io: Io, unit: Unit): string {
  const lines = [`${unit.id}: ${unit.name}`];
  const period = span(io, unit.from, unit.to);
  if (period !== '') lines.push(say(io, `Hoạt động: ${period}`, `In force: ${period}`));
  for (const { parent, from, to } of unit.parents)
    lines.push(say(io, `Trực thuộc: ${parent} ${span(io, from, to)}`, `Below: ${parent} ${span(io, from, to)}`));
  if (unit.successors.length > 0)
    lines.push(say(io, `Kế thừa: ${unit.successors.join(', ')}`, `Successors: ${unit.successors.join(', ')}`));
  if (unit.divided)
    lines.push(
      say(
        io,
        'Đã chia cho nhiều nơi: số liệu không tự cộng cho đơn vị kế thừa nào.',
        'Divided: its figures are no single successor’s.',
      ),
    );
  if (unit.aliases.length > 0)
    lines.push(say(io, `Tên gọi khác: ${unit.aliases.join('; ')}`, `Spellings: ${unit.aliases.join('; ')}`));
  if (unit.note !== '') lines.push(say(io, `Ghi chú: ${unit.note}`, `Note: ${unit.note}`));
  return lines.join('\n');
}

async function addUnits(args: Args, io: Io, file: string): Promise<number> {
  const isYaml = /\.ya?ml$/i.test(file);
  const bytes = isYaml ? await bytesOf(file) : await fromTable(args, io, file);
  const ids = await addOwn(args, io, 'units', file, bytes);
  io.out(say(io, `Đã thêm ${ids.length} đơn vị: ${ids.join(', ')}`, `${ids.length} units added: ${ids.join(', ')}`));
  return 0;
}

/** A table of units as the YAML that is kept. @throws UserError with every row's mistake told before */
async function fromTable(args: Args, io: Io, file: string): Promise<Uint8Array> {
  await bytesOf(file);
  const { tableRows } = await import('../table-rows.ts');
  const { unitsFromTable } = await import('../../library/units/table.ts');
  const parent = args.text('parent');
  const told = args.text('province');
  const { library } = await openOffice(args, [parent ?? '', told === undefined ? '' : provinceOption(told).id]);
  const province =
    (told === undefined ? undefined : provinceOption(told).id) ??
    (parent === undefined ? undefined : unitOf(library, parent).province) ??
    library.office.defaults.province ??
    args.required('province');
  const options = { province, ...(parent === undefined ? {} : { parent }) };
  const { yaml, mistakes, ignored } = unitsFromTable(await tableRows(file), library.units, options);
  for (const { row, column, vi, en } of mistakes)
    io.err(`${file}:${row}  ${say(io, `cột "${column}": ${vi}`, `column "${column}": ${en}`)}`);
  if (mistakes.length > 0) throw userError('FILE_MISTAKES', { path: file, count: mistakes.length });
  if (yaml === undefined) throw userError('NO_TABLE', { path: file });
  for (const heading of ignored)
    io.err(
      say(
        io,
        `Cột "${heading}" không nói gì về đơn vị, bỏ qua.`,
        `The column "${heading}" tells nothing of a unit and is left out.`,
      ),
    );
  return new TextEncoder().encode(yaml);
}
