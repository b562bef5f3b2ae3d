import { dateText } from '../../dates.ts';
import type { Unit } from '../../library/units/types.ts';
import type { Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { shippedLibrary } from '../library.ts';
import { unitOf } from '../lookup.ts';
import { userError } from '../messages.ts';
import { textTable } from '../output.ts';

export const unitsCommand: Command = {
  name: 'units',
  summary: {
    vi: 'danh sách đơn vị, lịch sử và tên gọi của một đơn vị',
    en: 'list units, show the history and spellings of one',
  },
  help: {
    vi: `Cách dùng: vedich units [list | show MÃ] [--format table|json]

Ví dụ:
  vedich units list
  vedich units show brvt-sgddt`,
    en: `Usage: vedich units [list | show ID] [--format table|json]

Examples:
  vedich units list
  vedich units show brvt-sgddt`,
  },
  options: { format: { type: 'string' } },
  async run(args, io) {
    const library = shippedLibrary();
    const format = args.choice('format', ['table', 'json'], 'table');
    const [verb = 'list', name] = args.paths;
    if (verb === 'list') {
      const { units } = library.units;
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
      const unit = unitOf(library, name);
      io.out(format === 'json' ? JSON.stringify(unit, null, 2) : unitText(io, unit));
      return 0;
    }
    throw userError('MISSING_OPTION', { command: 'units', option: 'list | show …' });
  },
};

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
  if (unit.aliases.length > 0)
    lines.push(say(io, `Tên gọi khác: ${unit.aliases.join('; ')}`, `Spellings: ${unit.aliases.join('; ')}`));
  if (unit.note !== '') lines.push(say(io, `Ghi chú: ${unit.note}`, `Note: ${unit.note}`));
  return lines.join('\n');
}
