import { risingWith } from '../../pipeline/report/match-rows.ts';

/**
 * What a row of the table is to the new report: the number of its new row; `own` = somebody's, stays as it is;
 * `emptied` = not in the report any more, but with notes beside it: stays without its figures; `free` = not needed.
 */
type RowRole = number | 'own' | 'emptied' | 'free';

/** A row of the table as it will be. */
export interface Slot {
  /** The row as it stands now; undefined = a new one. */
  from: number | undefined;
  /** The row of the new report; undefined = none of it. */
  fresh: number | undefined;
  emptied: boolean;
}

/**
 * Lays the rows of the new report out over those that stand there. Rows stay where they are as far as the order of the
 * report allows, so that formats and comments stay with them; between two that stay, rows not needed any more are used
 * again before new ones are put in. Somebody's own rows keep their place behind the row they follow; at the end of the
 * table (a total, say) new rows come before them.
 * @param pinned rows with something beside the table, which cannot be taken along
 */
export function layoutRows(roles: readonly RowRole[], pinned: readonly boolean[], count: number): Slot[] {
  const numbers = roles.map((role) => (typeof role === 'number' ? role : undefined));
  const anchors = risingWith(numbers, pinned);
  // What stands beside a row cannot be taken along: such a row stays, though what it said comes elsewhere.
  const standing = roles.map((role, at) => (typeof role === 'number' && pinned[at] ? 'emptied' : role));
  const slots: Slot[] = [];
  let row = 0;
  let fresh = 0;
  for (const anchor of [...anchors, roles.length]) {
    const last = anchor === roles.length;
    const next = last ? count : numbers[anchor]!;
    slots.push(...between(standing, row, anchor, fresh, next, last));
    if (last) break;
    slots.push({ from: anchor, fresh: next, emptied: false });
    row = anchor + 1;
    fresh = next + 1;
  }
  return slots;
}

/** The slots between two rows that stay: rows `first` up to `end` as they stand, new rows `fresh` up to `next`. */
function between(
  roles: readonly RowRole[],
  first: number,
  end: number,
  fresh: number,
  next: number,
  last: boolean,
): Slot[] {
  const slots: Slot[] = [];
  let waiting = fresh;
  // A numbered row here stands in the wrong place: its slot is free, what it says comes elsewhere.
  const usable = (row: number): boolean => roles[row] === 'free' || typeof roles[row] === 'number';
  let lastUsed = -1;
  for (let row = first; row < end; row += 1) {
    if (!usable(row)) slots.push({ from: row, fresh: undefined, emptied: roles[row] === 'emptied' });
    else if (waiting < next) {
      lastUsed = slots.push({ from: row, fresh: waiting, emptied: false });
      waiting += 1;
    }
  }
  const more: Slot[] = [];
  for (; waiting < next; waiting += 1) more.push({ from: undefined, fresh: waiting, emptied: false });
  const at = lastUsed >= 0 ? lastUsed : last ? 0 : slots.length;
  slots.splice(at, 0, ...more);
  return slots;
}
