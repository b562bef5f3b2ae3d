import type { SqlValue } from '../duckdb/engine.ts';

/** A type of a result without what says that a value may be missing. */
function bare(type: string): string {
  const inner = /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(type)?.[1];
  return inner === undefined ? type : bare(inner);
}

/** What DuckDB calls the type of such a column. */
export function duckdbType(type: string): string {
  const of = bare(type);
  const item = /^Array\((.*)\)$/.exec(of)?.[1];
  if (item !== undefined) return `${duckdbType(item)}[]`;
  if (/^Decimal/.test(of)) return of.replace(/^Decimal\((\d+), (\d+)\)$/, 'DECIMAL($1,$2)');
  if (/^DateTime/.test(of)) return 'TIMESTAMP';
  if (/^Date/.test(of)) return 'DATE';
  if (of === 'Bool') return 'BOOLEAN';
  if (/^U?Int64$/.test(of)) return 'BIGINT';
  if (/^U?Int(?:8|16|32)$/.test(of)) return 'INTEGER';
  return of === 'Float64' ? 'DOUBLE' : 'VARCHAR';
}

/** How the values of a column of JSON become the pipeline's: whole numbers are texts there, moments have fractions. */
export function pipelineValue(type: string): (value: unknown) => SqlValue {
  const of = bare(type);
  const item = /^Array\((.*)\)$/.exec(of)?.[1];
  if (item !== undefined) {
    const one = pipelineValue(item);
    return (value) => (Array.isArray(value) ? value.map(one) : null);
  }
  if (/^DateTime/.test(of)) return (value) => (value === null ? null : String(value).replace(/\.0+$/, ''));
  if (/^U?Int(?:16|32|64)$/.test(of) || of === 'Int8') return wholeNumber;
  // 0 or 1: what was compared, or a small number that is written in the statement.
  if (of === 'UInt8') return (value) => (value === null ? null : Number(value));
  return (value) => (typeof value === 'number' || typeof value === 'boolean' || value === null ? value : String(value));
}

function wholeNumber(value: unknown): SqlValue {
  if (value === null) return null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
