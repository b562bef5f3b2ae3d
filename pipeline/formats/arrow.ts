import {
  Bool,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int32,
  List,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import type { ColumnType, Table } from '../office/tables.ts';

type Value = string | number | boolean | readonly string[] | null;

/** A column with its type said, not guessed. Dates are `YYYY-MM-DD`. */
export interface TableColumn {
  name: string;
  type: ColumnType;
  values: readonly Value[];
}

const TYPES: Readonly<Record<ColumnType, () => DataType>> = {
  text: () => new Utf8(),
  integer: () => new Int32(),
  number: () => new Float64(),
  boolean: () => new Bool(),
  date: () => new DateDay(),
  texts: () => new List(new Field('item', new Utf8(), false)),
};

/** `application/vnd.apache.arrow.stream`: one record batch, explicit types, every column nullable. */
function arrowStream(columns: readonly TableColumn[]): Uint8Array {
  const schema = new Schema(columns.map(({ name, type }) => new Field(name, TYPES[type](), true)));
  const rows = columns[0]?.values.length ?? 0;
  const children = columns.map(({ type, values }) => {
    const vector = vectorFromArray(type === 'date' ? values.map(asDate) : [...values], TYPES[type]());
    const data = vector.data[0];
    return data ?? makeData({ type: TYPES[type](), length: 0, nullCount: 0 });
  });
  const data = makeData({ type: new Struct(schema.fields), length: rows, nullCount: 0, children });
  const writer = RecordBatchStreamWriter.writeAll([new RecordBatch(schema, data)]);
  return writer.toUint8Array(true);
}

/** A table as an Arrow stream. */
export function arrowOf(table: Table): Uint8Array {
  const { columns, values } = table;
  if (values !== undefined)
    return arrowStream(columns.map((column, index) => ({ ...column, values: values[index] ?? [] })));
  const { rows } = table;
  return arrowStream(columns.map(({ name, type }) => ({ name, type, values: rows.map((row) => row[name] ?? null) })));
}

function asDate(value: Value): Date | null {
  return typeof value === 'string' ? new Date(`${value}T00:00:00Z`) : null;
}
