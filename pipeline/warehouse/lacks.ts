import { distinctLacks, type Lack } from '../counts/lack.ts';
import type { Period } from '../counts/period.ts';
import type { ColumnCatalogue } from '../library/columns.ts';
import type { Indicator, Need } from '../library/indicators/catalogue.ts';
import { LISTS, type ListId, momentOf } from '../lists.ts';
import { belongsSql } from './belongs.ts';
import { asCount, asText, asTexts, type Engine, type SqlValue, sqlText } from './duckdb/engine.ts';
import { POPULATIONS, type Population, populationSql } from './populations.ts';
import { periodsCte, type Scope } from './question.ts';

/** The lists of which the scope has a row, in one statement. */
export async function listsThere(engine: Engine, { rows }: Scope): Promise<Set<ListId>> {
  const tests = LISTS.map(
    (list) => `EXISTS (SELECT 1 FROM ${list} AS e WHERE ${belongsSql(list, 'e', rows, 'theirs')}) AS ${list}`,
  );
  const [found] = await engine.query(`SELECT ${tests.join(', ')}`);
  return new Set(LISTS.filter((list) => found?.[list] === true));
}

/** What an indicator stands on; without a list of payments, the dossiers' own column must tell. */
function needsOf({ needs }: Indicator, there: ReadonlySet<ListId>): Need[] {
  return needs.map((need) =>
    need.list === 'payments' && !there.has('payments')
      ? { list: 'dossiers', columns: ['received_at', 'payment_method'] }
      : need,
  );
}

/**
 * What indicators lack in some periods: a list of which the unit has no row at all, a column that a file of the
 * population did not have (and no other import gave). Two statements for all of them, one where no file lacks anything.
 * @returns for each indicator the lacks of each period, in the order of both
 */
export async function lacksOf(
  engine: Engine,
  columns: ColumnCatalogue,
  scope: Scope,
  indicators: readonly Indicator[],
  periods: readonly Period[],
  there: ReadonlySet<ListId>,
): Promise<Lack[][][]> {
  const found: Lack[][][] = indicators.map(() => periods.map(() => []));
  const imports = await incompleteImports(engine);
  const asked: { lacks: Lack[][]; need: Need; rows: Rows }[] = [];
  const distinct = new Map<string, Rows>();
  indicators.forEach((indicator, index) => {
    const lacks = found[index] ?? [];
    const needs = needsOf(indicator, there);
    const absent = [...new Set(needs.map(({ list }) => list))].filter((list) => !there.has(list));
    for (const list of absent) {
      const name = columns.lists.find(({ id }) => id === list)?.name ?? { vi: list, en: list };
      for (const ofPeriod of lacks) ofPeriod.push({ kind: 'list', list, name });
    }
    if (absent.length > 0) return;
    for (const need of needs) {
      const missing = imports.filter(
        ({ list, lacks: columns }) => list === need.list && overlap(columns, need.columns),
      );
      if (missing.length === 0) continue;
      const key = keyOf(indicator, need);
      // The same rows are looked at once, whichever indicators need them.
      const rows = distinct.get(key) ?? { indicator, need, columns: new Set<string>(), imports: new Set<number>() };
      for (const one of missing) {
        rows.imports.add(one.importId);
        for (const column of one.lacks) if (need.columns.includes(column)) rows.columns.add(column);
      }
      distinct.set(key, rows);
      asked.push({ lacks, need, rows });
    }
  });
  if (asked.length === 0) return found;
  const files = new Map(imports.map(({ importId, file }) => [importId, file]));
  const all = [...distinct.values()];
  const selects = all.map(
    (rows, id) => `SELECT ${id} AS rows_id, r.* FROM (${rowsSql(rows, scope, periods, there)}) AS r`,
  );
  const answers = await engine.query(`WITH ${periodsCte(periods)} ${selects.join('\nUNION ALL ')}`);
  for (const { lacks, need, rows } of asked) {
    const id = all.indexOf(rows);
    for (const row of answers) {
      if (asCount(row['rows_id']) !== id || row['period_id'] === null) continue;
      const lacking = [...rows.columns].filter(
        (column, bit) => need.columns.includes(column) && isSet(row['mask'], bit),
      );
      for (const column of lacking) {
        lacks[asCount(row['period_id'])]?.push({
          kind: 'column',
          list: need.list,
          column,
          header: columnOf(columns, need.list, column)?.headers[0] ?? column,
          file: files.get(asCount(row['import_id'])) ?? '',
        });
      }
    }
  }
  return found.map((ofIndicator) => ofIndicator.map((lacks) => inOrder(distinctLacks(lacks), columns)));
}

/** An import of which a sheet did not have all columns of its list. */
interface Incomplete {
  importId: number;
  file: string;
  list: string;
  lacks: string[];
}

/** A row can lack no more than its sheet does: files that have every column need not be looked at. */
async function incompleteImports(engine: Engine): Promise<Incomplete[]> {
  const rows = await engine.query(
    `SELECT s.import_id AS import_id, s.list AS list, s.columns_missing AS lacks, i.file AS file
       FROM import_sheets AS s JOIN imports AS i ON i.import_id = s.import_id WHERE s.list IS NOT NULL AND len(s.columns_missing) > 0`,
  );
  return rows.map((row) => ({
    importId: asCount(row['import_id']),
    file: asText(row['file']),
    list: asText(row['list']),
    lacks: asTexts(row['lacks']),
  }));
}

