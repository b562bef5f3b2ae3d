import { vietnameseDate } from '../../dates.ts';
import type { Province } from '../../library/units/provinces.ts';
import type { Unit } from '../../library/units/types.ts';
import type { Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { shippedLibrary } from '../library.ts';
import { unitOf } from '../lookup.ts';
import { userError } from '../messages.ts';
import { textTable } from '../output.ts';
import { provinceIndex, provinceOption, unitsOfProvinces, withProvincesOf } from '../provinces.ts';

export const unitsCommand: Command = {
  name: 'units',
  summary: {
    vi: 'danh sách đơn vị, lịch sử và tên gọi của một đơn vị',
    en: 'list units, show the history and spellings of one',
  },
  help: {
    vi: `Cách dùng: vedich units [list [--province TỈNH] | show MÃ | provinces] [--format table|json]

Ví dụ:
  vedich units provinces
  vedich units list --province ninhbinh
  vedich units show brvt-sgddt`,
    en: `Usage: vedich units [list [--province PROVINCE] | show ID | provinces] [--format table|json]

Examples:
  vedich units provinces
  vedich units list --province ninhbinh
  vedich units show brvt-sgddt`,
  },
  options: { format: { type: 'string' }, province: { type: 'string' } },
  async run(args, io) {
    const library = shippedLibrary();
    const format = args.choice('format', ['table', 'json'], 'table');
    const [verb = 'list', name] = args.paths;
    if (verb === 'list') {
      const told = args.text('province');
      const province = told === undefined ? undefined : provinceOption(library, told).id;
      const units =
        province === undefined
          ? library.units.units
          : unitsOfProvinces([province]).units.filter((unit) => unit.province === province);
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
      const unit = unitOf(withProvincesOf(library, [name]), name);
      io.out(format === 'json' ? JSON.stringify(unit, null, 2) : unitText(io, unit));
      return 0;
    }
    if (verb === 'provinces') {
      const { provinces } = provinceIndex();
      io.out(format === 'json' ? JSON.stringify(provinces, null, 2) : provinceTable(io, provinces));
      return 0;
    }
    throw userError('MISSING_OPTION', { command: 'units', option: 'list | show … | provinces' });
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
  const since = from === null ? '…' : vietnameseDate(from);
  return `${since} – ${to === null ? say(io, 'nay', 'now') : vietnameseDate(to)}`;
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
