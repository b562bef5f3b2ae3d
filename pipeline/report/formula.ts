import { columnName, columnNumber, LAST_ROW } from './a1.ts';
import type { Growth, RowEdit } from './row-edit.ts';
import { mapRows } from './row-edit.ts';

/** One end of a reference as written: `$B12`, `C`, `$4`. */
interface Corner {
  column: string;
  rowAbsolute: boolean;
  row: number | undefined;
}

interface Reference {
  /** The sheet as named in the formula (`undefined` = the formula's own); `foreign` for other books and 3-D references. */
  sheet: string | undefined;
  foreign: boolean;
  first: Corner;
  last: Corner | undefined;
}

const WORD = /[\p{L}\p{N}\p{M}_.$\\?]/u;
const CORNER = /^(\$?[A-Za-z]{1,3})?(?:(\$?)(\d{1,7}))?$/;

function parseCorner(text: string): Corner | undefined {
  const match = CORNER.exec(text);
  if (!match || text === '' || text === '$') return undefined;
  const row = match[3] === undefined ? undefined : Number(match[3]);
  if (row !== undefined && (row < 1 || row > LAST_ROW)) return undefined;
  return { column: match[1] ?? '', rowAbsolute: match[2] === '$', row };
}

function writeCorner(corner: Corner): string {
  return corner.column + (corner.row === undefined ? '' : (corner.rowAbsolute ? '$' : '') + corner.row);
}

function readWord(formula: string, from: number): number {
  let at = from;
  while (at < formula.length && WORD.test(formula[at]!)) at += 1;
  return at;
}

/** The end of a part in quotes or brackets that begins at `from`. */
function skipQuoted(formula: string, from: number): number {
  const quote = formula[from]!;
  if (quote === '[') {
    let depth = 0;
    for (let at = from; at < formula.length; at += 1) {
      if (formula[at] === "'") at += 1;
      else if (formula[at] === '[') depth += 1;
      else if (formula[at] === ']' && --depth === 0) return at + 1;
    }
    return formula.length;
  }
  for (let at = from + 1; at < formula.length; at += 1) {
    if (formula[at] !== quote) continue;
    if (formula[at + 1] === quote) at += 1;
    else return at + 1;
  }
  return formula.length;
}

/** Calls `change` for every cell, range, whole row or column of the formula; everything else stays as written. */
function mapReferences(formula: string, change: (reference: Reference) => string | undefined): string {
  let out = '';
  let at = 0;
  let sheet: string | undefined;
  let foreign = false;
  while (at < formula.length) {
    const char = formula[at]!;
    if (char === '"' || char === '[' || char === "'") {
      const end = skipQuoted(formula, at);
      const text = formula.slice(at, end);
      out += text;
      at = end;
      if (char === "'" && formula[at] === '!') {
        sheet = text.slice(1, -1).replaceAll("''", "'");
        foreign = sheet.includes('[');
        out += '!';
        at += 1;
      } else if (char === '[') {
        // `[1]Sheet!A1`: another book; the name and `!` follow as a word.
        foreign = true;
        const end2 = readWord(formula, at);
        if (formula[end2] === '!') {
          out += formula.slice(at, end2 + 1);
          at = end2 + 1;
          sheet = '';
        } else foreign = false;
      }
      continue;
    }
    if (!WORD.test(char)) {
      out += char;
      at += 1;
      sheet = undefined;
      foreign = false;
      continue;
    }
    const end = readWord(formula, at);
    const word = formula.slice(at, end);
    if (formula[end] === '!') {
      sheet = word;
      foreign = out.endsWith(':');
      out += `${word}!`;
      at = end + 1;
      continue;
    }
    let last: Corner | undefined;
    let stop = end;
    if (formula[end] === ':') {
      const end2 = readWord(formula, end + 1);
      last = formula[end2] === '(' || formula[end2] === '!' ? undefined : parseCorner(formula.slice(end + 1, end2));
      if (last) stop = end2;
    }
    const first = formula[end] === '(' ? undefined : parseCorner(word);
    const sameKind = first && last && (first.row === undefined) === (last.row === undefined);
    const single = first && first.row !== undefined && first.column !== '';
    if (first && (sameKind || (single && !last))) {
      const changed = change({ sheet, foreign, first, last });
      out += changed ?? formula.slice(at, stop);
      at = stop;
    } else {
      out += word;
      at = end;
    }
    sheet = undefined;
    foreign = false;
  }
  return out;
}

/**
 * A formula (without `=`) after rows of `editedSheet` were put in or taken out; `ownSheet` is where the formula stands
 * (`undefined` for defined names and charts, whose references always name a sheet).
 */
export function shiftFormula(
  formula: string,
  edit: RowEdit,
  editedSheet: string,
  ownSheet: string | undefined,
  growth: Growth,
): string {
  const edited = editedSheet.toLowerCase();
  return mapReferences(formula, ({ sheet, foreign, first, last }) => {
    if (foreign || first.row === undefined) return undefined;
    if ((sheet ?? ownSheet)?.toLowerCase() !== edited) return undefined;
    const lastRow = last?.row ?? first.row;
    const rows = mapRows(
      edit,
      Math.min(first.row, lastRow),
      Math.max(first.row, lastRow),
      last || growth === 'all' ? growth : 'never',
    );
    if (!rows) return '#REF!';
    const top = writeCorner({ ...first, row: rows.first });
    if (last) return `${top}:${writeCorner({ ...last, row: rows.last })}`;
    return rows.first === rows.last ? top : `${top}:${writeCorner({ ...first, row: rows.last })}`;
  });
}

/** The formula as Excel copies it `rows` further down and `columns` to the right: relative parts move, absolute ones stay. */
export function copyFormula(formula: string, rows: number, columns = 0): string {
  const move = (corner: Corner): Corner | undefined => {
    const row = corner.row === undefined || corner.rowAbsolute ? corner.row : corner.row + rows;
    if (row !== undefined && (row < 1 || row > LAST_ROW)) return undefined;
    if (columns === 0 || corner.column === '' || corner.column.startsWith('$')) return { ...corner, row };
    const column = columnNumber(corner.column) + columns;
    return column < 1 ? undefined : { ...corner, row, column: columnName(column) };
  };
  return mapReferences(formula, ({ first, last }) => {
    const top = move(first);
    const bottom = last && move(last);
    if (!top || (last && !bottom)) return '#REF!';
    return writeCorner(top) + (bottom ? `:${writeCorner(bottom)}` : '');
  });
}

/** Sheet names, names and tables that a formula mentions, in lower case: for finding what depends on what. */
export function mentions(formula: string, words: ReadonlySet<string>): boolean {
  const text = formula.toLowerCase().replaceAll("''", "'");
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      const before = text[at - 1] ?? ' ';
      const after = text[at + word.length] ?? ' ';
      if (!WORD.test(before) && !WORD.test(after)) return true;
    }
  }
  return false;
}
