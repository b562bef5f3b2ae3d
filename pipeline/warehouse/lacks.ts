import { distinctLacks, type Lack } from '../counts/lack.ts';
import type { Period } from '../counts/period.ts';
import type { ColumnCatalogue } from '../library/columns.ts';
import type { Indicator, Need } from '../library/indicators/catalogue.ts';
import { LISTS, type ListId, momentOf } from '../lists.ts';
import { belongsSql } from './belongs.ts';
import { conditionSql } from './condition-sql.ts';
import { asCount, asText, type Engine, sqlTexts } from './duckdb/engine.ts';
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
 * population did not have (and no other import gave). One statement for all of them.
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
  const asked: { lacks: Lack[][]; need: Need; sql: string }[] = [];
  indicators.forEach((indicator, index) => {
    const lacks = found[index] ?? [];
    const needs = needsOf(indicator, there);
    const absent = [...new Set(needs.map(({ list }) => list))].filter((list) => !there.has(list));
    for (const list of absent) {
      const name = columns.lists.find(({ id }) => id === list)?.name ?? { vi: list, en: list };
      for (const ofPeriod of lacks) ofPeriod.push({ kind: 'list', list, name });
    }
    if (absent.length > 0) return;
    for (const need of needs) asked.push({ lacks, need, sql: rowsSql(indicator, need, scope, periods, there) });
  });
  if (asked.length === 0) return found;
  // The same rows are looked at once, whichever indicators need them.
  const distinct = [...new Set(asked.map(({ sql }) => sql))];
  const rows = await engine.query(
    `WITH ${periodsCte(periods)}
     SELECT r.rows_id AS rows_id, r.period_id AS period_id, r.lacking AS lacking, i.file AS file FROM (
       SELECT DISTINCT rows_id, period_id, import_id, unnest(lacks) AS lacking FROM (${distinct
         .map((sql, id) => `SELECT ${id} AS rows_id, period_id, import_id, lacks FROM (${sql}) AS e`)
         .join('\nUNION ALL ')}) AS u
     ) AS r JOIN imports AS i ON i.import_id = r.import_id`,
  );
  for (const { lacks, need, sql } of asked) {
    const id = distinct.indexOf(sql);
    for (const row of rows) {
      const column = asText(row['lacking']);
      if (asCount(row['rows_id']) !== id || !need.columns.includes(column)) continue;
      lacks[asCount(row['period_id'])]?.push({
        kind: 'column',
        list: need.list,
        column,
        header: columnOf(columns, need.list, column)?.headers[0] ?? column,
        file: asText(row['file']),
      });
    }
  }
  return found.map((ofIndicator) => ofIndicator.map((lacks) => inOrder(distinctLacks(lacks), columns)));
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

/** Grain: period, import and what its rows lack, of those of a list that a number stands on. */
function rowsSql(
  indicator: Indicator,
  need: Need,
  scope: Scope,
  periods: readonly Period[],
  there: ReadonlySet<ListId>,
): string {
  const { rule } = indicator;
  const lacking = `list_has_any(e.lacks, ${sqlTexts(need.columns)})`;
  if (need.unless !== undefined && 'population' in rule) {
    return `SELECT DISTINCT e.period_id AS period_id, e.import_id AS import_id, e.lacks AS lacks
      FROM (${populationSql(rule.population, scope, periods, there.has('payments') ? 'payments' : 'dossiers')}) AS e WHERE NOT coalesce(${conditionSql(need.unless, { row: 'e' })}, false) AND ${lacking}`;
  }
  const population: Population | undefined = 'population' in rule ? POPULATIONS[rule.population] : undefined;
  const moment = population?.moments?.[need.list];
  const { where = 'true', window, days } = windowOf(need.list, moment);
  const grain = ['import_id', 'lacks', ...days].map((name) => `e.${name}`).join(', ');
  // A file has many rows and few days: the periods are joined to these.
  return `SELECT DISTINCT p.period_id AS period_id, e.import_id AS import_id, e.lacks AS lacks FROM (
      SELECT ${['e.import_id AS import_id', 'e.lacks AS lacks', ...days.map((name) => `CAST(e.${name} AS DATE) AS ${name}`)].join(', ')}
      FROM ${need.list} AS e WHERE ${lacking} AND ${where} AND ${belongsSql(need.list, 'e', scope.rows, 'theirs')}
      GROUP BY ${grain}
    ) AS e JOIN periods AS p ON ${window}`;
}

interface Window {
  days: readonly string[];
  /** SQL over the row `e`: it can be counted at all. */
  where?: string;
  /** SQL over the row's days and the period `p`; a row that lacks the very date might be among those of any period. */
  window: string;
}

function windowOf(list: ListId, moment: string | undefined): Window {
  const during = (date: string): Window => ({
    days: [date],
    window: `e.${date} BETWEEN p.from_date AND p.as_of OR list_contains(e.lacks, '${date}')`,
  });
  if (moment !== undefined) return during(moment);
  switch (list) {
    case 'dossiers':
      return { ...during('received_at'), where: `coalesce(e.status, '') NOT IN ('1', '3')` };
    case 'procedures':
      return {
        days: ['valid_from', 'valid_to'],
        window: '(e.valid_from IS NULL OR e.valid_from <= p.as_of) AND (e.valid_to IS NULL OR e.valid_to >= p.as_of)',
      };
    case 'results':
      return {
        days: ['issued_at', 'expires_at'],
        window: `(e.issued_at <= p.as_of AND (e.expires_at IS NULL OR e.expires_at >= p.as_of)) OR list_contains(e.lacks, 'issued_at')`,
      };
    case 'observations':
      return { days: [], window: 'true' };
    default:
      return during(momentOf(list) ?? '');
  }
}
