import { type DataType, Type, tableFromIPC } from 'apache-arrow';
import type { Cell, ColumnType, Table } from '../../pipeline/office/tables.ts';

/** An Arrow stream as rows, the same that the server gives as JSON. */
export function tableFromArrow(bytes: Uint8Array): Table {
  const arrow = tableFromIPC(bytes);
  const columns = arrow.schema.fields.map(({ name, type }) => ({ name, type: columnType(type) }));
  const vectors = columns.map((_, index) => arrow.getChildAt(index));
  return {
    columns,
    rows: Array.from({ length: arrow.numRows }, (_, row) =>
      Object.fromEntries(
        columns.map(({ name, type }, index) => [name, cellOf(vectors[index]?.get(row) ?? null, type)]),
      ),
    ),
  };
}

function columnType(type: DataType): ColumnType {
  switch (type.typeId) {
    case Type.Int:
      return 'integer';
    case Type.Float:
      return 'number';
    case Type.Bool:
      return 'boolean';
    case Type.Date:
      return 'date';
    case Type.List:
      return 'texts';
    default:
      return 'text';
  }
}

function cellOf(value: unknown, type: ColumnType): Cell {
  if (value === null || value === undefined) return null;
  if (type === 'date') return new Date(Number(value)).toISOString().slice(0, 10);
  if (type === 'texts') return isIterable(value) ? Array.from(value, String) : [];
  if (type === 'integer' || type === 'number') return Number(value);
  return typeof value === 'boolean' ? value : String(value);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
