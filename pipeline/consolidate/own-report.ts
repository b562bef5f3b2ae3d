import { countOf } from '../counts/record.ts';
import { UserError, type Words } from '../messages.ts';
import { plainNumber } from '../read/number-text.ts';
import { type CellAddress, cellName, columnNumber } from '../report/a1.ts';
import { labelOf, layoutOf, TARGET_FIGURES, WORD_COLUMNS } from '../report/layout.ts';
import { machineParts } from '../report/leave-report.ts';
import { parsePart } from '../report/machine-part.ts';
import { matchRows } from '../report/match-rows.ts';
import { aboutColumns } from '../report/row-keys.ts';
import { Workbook } from '../report/workbook.ts';
import type { WrittenReport, WrittenTable, WrittenValue } from '../report/written.ts';
import { holds as isHeld, tablePlace } from '../report/written-places.ts';
import { cleanText, textKey } from '../text.ts';
import type { Grid } from './grid.ts';
import { problem } from './problems.ts';
import type { CheckProblem, SentFigure } from './types.ts';

/** What Về đích left in a workbook. */
export interface OwnReports {
  book: Workbook;
  reports: WrittenReport[];
  /** Why a part cannot be used; empty where all can. */
  damaged: Words | null;
}

/** The reports that Về đích made in a workbook; undefined where it has none, or is no .xlsx. */
export async function ownReports(bytes: Uint8Array, file: string): Promise<OwnReports | undefined> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return undefined;
  let book: Workbook;
  try {
    book = await Workbook.open(bytes, file);
  } catch (error) {
    // What the reader of tables can make of it is told by that reader.
    if (error instanceof UserError) return undefined;
    throw error;
  }
  const [part] = machineParts(book);
  if (part === undefined) return undefined;
  const { reports, mistakes } = parsePart(part.xml);
  const [first] = mistakes;
  return {
    book,
    // A report of figures that were only inserted by function has no cells of its own.
    reports: reports.filter(({ names, tables }) => names.length + Object.keys(tables).length > 0),
    damaged: first === undefined ? null : { vi: `${first.place}: ${first.vi}`, en: `${first.place}: ${first.en}` },
  };
}

/** Figures of an own report as they were counted, each with the cells in which it stands, and what was changed by hand. */
export function readOwn(
  own: OwnReports,
  report: WrittenReport,
  grids: readonly Grid[],
  file: string,
): { figures: SentFigure[]; problems: CheckProblem[]; sheet: string } {
  const reading = new OwnReading(own.book, report, grids);
  const problems = reading.edits();
  const sheet = report.tables['vd_chi_tieu']?.sheet ?? report.names[0]?.sheet ?? '';
  const figures = report.targets.flatMap(({ target, counts }): SentFigure[] => {
    const [count, ...basis] = counts.map(countOf);
    if (count === undefined) return [];
    const cells = reading.cellsOf(target);
    const origins = [cells.hits, cells.members]
      .filter((cell) => cell !== '')
      .map((cell) => ({ file, sheet: reading.targetSheet, cell }));
    return [{ target, count: { ...count, origins }, basis, value: null, cells, edited: reading.edited.has(target) }];
  });
  return { figures, problems, sheet };
}

/** Where a written table stands now. */
interface Placed {
  sheet: string;
  grid: Grid | undefined;
  /** Position (column A = 0) by column of the report. */
  positions: number[];
  /** Row numbers as people see them, by written row; undefined = gone. */
  rows: (number | undefined)[];
}

class OwnReading {
  readonly #book: Workbook;
  readonly #report: WrittenReport;
  readonly #grids: ReadonlyMap<string, Grid>;
  readonly #formulas = new Map<string, ReadonlySet<string>>();
  readonly #placed = new Map<string, Placed>();
  /** Targets of which a figure was changed. */
  readonly edited = new Set<string>();

