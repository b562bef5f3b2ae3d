import { DataType, type Field, tableFromIPC, type Vector } from 'apache-arrow';
import type { SqlColumn, SqlValue } from '../engine.ts';

/** How a column of DuckDB travels as Arrow: its type's name as the native engine says it, and a cell's value. */
interface ColumnReading {
  type: string;
  value(cell: unknown): SqlValue;
}

const EXTENSION_NAME = 'ARROW:extension:name';
const EXTENSION_METADATA = 'ARROW:extension:metadata';

/** The one place where values of DuckDB-WASM (an Arrow stream, lossless) become values of the pipeline. */
export function columnsOfArrow(stream: Uint8Array): SqlColumn[] {
  const table = tableFromIPC(stream);
  return table.schema.fields.map((field, index) => {
    const { type, value } = readingOf(field);
    return { name: field.name, type, values: cellsOf(table.getChildAt(index), value) };
  });
}

function cellsOf(vector: Vector | null, value: ColumnReading['value']): SqlValue[] {
  const cells: SqlValue[] = [];
  for (const cell of vector ?? []) cells.push(cell === null || cell === undefined ? null : value(cell));
  return cells;
}

/** @throws RangeError for a type that no statement of the pipeline returns */
function readingOf(field: Field): ColumnReading {
  const { type, metadata } = field;
  switch (metadata.get(EXTENSION_NAME)) {
    case 'arrow.bool8':
      return { type: 'BOOLEAN', value: (cell) => cell === true || Number(cell) !== 0 };
    case 'arrow.opaque':
      if (metadata.get(EXTENSION_METADATA)?.includes('"hugeint"') === true) return { type: 'HUGEINT', value: hugeint };
      break;
  }
  if (DataType.isNull(type)) return { type: 'NULL', value: () => null };
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return { type: 'VARCHAR', value: String };
  if (DataType.isBool(type)) return { type: 'BOOLEAN', value: (cell) => cell === true };
  if (DataType.isInt(type)) return { type: wholeNumberType(type.bitWidth, type.isSigned), value: wholeNumber };
  if (DataType.isFloat(type)) return { type: type.precision === 1 ? 'FLOAT' : 'DOUBLE', value: Number };
  if (DataType.isDate(type)) return { type: 'DATE', value: (cell) => isoMoment(Number(cell)).slice(0, 10) };
  if (DataType.isTimestamp(type)) return { type: 'TIMESTAMP', value: (cell) => isoMoment(Number(cell)) };
  if (DataType.isDecimal(type)) {
    const { precision, scale } = type;
    return { type: `DECIMAL(${precision},${scale})`, value: (cell) => withPoint(unquoted(String(cell)), scale) };
  }
  if (DataType.isDictionary(type)) return { type: 'VARCHAR', value: String };
  if (DataType.isList(type)) {
    const child = type.children[0];
    if (child !== undefined) {
      const item = readingOf(child);
      return {
        type: `${item.type}[]`,
        value: (cell) => itemsOf(cell).map((one) => (one === null ? null : item.value(one))),
      };
    }
  }
  throw new RangeError(`column ${field.name}: ${String(type)} is not read from DuckDB-WASM`);
}

function wholeNumberType(bits: number, signed: boolean): string {
  const name = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }[bits] ?? 'BIGINT';
  return signed ? name : `U${name}`;
}

function wholeNumber(cell: unknown): SqlValue {
  if (typeof cell !== 'bigint') return Number(cell);
  const number = Number(cell);
  return Number.isSafeInteger(number) ? number : cell.toString();
}

/** 128 bits, little-endian, two's complement. */
function hugeint(cell: unknown): SqlValue {
  if (!(cell instanceof Uint8Array)) throw new RangeError('a HUGEINT that is no bytes');
  let value = 0n;
  for (let i = 15; i >= 0; i--) value = (value << 8n) | BigInt(cell[i] ?? 0);
  return wholeNumber(BigInt.asIntN(128, value));
}

function itemsOf(cell: unknown): unknown[] {
  return typeof cell === 'object' && cell !== null && Symbol.iterator in cell ? [...(cell as Iterable<unknown>)] : [];
}

/** Milliseconds as local text without a zone: `2024-09-05 07:05:00`, with the fraction where there is one. */
function isoMoment(milliseconds: number): string {
  const [moment = '', fraction = ''] = new Date(milliseconds)
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '')
    .split('.');
  const shown = fraction.replace(/(?<!0)0+$/, '');
  return shown === '' ? moment : `${moment}.${shown}`;
}

function unquoted(text: string): string {
  return text.replaceAll('"', '');
}

/** The digits of a DECIMAL with its point: `150` of scale 2 is `1.50`. */
function withPoint(digits: string, scale: number): string {
  if (scale === 0) return digits;
  const negative = digits.startsWith('-');
  const padded = digits.replace('-', '').padStart(scale + 1, '0');
  return `${negative ? '-' : ''}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
