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
  if (what === 'All' || what === 'Formats') copyRules(source, { ...target, range: reached });
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

/** Rules over all cells of the source hold for the target too. */
function copyRules(source: Place, target: Place): void {
  if (source.sheet !== target.sheet) return;
  for (const element of childElements(source.sheet.root, 'conditionalFormatting')) {
    const ranges = (element.getAttribute('sqref') ?? '').split(/\s+/).flatMap((text) => parseRange(text) ?? []);
    const left = ranges.reduce((rest, own) => rest.flatMap((piece) => without(piece, own)), [source.range]);
    if (left.length > 0) continue;
    const fresh = ranges.reduce((rest, own) => rest.flatMap((piece) => without(piece, own)), [target.range]);
    if (fresh.length > 0) element.setAttribute('sqref', [...ranges, ...fresh].map(rangeName).join(' '));
  }
}
