import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { asCount, asText, sqlText } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import type { BenchData } from './data.ts';
import { PACKAGE_LOADER, PACKAGES, type PackageName } from './packages.ts';
import { difference, type UnitMonth } from './unit-months.ts';

export type Group = 'job' | 'reading' | 'product';

export interface Contestant {
  name: string;
  /** `job`: the whole job; `reading`: the sheet alone; `product`: the program as an officer runs it. */
  group: Group;
  /** What it is made with, for the table's foot; undefined where the machine does not have it. */
  version(): string | undefined;
  needs?: PackageName;
  /** @param scratch a path that is free, for whoever has to write a file */
  command(data: BenchData, scratch: string): string[];
  /** What is wrong with its answer; undefined where it is right. */
  check(printed: Printed, data: BenchData, scratch: string): string | undefined | Promise<string | undefined>;
}

/** What a contestant prints as its last line. */
export interface Printed {
  table?: UnitMonth[];
  count?: number;
}

const PYTHON = '/usr/bin/python3';
const NODE = [process.execPath, '--disable-warning=ExperimentalWarning'];

const script = (name: string): string => fileURLToPath(new URL(`contestants/${name}`, import.meta.url));
const node = (name: string) => (data: BenchData, scratch: string) => [
  ...NODE,
  script(name),
  data.file,
  PACKAGE_LOADER,
  scratch,
];

/** The table must be the generator's own truth to the last number. */
export function checkTable({ table }: Printed, { truth }: BenchData): string | undefined {
  return table === undefined ? 'no table' : difference(truth, table);
}

function checkCount(expected: (data: BenchData) => number): Contestant['check'] {
  return ({ count }, data) =>
    count === expected(data) ? undefined : `${count ?? 'no'} rows or bytes instead of ${expected(data)}`;
}

function ofPackage(name: PackageName, how: string): Contestant {
  return {
    name: `${name}${how}`,
    group: 'job',
    version: () => `${name} ${PACKAGES[name]}`,
    needs: name,
    command: node(`${name}.ts`),
    check: checkTable,
  };
}

export const OURS_JOB: Contestant = {
  name: 'vedich',
  group: 'job',
  version: () => `DuckDB ${manifestVersion('@duckdb/node-api')}`,
  command: node('ours-job.ts'),
  check: checkTable,
};

export const SHEETJS: Contestant = {
  name: 'SheetJS, dense',
  group: 'job',
  version: () => `SheetJS ${manifestVersion('@e965/xlsx')}`,
  command: node('sheetjs.ts'),
  check: checkTable,
};

const OURS_READING: Contestant = {
  name: 'vedich, reading alone',
  group: 'reading',
  version: () => '',
  command: node('ours-reading.ts'),
  check: checkCount(({ rows }) => rows + 1),
};

const INFLATE: Contestant = {
  name: 'Node inflate alone',
  group: 'reading',
  version: () => '',
  command: node('inflate.ts'),
  check: ({ count }) => (count === undefined || count < 0 ? 'not the whole sheet' : undefined),
};

const UNZIP: Contestant = {
  name: 'unzip -p',
  group: 'reading',
  version: () => versionOf('unzip', ['-v'], /UnZip [\d.]+/),
  command: ({ file }) => ['sh', '-c', 'unzip -p "$1" xl/worksheets/sheet1.xml > /dev/null', 'sh', file],
  check: () => undefined,
};

const PANDAS: Contestant = {
  name: 'openpyxl + pandas',
  group: 'job',
  version: () => versionOf(PYTHON, [script('pandas_openpyxl.py'), '--version'], /pandas.*/),
  command: ({ file }) => [PYTHON, script('pandas_openpyxl.py'), file],
  check: checkTable,
};

const OURS_PRODUCT: Contestant = {
  name: 'vedich import + evaluate',
  group: 'product',
  version: () => '',
  command: node('ours-product.ts'),
  async check(printed, data, scratch) {
    try {
      return (
        checkCount(({ rows }) => rows)(printed, data, scratch) ?? difference(data.truth, await inWarehouse(scratch))
      );
    } finally {
      rmSync(scratch, { force: true });
    }
  },
};

export const CONTESTANTS: readonly Contestant[] = [
  INFLATE,
  UNZIP,
  OURS_READING,
  OURS_JOB,
  OURS_PRODUCT,
  ofPackage('hucre', ', streaming'),
  ofPackage('read-excel-file', ''),
  ofPackage('exceljs', ', streaming'),
  SHEETJS,
  PANDAS,
];

/** The same table from the facts that the import has made. */
async function inWarehouse(warehouse: string): Promise<UnitMonth[]> {
  const { units } = shippedLibrary();
  const engine = await openNativeEngine(warehouse, { readOnly: true });
  try {
    const rows = await engine.query(
      `SELECT unit_id, strftime(received_at, '%Y-%m') AS "month", count(*) AS dossiers,
         count(*) FILTER (channel IN ('remote', 'assisted', 'online_unspecified')) AS online,
         count(*) FILTER (CAST(finished_at AS DATE) <= CAST(due_at AS DATE)) AS on_time,
         count(*) FILTER (payment_method = ${sqlText('national_portal')}) AS paid_online
       FROM dossiers GROUP BY ALL`,
    );
    return rows.map((row) => ({
      unit: units.byId.get(asText(row['unit_id']))?.shortName ?? asText(row['unit_id']),
      month: asText(row['month']),
      dossiers: asCount(row['dossiers']),
      online: asCount(row['online']),
      onTime: asCount(row['on_time']),
      paidOnline: asCount(row['paid_online']),
    }));
  } finally {
    await engine.close();
  }
}

function versionOf(program: string, args: readonly string[], pattern: RegExp): string | undefined {
  try {
    return pattern.exec(execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' }))?.[0];
  } catch {
    return undefined;
  }
}

function manifestVersion(name: string): string {
  const manifest = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  const { version }: { version: string } = JSON.parse(readFileSync(manifest, 'utf8'));
  return version;
}
