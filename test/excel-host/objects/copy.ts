import type { CellRange } from '../../../pipeline/report/a1.ts';
import { parseRange, rangeName } from '../../../pipeline/report/a1.ts';
import { copyFormula } from '../../../pipeline/report/formula.ts';
import { childElements } from '../../../pipeline/report/xml.ts';
import { ApiError } from '../api.ts';
import type { Cell } from '../book/cell.ts';
import { addressOf } from '../book/references.ts';
import type { Sheet } from '../book/sheet.ts';
import type { Space } from '../space.ts';
import { isUnbounded, sizeOf } from './grid.ts';
import { refuseLocked, refuseOnProtected } from './protection.ts';
import { without } from './range-edits.ts';

interface Place {
  space: Space;
  sheet: Sheet;
  range: CellRange;
}

const KINDS = ['All', 'Formulas', 'Values', 'Formats'];

/** Copies cells; a source that fits several times into the target is repeated, a larger one spreads beyond it. */
export function copyCells(target: Place, source: Place, what: string): null {
  if (!KINDS.includes(what))
    throw new ApiError('NotImplementedInTheHost', `The Excel host of the tests cannot copy ${what}`);
  if (isUnbounded(target.range) || isUnbounded(source.range)) {
    throw new ApiError('NotImplementedInTheHost', 'The Excel host of the tests cannot copy whole rows or columns');
  }
  const from = sizeOf(source.range);
  const to = sizeOf(target.range);
  const rows = to.rows % from.rows === 0 ? to.rows : from.rows;
  const columns = to.columns % from.columns === 0 ? to.columns : from.columns;
  const { first } = target.range;
  if (what === 'Formats') refuseOnProtected(target.sheet, 'formatCells');
  else refuseLocked(target.space.book.styles, target.sheet, target.range);
  // The source as it was, should the target overlap it.
  const cells = Array.from({ length: from.rows }, (_, i) =>
    Array.from({ length: from.columns }, (_, k): Cell => {
      const at = { row: source.range.first.row + i, column: source.range.first.column + k };
      const cell = source.sheet.cell(at.row, at.column);
      return cell ? { ...cell } : { style: source.sheet.styleAt(at.row, at.column), value: null };
    }),
  );
  for (let i = 0; i < rows; i += 1) {
    for (let k = 0; k < columns; k += 1) {
      const model = cells[i % from.rows]![k % from.columns]!;
      const down = first.row + i - (source.range.first.row + (i % from.rows));
      const right = first.column + k - (source.range.first.column + (k % from.columns));
      copyCell(target.sheet.ensure(first.row + i, first.column + k), model, what, down, right);
    }
  }
  const reached: CellRange = { first, last: { row: first.row + rows - 1, column: first.column + columns - 1 } };
  if (what === 'All' || what === 'Formats')
    copyRules(source, { space: target.space, sheet: target.sheet, range: reached });
  if (what !== 'Formats') {
    target.space.freshFormulas = true;
    target.space.tellChange(target.sheet, addressOf(reached));
  }
  return null;
}

function copyCell(cell: Cell, model: Cell, what: string, down: number, right: number): void {
  if (what === 'All' || what === 'Formats') cell.style = model.style;
  if (what === 'Formats') return;
  cell.value = model.value;
  delete cell.runs;
  delete cell.array;
  delete cell.formula;
  if (model.formula !== undefined && what !== 'Values') {
    cell.formula = copyFormula(model.formula, down, right);
    // What it gives here nobody has reckoned yet.
    cell.value = null;
  } else if (model.runs !== undefined) cell.runs = model.runs;
}

/** Rules over cells of the source hold for the same cells of each copy. */
function copyRules(source: Place, target: Place): void {
  if (source.sheet !== target.sheet) return;
  const size = sizeOf(source.range);
  const to = sizeOf(target.range);
  for (const element of childElements(source.sheet.root, 'conditionalFormatting')) {
    const ranges = (element.getAttribute('sqref') ?? '').split(/\s+/).flatMap((text) => parseRange(text) ?? []);
    const covered = ranges.flatMap((own) => intersection(own, source.range) ?? []);
    const copies: CellRange[] = [];
    for (const part of covered) {
      for (let row = 0; row < to.rows; row += size.rows) {
        for (let column = 0; column < to.columns; column += size.columns) {
          copies.push({ first: moved(part.first, row, column), last: moved(part.last, row, column) });
        }
      }
    }
    const fresh = copies.flatMap((copy) =>
      ranges.reduce((rest, own) => rest.flatMap((piece) => without(piece, own)), [copy]),
    );
    if (fresh.length > 0) element.setAttribute('sqref', [...ranges, ...fresh].map(rangeName).join(' '));
  }

  function moved({ row, column }: CellRange['first'], down: number, right: number): CellRange['first'] {
    return {
      row: row + target.range.first.row - source.range.first.row + down,
      column: column + target.range.first.column - source.range.first.column + right,
    };
  }
}

function intersection(a: CellRange, b: CellRange): CellRange | undefined {
  const first = { row: Math.max(a.first.row, b.first.row), column: Math.max(a.first.column, b.first.column) };
  const last = { row: Math.min(a.last.row, b.last.row), column: Math.min(a.last.column, b.last.column) };
  return first.row <= last.row && first.column <= last.column ? { first, last } : undefined;
}