  constructor(book: Workbook, report: WrittenReport, grids: readonly Grid[]) {
    this.#book = book;
    this.#report = report;
    this.#grids = new Map(grids.map((grid) => [grid.sheet.toLowerCase(), grid]));
    for (const [name, table] of Object.entries(report.tables)) this.#placed.set(name, this.#place(name, table));
  }

  get targetSheet(): string {
    return this.#placed.get('vd_chi_tieu')?.sheet ?? '';
  }

  /** The cells of a target's figures; empty where they are gone. */
  cellsOf(target: string): SentFigure['cells'] {
    const [table, placed] = [this.#report.tables['vd_chi_tieu'], this.#placed.get('vd_chi_tieu')];
    const at = table?.rows.findIndex(({ key }) => key === target) ?? -1;
    const row = placed?.rows[at];
    const cell = (column: string): string => {
      const position = placed?.positions[table?.columns.findIndex(({ name }) => name === column) ?? -1];
      return row === undefined || position === undefined || position < 0 ? '' : cellName({ row, column: position + 1 });
    };
    return {
      hits: cell(TARGET_FIGURES.hits),
      members: cell(TARGET_FIGURES.members),
      value: cell(TARGET_FIGURES.value),
    };
  }

  edits(): CheckProblem[] {
    return [
      ...this.#nameEdits(),
      ...Object.entries(this.#report.tables).flatMap(([name, table]) => this.#tableEdits(name, table)),
    ];
  }

  #nameEdits(): CheckProblem[] {
    const places = new Map(
      this.#book
        .namedRanges()
        .map(({ name, sheet, range }) => [name.toLowerCase(), { sheet: sheet.name, cell: range.first }]),
    );
    return this.#report.names.flatMap(({ name, value }) => {
      const what = labelOf(name.replace(/^vd\d*_/, 'vd_').replace(/_\d+$/, '')) ?? { vi: name, en: name };
      const place = places.get(name.toLowerCase());
      if (place === undefined) return [problem('E_CELL_GONE', { sheet: '', expected: shown(value) }, { what })];
      return this.#compare(place.sheet, place.cell, value, what, 'I_WORDS_EDITED');
    });
  }

  #tableEdits(name: string, table: WrittenTable): CheckProblem[] {
    const placed = this.#placed.get(name);
    if (placed === undefined) return [];
    const layout = layoutOf(name);
    const words = new Set([...(layout?.about ?? []), ...WORD_COLUMNS].map(textKey));
    return table.rows.flatMap(({ key, cells }, at) => {
      const row = placed.rows[at];
      const label = shown(
        cells[
          aboutColumns(
            name,
            table.columns.map((column) => column.name),
          )[0] ?? 0
        ] ?? '',
      );
      if (row === undefined) {
        if (name === 'vd_chi_tieu') this.edited.add(key);
        return cells.every((cell) => cell === '')
          ? []
          : [
              problem(
                'E_ROW_GONE',
                { sheet: placed.sheet, expected: label },
                { what: layout?.label ?? { vi: name, en: name } },
              ),
            ];
      }
      return cells.flatMap((value, column) => {
        const position = placed.positions[column];
        const header = table.columns[column]?.name ?? '';
        if (position === undefined) return [];
        const what = { vi: `${label} – ${header}`, en: `${label} – ${header}` };
        const code = words.has(textKey(header)) ? 'I_WORDS_EDITED' : 'E_EDITED';
        const found = this.#compare(placed.sheet, { row, column: position + 1 }, value, what, code);
        if (found.length > 0 && code === 'E_EDITED' && name === 'vd_chi_tieu') this.edited.add(key);
        return found;
      });
    });
  }

  #compare(
    sheet: string,
    address: CellAddress,
    written: WrittenValue,
    what: Words,
    code: 'E_EDITED' | 'I_WORDS_EDITED',
  ): CheckProblem[] {
    const cell = cellName(address);
    const current = this.#text(sheet, address);
    const formula = this.#formulasOf(sheet).has(cell);
    if (!formula && holds(current, written)) return [];
    const found = formula ? `= (${current})` : current;
    return [problem(code, { sheet, cell, expected: shown(written), found }, { what })];
  }

  #text(sheet: string, { row, column }: CellAddress): string {
    const grid = this.#grids.get(sheet.toLowerCase());
    return grid === undefined ? '' : textAt(grid, row, column - 1);
  }

  /** Cells with a formula: Về đích writes values alone. */
  #formulasOf(sheet: string): ReadonlySet<string> {
    const known = this.#formulas.get(sheet);
    if (known !== undefined) return known;
    const part = this.#book.sheets.find(({ name }) => name.toLowerCase() === sheet.toLowerCase());
    const cells = new Set<string>();
    // Cells do not lie in one another: each part up to the next cell holds one.
    for (const piece of part === undefined
      ? []
      : this.#book
          .text(part.path)
          .split(/<(?:\w+:)?c(?=\s)/)
          .slice(1)) {
      if (/<(?:\w+:)?f[\s/>]/.test(piece)) cells.add(/\br\s*=\s*["']([A-Z]+\d+)["']/.exec(piece)?.[1] ?? '');
    }
    this.#formulas.set(sheet, cells);
    return cells;
  }

  #place(name: string, table: WrittenTable): Placed {
    const place = tablePlace(this.#book, this.#report, name);
    const range = place?.range;
    const sheet = place?.part.sheet.name ?? table.sheet;
    const grid = this.#grids.get(sheet.toLowerCase());
    const headers = place?.headers ?? [];
    const positions = table.columns.map(({ name: header, column }) => {
      const at = headers.indexOf(textKey(header));
      return at >= 0 && range !== undefined ? range.first.column - 1 + at : columnNumber(column) - 1;
    });
    const written = table.rows.map(({ row }) => row);
    const current =
      range === undefined || grid === undefined
        ? written
        : Array.from({ length: Math.max(0, range.last.row - range.first.row) }, (_, at) => range.first.row + 1 + at);
    if (grid === undefined) return { sheet, grid, positions, rows: written.map(() => undefined) };
    const about = aboutColumns(
      name,
      table.columns.map((column) => column.name),
    );
    const cellsAt = (row: number): string[] => positions.map((position) => textAt(grid, row, position));
    const standing = current.map(cellsAt);
    const signature = (cells: readonly (string | WrittenValue)[]): string =>
      about.every((at) => `${cells[at] ?? ''}` === '')
        ? ''
        : about.map((at) => textKey(`${cells[at] ?? ''}`)).join('\t');
    const match = matchRows(
      table.rows.map(({ cells }) => signature(cells)),
      standing.map(signature),
      (row, at, inPlace) => {
        const cells = table.rows[row]?.cells ?? [];
        const told = cells.flatMap((cell, column) => (cell === '' ? [] : [column]));
        const same = told.filter((column) => holds(standing[at]?.[column] ?? '', cells[column] ?? ''));
        return (inPlace && current[at] === written[row]) || same.length * 2 >= told.length;
      },
    );
    return { sheet, grid, positions, rows: written.map((_, row) => current[match.indexOf(row)]) };
  }
}

const BY_ROW = new WeakMap<Grid, ReadonlyMap<number, readonly string[]>>();

function textAt(grid: Grid, row: number, position: number): string {
  const rows = BY_ROW.get(grid) ?? new Map(grid.rows.map((one) => [one.row, one.cells]));
  BY_ROW.set(grid, rows);
  return rows.get(row)?.[position] ?? '';
}

/** Whether a cell of a grid, whose texts are clean, holds what was written. */
function holds(current: string, written: WrittenValue): boolean {
  return typeof written === 'boolean'
    ? textKey(current) === String(written) || current === String(Number(written))
    : isHeld(current, typeof written === 'string' ? cleanText(written) : written);
}

function shown(value: WrittenValue): string {
  return typeof value === 'number' ? plainNumber(String(value)) : `${value}`;
}
