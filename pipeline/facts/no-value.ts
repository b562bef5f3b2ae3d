import { type CodeCatalogue, spellingKey } from '../library/codes.ts';
import { type ColumnDefinition, type ListDefinition, readableColumns } from '../library/columns.ts';
import { BLANK, type Mapping } from '../library/mapping.ts';
import { asText, type Engine, sqlName, sqlText } from '../warehouse/duckdb/engine.ts';
import { canBeUnreadable } from './typed.ts';

/** Different cells of one column that are looked at; what is beyond them stays unreadable. */
const MOST_CELLS = 1000;

/** Keys of what stands in a column instead of an empty cell: `-`, `Không thời hạn`, `Miễn phí`, `Chưa đánh giá`. */
export function noValueKeys({ lists, noValue }: CodeCatalogue, column: ColumnDefinition): ReadonlySet<string> {
  const own = lists.find(({ id }) => id === column.code)?.noValue ?? [];
  const date = column.type === 'date' || column.type === 'datetime' ? noValue.date : [];
  const money = column.type === 'money' ? noValue.money : [];
  return new Set([...noValue.any, ...own, ...date, ...money]);
}

const flag = (column: ColumnDefinition): string => sqlName(`${column.id}_bad`);

/** Columns of which `typed` has cells that are filled and cannot be read. */
export async function unreadableColumns(engine: Engine, list: ListDefinition): Promise<ColumnDefinition[]> {
  const columns = readableColumns(list).filter((column) => column.id !== list.unit && canBeUnreadable(list, column));
  if (columns.length === 0) return [];
  const [any] = await engine.query(
    `SELECT ${columns.map((column) => `bool_or(${flag(column)}) AS ${flag(column)}`).join(', ')} FROM typed`,
  );
  return columns.filter(({ id }) => any?.[`${id}_bad`] === true);
}

/**
 * Takes `<column>_bad` off the cells of `typed` that say the same as an empty one. Only the few different cells that
 * could not be read are looked at.
 * @param mapping what somebody said to say nothing
 */
export async function passNoValues(
  engine: Engine,
  list: ListDefinition,
  unreadable: readonly ColumnDefinition[],
  codes: CodeCatalogue,
  mapping: Mapping,
): Promise<void> {
  for (const column of unreadable) {
    const raw = `r.${sqlName(column.id)}`;
    const said = Object.entries(mapping.codes[column.id] ?? {}).filter(([, meaning]) => meaning === BLANK);
    const keys = new Set([...noValueKeys(codes, column), ...said.map(([cell]) => spellingKey(cell))]);
    const cells = await engine.query(
      `SELECT DISTINCT ${raw} AS cell FROM typed AS t JOIN stage_${list.id} AS r USING (sheet_no, row_no) WHERE t.${flag(column)} LIMIT ${MOST_CELLS}`,
    );
    const empty = cells.map(({ cell }) => asText(cell)).filter((cell) => keys.has(spellingKey(cell)));
    if (empty.length === 0) continue;
    await engine.run(
      `UPDATE typed SET ${flag(column)} = false FROM stage_${list.id} AS r
         WHERE r.sheet_no = typed.sheet_no AND r.row_no = typed.row_no AND typed.${flag(column)} AND ${raw} IN (${empty.map(sqlText).join(', ')})`,
    );
  }
}
