import type { ReportTable } from '../../pipeline/report/layout.ts';
import { isOf } from '../../pipeline/report/written.ts';
import { inWorkbook, WorkbookError } from './errors.ts';
import type { BindingMemory, ReportMemory, WorkbookMemory } from './memory.ts';
import { prefixed } from './places.ts';
import { readBook, readMemory, sheetOf } from './read-book.ts';
import { reportTargetColumns } from './target-rows.ts';

const TARGETS: ReportTable = 'vd_chi_tieu';

/** Which report a target belongs to, where a workbook has several. */
export interface TargetPlace {
  plan: string;
  unit: string;
}

/** Goes to the cell of a target's result. @returns false when no report or bound cell of the workbook shows it */
export async function showTarget(target: string, place?: TargetPlace): Promise<boolean> {
  return inWorkbook(async (context) => {
    const { memory } = await readBook(context);
    const shown = await readShown(context, memory);
    const wanted = (of: TargetPlace): boolean => place === undefined || isOf(of, place.plan, place.unit);
    const { names, tables } = context.workbook;
    for (const { report, id, rows, column } of shown.tables) {
      const row = wanted(report) ? rows.indexOf(target) : -1;
      if (row < 0) continue;
      await select(context, tables.getItem(id).getDataBodyRange().getCell(row, column));
      return true;
    }
    const bound = shown.cells.find(({ binding }) => wanted(binding) && binding.target === target);
    if (bound) await select(context, names.getItem(bound.binding.name).getRange());
    return bound !== undefined;
  });
}

async function select(context: Excel.RequestContext, cell: Excel.Range): Promise<void> {
  cell.worksheet.activate();
  cell.select();
  await context.sync();
}

interface Shown {
  tables: {
    report: ReportMemory;
    id: string;
    range: Excel.Range;
    /** Target of each row; undefined = somebody's own row. */
    rows: (string | undefined)[];
    /** The column of the result. */
    column: number;
  }[];
  cells: { binding: BindingMemory; range: Excel.Range }[];
}

/** Where targets are shown: the tables of targets, and the bound cells. What is gone is left out. One round trip. */
async function readShown(context: Excel.RequestContext, memory: WorkbookMemory): Promise<Shown> {
  const { workbook } = context;
  const tables = memory.reports.flatMap((report) => {
    const remembered = report.tables[TARGETS];
    if (!remembered) return [];
    // By name, and by id where somebody renamed it.
    const known = report.ids[TARGETS];
    return [prefixed(TARGETS, report.prefix), ...(known === undefined ? [] : [known])].map((id) => {
      const table = workbook.tables.getItemOrNullObject(id);
      const header = table.getHeaderRowRange();
      const range = table.getDataBodyRange();
      header.load('values');
      range.load('address,values,rowIndex,columnIndex');
      return { report, remembered, id, table, header, range };
    });
  });
  const cells = memory.bindings.map((binding) => {
    const range = workbook.names.getItemOrNullObject(binding.name).getRangeOrNullObject();
    range.load('address');
    return { binding, range };
  });
  await context.sync();
  return {
    tables: tables
      .filter(({ table }) => !table.isNullObject)
      .map(({ report, remembered, id, header, range }) => ({
        report,
        id,
        range,
        ...reportTargetColumns(header.values[0] ?? [], range.values, remembered),
      })),
    cells: cells.filter(({ range }) => !range.isNullObject),
  };
}

/** Tells which target the selected cell belongs to, whenever that changes. @returns ends it */
export async function onTargetSelected(
  handler: (target: string | undefined, place?: TargetPlace) => void,
): Promise<() => Promise<void>> {
  let known: string | undefined;
  let busy = false;
  let again = false;
  const look = async (): Promise<void> => {
    // Arrow keys move faster than the workbook answers: only the last cell matters.
    again = true;
    if (busy) return;
    busy = true;
    try {
      while (again) {
        again = false;
        const found = await selectedTarget();
        const key = found && JSON.stringify(found);
        if (key === known) continue;
        known = key;
        if (found) handler(found.target, { plan: found.plan, unit: found.unit });
        else handler(undefined);
      }
    } catch (error) {
      // While a cell is being edited Excel answers nothing; the next selection asks again.
      if (!(error instanceof WorkbookError)) throw error;
    } finally {
      busy = false;
    }
  };
  return inWorkbook(async (context) => {
    const { worksheets } = context.workbook;
    const listeners = [worksheets.onSelectionChanged.add(look), worksheets.onActivated.add(look)];
    await context.sync();
    return async () => {
      for (const listener of listeners) listener.remove();
      await Promise.all(listeners.map((listener) => listener.context.sync()));
    };
  });
}

async function selectedTarget(): Promise<(TargetPlace & { target: string }) | undefined> {
  return inWorkbook(async (context) => {
    const memory = await readMemory(context);
    const cell = context.workbook.getActiveCell();
    cell.load('address,rowIndex,columnIndex');
    const shown = await readShown(context, memory);
    const bound = shown.cells.find(({ range }) => range.address === cell.address)?.binding;
    if (bound) return { target: bound.target, plan: bound.plan, unit: bound.unit };
    for (const { report, range, rows } of shown.tables) {
      if (sheetOf(range.address) !== sheetOf(cell.address)) continue;
      const width = range.values[0]?.length ?? 0;
      const inside = cell.columnIndex >= range.columnIndex && cell.columnIndex < range.columnIndex + width;
      const target = inside ? rows[cell.rowIndex - range.rowIndex] : undefined;
      if (target !== undefined) return { target, plan: report.plan, unit: report.unit };
    }
    return undefined;
  });
}
