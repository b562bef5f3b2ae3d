import type { Library } from '../library/library.ts';
import { type Engine, sqlDate, sqlText } from '../warehouse/duckdb/engine.ts';
import type { DescribedTable } from './meanings.ts';

/** Tables that are not facts but make them readable: names for the ids and codes that facts hold. */
export const OWN_TABLES: Readonly<Record<string, DescribedTable>> = {
  units: {
    name: { vi: 'Đơn vị', en: 'Units' },
    about: {
      vi: 'Danh mục đơn vị. Mỗi dòng là một đơn vị; nối với unit_id của các bảng khác.',
      en: 'The catalogue of units. One row a unit; join it to unit_id of the other tables.',
    },
    columns: {
      unit_id: { vi: 'Mã đơn vị', en: 'id of the unit' },
      name: { vi: 'Tên đầy đủ', en: 'full name' },
      short_name: { vi: 'Tên gọn, không ghi tỉnh', en: 'name without the province' },
      kind: { vi: 'Loại đơn vị', en: 'kind of unit' },
      province: { vi: 'Mã tỉnh', en: 'id of the province' },
      parent: { vi: 'Mã đơn vị cấp trên hiện nay', en: 'id of the unit above, at present' },
      valid_from: { vi: 'Ngày thành lập, nếu biết', en: 'first day, where known' },
      valid_to: { vi: 'Ngày chấm dứt, nếu có', en: 'last day, where it has ended' },
    },
  },
  codes: {
    name: { vi: 'Bảng mã', en: 'Codes' },
    about: {
      vi: 'Các giá trị ghi bằng mã và nghĩa. Mỗi dòng là một giá trị của một bảng mã.',
      en: 'Values that are written as codes, and what they mean. One row a value of a list of codes.',
    },
    columns: {
      list: {
        vi: 'Tên bảng mã: channel, status, service_level…',
        en: 'the list of codes: channel, status, service_level…',
      },
      value: { vi: 'Giá trị đứng trong các bảng khác', en: 'the value as it stands in other tables' },
      vi: { vi: 'Nghĩa, tiếng Việt', en: 'meaning in Vietnamese' },
      en: { vi: 'Nghĩa, tiếng Anh', en: 'meaning in English' },
    },
  },
};

/** Puts the tables in front of a connection; they are temporary and belong to it alone. */
export async function makeOwnTables(engine: Engine, { units, codes }: Library): Promise<void> {
  const unitRows = units.units.map(
    ({ id, name, shortName, kind, province, parents, from, to }) =>
      `(${[id, name, shortName, kind, province, parents.at(-1)?.parent ?? null].map(sqlText).join(', ')}, ${sqlDate(from)}, ${sqlDate(to)})`,
  );
  const codeRows = codes.lists.flatMap(({ id, values }) =>
    values.map(({ value, vi, en }) => `(${[id, value, vi, en].map(sqlText).join(', ')})`),
  );
  await made(engine, 'units', unitRows);
  await made(engine, 'codes', codeRows);
}

async function made(engine: Engine, table: string, rows: readonly string[]): Promise<void> {
  const columns = Object.keys(OWN_TABLES[table]?.columns ?? {}).map((name) => `"${name}"`);
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT * FROM (VALUES ${rows.join(', ')}) AS t(${columns.join(', ')})`,
  );
}
