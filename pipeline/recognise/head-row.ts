import { cleanText } from '../text.ts';
import { dayOf } from './content.ts';
import type { HeadRow } from './headers.ts';

const MOST_HEIGHT = 3;
/** Rows between the header and the first row of data. */
const MOST_BETWEEN = 8;
/** So many of the rows that follow look like the first one. */
const FOLLOWING = 5;

/**
 * Where a header stands by the look of the rows: the rows of words right above the first rows of data. For tables whose
 * header nobody can read.
 * @returns index in the head and height of what may be the header, the likeliest first
 */
export function headersByLook(head: readonly HeadRow[]): { at: number; height: number }[] {
  const looks = head.map(({ cells }) => lookOf(cells));
  const first = looks.findIndex((look, at) => {
    const next = looks.slice(at, at + FOLLOWING);
    return look.data && next.filter(({ data }) => data).length >= Math.min(3, next.length);
  });
  if (first < 1) return [];
  const width = looks[first]?.filled ?? 0;
  // Numbers of the columns, totals and blank rows may stand between.
  const isBetween = (look: Look | undefined): boolean =>
    look !== undefined && (look.numbering || look.filled < width / 2);
  let last = first - 1;
  while (last > first - MOST_BETWEEN && isBetween(looks[last])) last -= 1;
  const found: { at: number; height: number }[] = [];
  for (let height = 1; height <= MOST_HEIGHT && last - height + 1 >= 0; height += 1) {
    const at = last - height + 1;
    const look = looks[at];
    const far = (head[last]?.row ?? 0) - (head[at]?.row ?? 0) >= MOST_HEIGHT;
    if (look === undefined || look.data || far || (height === 1 && look.filled < width / 2) || look.filled < 2) break;
    found.push({ at, height });
  }
  return found;
}

interface Look {
  filled: number;
  /** Days and codes stand in it: a row of data. */
  data: boolean;
  numbering: boolean;
}

/** Whether days and codes stand in a row. */
export function isDataRow(cells: readonly string[]): boolean {
  return lookOf(cells).data;
}

function lookOf(cells: readonly string[]): Look {
  const filled = cells.map(cleanText).filter((cell) => cell !== '');
  const telling = filled.filter((cell) => dayOf(cell) !== undefined || isCode(cell)).length;
  return {
    filled: filled.length,
    data: filled.length >= 4 && telling >= 2,
    numbering: filled.length >= 3 && filled.every((cell) => /^\(?[\dA-ZĐ]{1,2}\)?(\s*=.*)?$/.test(cell)),
  };
}

/** Letters or digits in parts, with digits enough: `H06.23-241105-0001`, `1.012784`. */
function isCode(cell: string): boolean {
  return /^[A-Z0-9]+([.\-/][A-Z0-9]+)+$/i.test(cell) && (cell.match(/\d/g)?.length ?? 0) >= 4;
}
