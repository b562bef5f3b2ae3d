import type { CoverageLine } from '../evaluate/types.ts';
import type { Plan } from '../library/plans/types.ts';
import type { RejectedRows } from '../warehouse/rejections.ts';
import { coverageLines } from './coverage-lines.ts';
import { coverageOf } from './missing-days.ts';
import { type Office, scopeOf } from './scope.ts';

/** A sheet with rows that were left out and not mended since: the keys of `vedich state --format json`. */
export interface LeftOut {
  import_id: number;
  sheet_no: number;
  file: string;
  sheet: string;
  list: string;
  rows: number;
  columns: string[];
  seen: { by: string; at: string } | null;
}

/** What is there of a unit over a period, and what is not. */
export interface DataState {
  coverage: CoverageLine[];
  left_out: LeftOut[];
}

/** Which months of which list are known of a unit and those below it, and which rows were left out of its files. */
export async function dataState(
  office: Office,
  { unit, plan, period }: { unit: string; plan?: Plan | undefined; period: { from: string; asOf: string } },
): Promise<DataState> {
  const scope = scopeOf(office, unit, plan);
  const units = new Set(scope.rows.map((row) => row.unit));
  const isOurs = (rows: RejectedRows): boolean => {
    const whose = rows.unit === null ? rows.units : [rows.unit];
    return whose.length === 0 || whose.some((one) => units.has(one));
  };
  const rejected = (await office.warehouse.rejected()).filter(isOurs);
  const sheets = Map.groupBy(rejected, ({ importId, sheetNo }) => `${importId} ${sheetNo}`);
  return {
    coverage: coverageLines(await coverageOf(office), office.library, scope, period),
    left_out: [...sheets.values()].flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      const { importId, sheetNo, file, sheet, list, seen } = first;
      const rows = own.reduce((sum, one) => sum + one.rows, 0);
      const columns = [...new Set(own.flatMap((one) => one.columns))];
      return [{ import_id: importId, sheet_no: sheetNo, file, sheet, list, rows, columns, seen }];
    }),
  };
}