function overlap(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.includes(one));
}

/** Rows that some numbers stand on, with the columns that matter of those that their files lack. */
interface Rows {
  indicator: Indicator;
  need: Need;
  columns: Set<string>;
  imports: Set<number>;
}

function keyOf({ rule }: Indicator, { list, unless }: Need): string {
  const population = 'population' in rule ? rule.population : '';
  if (unless !== undefined) return `${population} ${list} ${unless}`;
  const known: Population | undefined = 'population' in rule ? POPULATIONS[rule.population] : undefined;
  return `${list} ${known?.moments?.[list] ?? ''}`;
}

/** What a row lacks of some columns, as a number: its first bit is the first column. */
function maskSql(columns: ReadonlySet<string>): string {
  return [...columns]
    .map((column, bit) => `CASE WHEN list_contains(e.lacks, ${sqlText(column)}) THEN ${2 ** bit} ELSE 0 END`)
    .join(' + ');
}

function isSet(mask: SqlValue | undefined, bit: number): boolean {
  return Math.floor(asCount(mask) / 2 ** bit) % 2 === 1;
}

/** Lists first, then columns by file and by their order in `columns.yaml`. */
function inOrder(lacks: readonly Lack[], columns: ColumnCatalogue): Lack[] {
  const order = (lack: Lack): string => {
    if (lack.kind !== 'column') return ' ';
    const position = columns.lists
      .find(({ id }) => id === lack.list)
      ?.columns.findIndex(({ id }) => id === lack.column);
    return `${lack.file}\u0000${String(position ?? 0).padStart(4, '0')}`;
  };
  return [...lacks].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}

function columnOf(columns: ColumnCatalogue, list: ListId, id: string) {
  return columns.lists.find((one) => one.id === list)?.columns.find((one) => one.id === id);
}

/** Grain: period, import and what its rows lack. */
function rowsSql(
  { indicator, need, columns, imports }: Rows,
  scope: Scope,
  periods: readonly Period[],
  there: ReadonlySet<ListId>,
): string {
  const { rule } = indicator;
  const ofFiles = `e.import_id IN (${[...imports].join(', ')})`;
  if (need.unless !== undefined && 'population' in rule) {
    const payments = there.has('payments') ? 'payments' : 'dossiers';
    return `SELECT DISTINCT e.period_id AS period_id, e.import_id AS import_id, ${maskSql(columns)} AS mask
      FROM (${populationSql(rule.population, scope, periods, payments)}) AS e WHERE ${ofFiles} AND NOT coalesce(${need.unless}, false)`;
  }
  const population: Population | undefined = 'population' in rule ? POPULATIONS[rule.population] : undefined;
  const { where = 'true', window, days, undated } = windowOf(need.list, population?.moments?.[need.list]);
  const grain = ['import_id', 'mask', 'undated', ...days].join(', ');
  // A file has many rows and few days: the periods are joined to these.
  return `SELECT DISTINCT p.period_id AS period_id, d.import_id AS import_id, d.mask AS mask FROM (
      SELECT ${grain} FROM (
        SELECT e.import_id AS import_id, ${maskSql(columns)} AS mask,
          ${undated === null ? 'false' : `list_contains(e.lacks, '${undated}')`} AS undated
          ${days.map((name) => `, CAST(e.${name} AS DATE) AS ${name}`).join('')}
        FROM ${need.list} AS e WHERE ${ofFiles} AND ${where} AND ${belongsSql(need.list, 'e', scope.rows, 'theirs')}
      ) AS e WHERE e.mask > 0 GROUP BY ${grain}
    ) AS d JOIN periods AS p ON d.undated OR (${window})`;
}

interface Window {
  days: readonly string[];
  /** SQL over the row `e`: it can be counted at all. */
  where?: string;
  /** The date without which a row might be among those of any period. */
  undated: string | null;
  /** SQL over the row's days `d` and the period `p`. */
  window: string;
}

function windowOf(list: ListId, moment: string | undefined): Window {
  const during = (date: string): Window => ({
    days: [date],
    undated: date,
    window: `d.${date} BETWEEN p.from_date AND p.as_of`,
  });
  if (moment !== undefined) return during(moment);
  switch (list) {
    case 'dossiers':
      return { ...during('received_at'), where: `coalesce(e.status, '') NOT IN ('1', '3')` };
    case 'procedures':
      return {
        days: ['valid_from', 'valid_to'],
        undated: null,
        window: '(d.valid_from IS NULL OR d.valid_from <= p.as_of) AND (d.valid_to IS NULL OR d.valid_to >= p.as_of)',
      };
    case 'results':
      return {
        days: ['issued_at', 'expires_at'],
        undated: 'issued_at',
        window: 'd.issued_at <= p.as_of AND (d.expires_at IS NULL OR d.expires_at >= p.as_of)',
      };
    case 'observations':
      return { days: [], undated: null, window: 'true' };
    default:
      return during(momentOf(list) ?? '');
  }
}
