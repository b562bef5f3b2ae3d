import type { Period } from '../counts/period.ts';
import type { EvaluatedTarget } from '../evaluate/targets.ts';
import type { Rejections } from '../evaluate/types.ts';
import { ROW_KEYS } from '../facts/row-keys.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Library } from '../library/library.ts';
import { type ListId, MOMENTS } from '../lists.ts';
import { countingPeriod, type Scope } from '../warehouse/question.ts';
import type { RejectedRows } from '../warehouse/rejections.ts';
import type { Office } from './scope.ts';

/** Above this share of a list's rows a number is not to be trusted before somebody has looked. */
const FEW = 0.01;

interface ListNeeded {
  list: ListId;
  /** Without these a row cannot be counted, or not be counted right. */
  columns: ReadonlySet<string>;
}

/** The lists that a number stands on, with the columns it needs; what is kept by hand is looked at one by one. */
function listsNeeded({ needs }: Indicator, library: Library, there: ReadonlySet<ListId>): ListNeeded[] {
  const lists = Map.groupBy(needs, ({ list }) => (list === 'payments' && !there.has(list) ? 'dossiers' : list));
  return [...lists].map(([list, own]) => ({
    list,
    columns: new Set([
      ...own.flatMap((need) => (need.list === list ? need.columns : ['payment_method'])),
      ROW_KEYS[list].column,
      library.columns.lists.find(({ id }) => id === list)?.unit ?? '',
      ...MOMENTS[list].slice(0, 1),
    ]),
  }));
}

/** Whether rows may be of a scope and a period: what cannot be read of them, their sheet's other rows tell. */
function mayBeOf(rows: RejectedRows, scope: Scope, { from, asOf }: Period): boolean {
  const units = rows.unit === null ? rows.units : [rows.unit];
  const days = rows.day === null ? { first: rows.firstDay, last: rows.lastDay } : { first: rows.day, last: rows.day };
  if (days.first !== null && (days.first > asOf || (days.last ?? days.first) < from)) return false;
  return units.length === 0 || scope.rows.some(({ unit }) => units.includes(unit));
}

/**
 * What was left out of the lists that a target's number stands on, and whether that makes the number unsure: more than one
 * in a hundred rows for a reason that concerns it, which nobody has seen yet.
 */
export async function withRejections(
  office: Office,
  scope: Scope,
  there: ReadonlySet<ListId>,
  evaluated: readonly EvaluatedTarget[],
  asked: Period,
): Promise<EvaluatedTarget[]> {
  const all = await office.warehouse.rejected();
  const known = new Map<string, Promise<number>>();
  const rowsOf = (list: ListId, period: Period): Promise<number> => {
    const key = `${list} ${period.from} ${period.asOf}`;
    const count = known.get(key) ?? office.warehouse.rowsKnown(scope, list, period);
    known.set(key, count);
    return count;
  };
  const done: EvaluatedTarget[] = [];
  for (const one of evaluated) {
    const period = countingPeriod(one.indicator, asked);
    const rejections: Rejections[] = [];
    for (const { list, columns } of listsNeeded(one.indicator, office.library, there)) {
      const rejected = all.filter((rows) => rows.list === list && mayBeOf(rows, scope, period));
      if (rejected.length > 0)
        rejections.push(rejectionsOf(office.library, list, columns, rejected, await rowsOf(list, period)));
    }
    const total = (of: (one: Rejections) => number): number => rejections.reduce((sum, list) => sum + of(list), 0);
    const row = {
      ...one.row,
      rejected: total((list) => list.rejected),
      rejected_concerning: total((list) => list.concerning),
      unsure: one.row.value !== null && rejections.some(isUnsure),
    };
    done.push({ ...one, row, rejections });
  }
  return done;
}

function rejectionsOf(
  library: Library,
  list: ListId,
  columns: ReadonlySet<string>,
  rejected: readonly RejectedRows[],
  rows: number,
): Rejections {
  const count = (some: readonly RejectedRows[]): number => some.reduce((sum, one) => sum + one.rows, 0);
  const concerns = (one: RejectedRows): boolean =>
    one.columns.length === 0 || one.columns.some((column) => columns.has(column));
  const sheets = [...Map.groupBy(rejected, ({ importId, sheetNo }) => `${importId} ${sheetNo}`).values()].flatMap(
    (own) => {
      const [first] = own;
      if (first === undefined) return [];
      const { importId, sheetNo, file, sheet, seen } = first;
      const concerning = own.filter(concerns);
      const named = [...new Set(concerning.flatMap((one) => one.columns))].map(
        (id) =>
          library.columns.lists.find((one) => one.id === list)?.columns.find((column) => column.id === id)
            ?.headers[0] ?? id,
      );
      return [
        { importId, sheetNo, file, sheet, seen, rejected: count(own), concerning: count(concerning), columns: named },
      ];
    },
  );
  return {
    list,
    name: library.columns.lists.find(({ id }) => id === list)?.name ?? { vi: list, en: list },
    rows,
    rejected: count(rejected),
    concerning: count(rejected.filter(concerns)),
    sheets,
  };
}

function isUnsure({ rows, concerning, sheets }: Rejections): boolean {
  const unseen = sheets.filter(({ seen }) => seen === null).reduce((sum, sheet) => sum + sheet.concerning, 0);
  return unseen > FEW * (rows + concerning);
}
