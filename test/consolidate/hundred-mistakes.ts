import type { FormRow } from './form-books.ts';
import type { Figures } from './hundred-records.ts';
import type { TargetId } from './office.ts';
import type { Row } from './unit-tables.ts';

/** A mistake in a table: what must be told of which cell. Without `figure` no cell is named. */
interface TablePlant {
  code: string;
  target: TargetId;
  figure?: 'hits' | 'members' | 'value';
  expected?: number | string | null;
  found?: number | string | null;
}

/** `counted` is what is to be added of the report; whoever takes a number away says so in it. */
type TableMistake = (rows: Row[], counted: Figures) => TablePlant[];

function rowOf(rows: readonly Row[], target: TargetId): Row {
  const row = rows.find((one) => one.target === target);
  if (row === undefined) throw new RangeError(target);
  return row;
}

/** By the number of the unit among those that send tables, so that each is in a layout that can have it. */
export const TABLE_MISTAKES: Readonly<Record<number, TableMistake>> = {
  0(rows) {
    const row = rowOf(rows, 'full-online');
    const right = (100 * Number(row.hits)) / Number(row.members);
    row.value = Math.round((right > 50 ? right - 7 : right + 7) * 100) / 100;
    return [{ code: 'E_VALUE_DIFFERS', target: 'full-online', figure: 'value', expected: right, found: row.value }];
  },
  1(rows, counted) {
    const row = rowOf(rows, 'on-time');
    const members = Number(row.members);
    Object.assign(row, { hits: members + 3, value: null });
    counted['on-time'] = { hits: members + 3, members };
    return [{ code: 'E_HITS_ABOVE_MEMBERS', target: 'on-time', figure: 'hits', expected: members, found: members + 3 }];
  },
  2(rows, counted) {
    const row = rowOf(rows, 'paid-online');
    Object.assign(row, { hits: -5, value: null });
    counted['paid-online'] = { hits: -5, members: Number(row.members) };
    return [{ code: 'E_NEGATIVE', target: 'paid-online', figure: 'hits', expected: null, found: -5 }];
  },
  3(rows, counted) {
    const row = rowOf(rows, 'remote');
    Object.assign(row, { hits: null, value: 71.5 });
    delete counted.remote;
    return [{ code: 'W_NO_COUNTS', target: 'remote', figure: 'value', expected: null, found: '71,50' }];
  },
  5(rows, counted) {
    rows.splice(rows.indexOf(rowOf(rows, 'digitised')), 1);
    delete counted.digitised;
    return [{ code: 'W_TARGET_MISSING', target: 'digitised' }];
  },
  6(rows, counted) {
    rowOf(rows, 'remote').hits = 'chưa có số liệu';
    delete counted.remote;
    return [
      { code: 'E_UNREADABLE', target: 'remote', figure: 'hits', expected: null, found: 'chưa có số liệu' },
      {
        code: 'W_NO_COUNTS',
        target: 'remote',
        figure: 'value',
        expected: null,
        found: `${rowOf(rows, 'remote').value}`,
      },
    ];
  },
  10(rows, counted) {
    Object.assign(rowOf(rows, 'paid-online'), { hits: null, members: null, value: 112.4 });
    delete counted['paid-online'];
    return [
      { code: 'E_ABOVE_100', target: 'paid-online', figure: 'value', expected: '≤ 100 %', found: '112,4 %' },
      { code: 'W_NO_COUNTS', target: 'paid-online', figure: 'value', expected: null, found: '112.4' },
    ];
  },
};

export interface FormPlant {
  code: string;
  /** null = the total row. */
  row: string | null;
  column: string;
  expected?: number | string | null;
  found?: number | string | null;
}

function add(row: FormRow | undefined, changes: Readonly<Record<string, number>>): Record<string, number> {
  if (row === undefined) throw new RangeError('no such row');
  for (const [column, change] of Object.entries(changes)) row.values[column] = (row.values[column] ?? 0) + change;
  return row.values;
}

/** Three more carried over than were open before; all sums of the row are kept. */
export function carriedWrong([first]: readonly FormRow[]): FormPlant {
  const right = first?.values['carried_over'] ?? 0;
  add(first, { carried_over: 3, received_total: 3, open_total: 3, open_in_time: 3 });
  return { code: 'W_CARRIED', row: first?.label ?? '', column: 'carried_over', expected: right, found: right + 3 };
}

/** By the number of the unit among those that send forms. The sheet's own total is reckoned from its rows. */
export const FORM_MISTAKES: Readonly<Record<number, (rows: FormRow[]) => FormPlant[]>> = {
  // A dossier without a channel stands in the total alone.
  3([first]) {
    const values = add(first, { received_total: 4, open_total: 4, open_in_time: 4 });
    const found = values['received_total'] ?? 0;
    return [{ code: 'W_SUM_RULE', row: first?.label ?? '', column: 'received_total', expected: found - 4, found }];
  },
  8([first]) {
    const { received_total: received = 0, settled_total: settled = 0 } = add(first, { settled_total: -2 });
    const row = first?.label ?? '';
    return [
      { code: 'W_SUM_RULE', row, column: 'settled_total', expected: settled + 2, found: settled },
      { code: 'W_SUM_RULE', row, column: 'received_total', expected: received - 2, found: received },
    ];
  },
  9([first, second]) {
    add(first, {
      open_late: -1 - (first?.values['open_late'] ?? 0),
      open_in_time: 1 + (first?.values['open_late'] ?? 0),
    });
    // So many that the total is not negative as well.
    add(second, { open_late: 5, open_total: 5, received_total: 5, received_online: 5 });
    return [{ code: 'E_NEGATIVE', row: first?.label ?? '', column: 'open_late', expected: null, found: -1 }];
  },
  10([, second]) {
    if (second === undefined) throw new RangeError('no such row');
    second.written = { received_online: 'ba mươi' };
    return [{ code: 'E_UNREADABLE', row: second.label, column: 'received_online', expected: null, found: 'ba mươi' }];
  },
  14([first]) {
    const { open_total: total = 0 } = add(first, { open_in_time: 5 });
    return [{ code: 'W_SUM_RULE', row: first?.label ?? '', column: 'open_total', expected: total + 5, found: total }];
  },
};
