import { isOf } from '../../pipeline/report/written.ts';
import { boundFormat, boundValue } from './bound-value.ts';
import { toWrite } from './cell-text.ts';
import { inWorkbook, WorkbookError } from './errors.ts';
import { flagVerdict } from './marks.ts';
import type { BindingMemory } from './memory.ts';
import { NO_PREFIX } from './places.ts';
import { type Book, livingNames, readBook, readPlaces } from './read-book.ts';
import { factsNow } from './reports.ts';
import type { CellBinding, ReportToWrite } from './types.ts';
import { writeAll } from './write-report.ts';

/** Hidden defined names hold on to bound cells: they move with them, and other programs keep them. */
const NAME = '_vd_o';

/**
 * Binds a part of a target to the selected cell and writes it there; a refresh brings it up to date. A cell that holds
 * something else is left alone. @returns the cell's address
 */
export async function bindSelection(binding: CellBinding, report: ReportToWrite): Promise<string> {
  return inWorkbook(async (context) => {
    const { workbook } = context;
    const selected = workbook.getActiveCell();
    selected.load('address,values,numberFormat,worksheet/name,worksheet/protection/protected');
    const book = await readBook(context);
    const { address } = selected;
    const { name: sheet, protection } = selected.worksheet;
    if (protection.protected) throw new WorkbookError('PROTECTED_SHEET', { sheet });
    const plain = address.slice(address.lastIndexOf('!') + 1);
    const alive = livingNames(book);
    const bound = book.memory.bindings.map(({ name }) => name).filter((name) => alive.has(name));
    const { cells } = await readPlaces(context, book, { names: bound, tables: [] });
    // A range that was read is not held on to: whoever sits there may select another one meanwhile.
    const cell = workbook.worksheets.getItem(sheet).getRange(plain);
    const there = book.memory.bindings.find(({ name }) => cells.get(name)?.address === address);
    const current = selected.values[0]?.[0] ?? '';
    if (!there && current !== '') {
      throw new WorkbookError('CELL_IN_USE', { address, text: `${current}`.slice(0, 40) });
    }
    const general = selected.numberFormat[0]?.[0] === 'General';
    const format = general || there ? boundFormat(binding, report.evaluation) : `${selected.numberFormat[0]?.[0]}`;
    const value = boundValue(binding, report.evaluation, format);
    if (value === undefined) throw new WorkbookError('UNKNOWN_TARGET', { target: binding.target });
    if (general || there) cell.numberFormat = [[format]];
    cell.values = [[toWrite(value)]];
    if (binding.part === 'verdict' && there?.part !== 'verdict') flagVerdict(cell, plain);
    const name = there?.name ?? freeName(book);
    if (!there) workbook.names.add(name, cell).visible = false;
    const { plan, unit, target, part } = binding;
    const own: BindingMemory = { name, plan, unit, target, part, written: value };
    const others = book.memory.bindings.filter((other) => other.name !== name);
    // Where the number came from is kept for a bound cell as for a report.
    const known = book.memory.reports.some((other) => isOf(other, plan, unit));
    const nothing = { prefix: NO_PREFIX, names: [], tables: {}, ids: {}, kept: [] };
    const reports = known ? book.memory.reports : [...book.memory.reports, { ...factsNow(report), ...nothing }];
    await writeAll(context, book, { reports, bindings: [...others, own] });
    return address;
  });
}

function freeName({ names, memory }: Book): string {
  const taken = new Set([...names, ...memory.bindings].map(({ name }) => name.toLowerCase()));
  for (let number = 1; ; number += 1) if (!taken.has(`${NAME}${number}`)) return `${NAME}${number}`;
}
