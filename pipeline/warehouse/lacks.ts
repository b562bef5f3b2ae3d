import { distinctLacks, type Lack } from '../counts/lack.ts';
import type { Period } from '../counts/period.ts';
import type { ColumnCatalogue } from '../library/columns.ts';
import type { Indicator, Need } from '../library/indicators/catalogue.ts';
import { LISTS, type ListId, momentOf } from '../lists.ts';
import { belongsSql, inTimeSql } from './belongs.ts';
import { conditionSql } from './condition-sql.ts';
import { asCount, asText, asTexts, type Engine, type SqlRow, type SqlValue, sqlText } from './duckdb/engine.ts';
import { POPULATIONS, type Population, type PopulationId, populationSql } from './populations.ts';
import { type Division, type KnownScope, periodsCte, scopeCte } from './question.ts';

/** The lists of which somebody has rows; `''` is the whole scope, else the id of a child. */
export type ListsThere = ReadonlyMap<string, ReadonlySet<ListId>>;

/** The lists of which each child of the scope has a row, in one statement; of the whole they are known. */
export async function listsThere(engine: Engine, scope: KnownScope, division: Division): Promise<ListsThere> {
  if (division === 'whole') return new Map([['', scope.there]]);
  const selects = LISTS.map(
    (list) => `SELECT DISTINCT ${sqlText(list)} AS list, s.child_id AS child_id FROM ${list} AS e ${ofChildren(list)}`,
  );
  const found = await engine.query(`WITH ${scopeCte(scope, division)} ${selects.join(' UNION ALL ')}`);
  const children = [...new Set(scope.rows.map(({ child }) => child))];
  const of = (child: string): ListId[] =>
    LISTS.filter((list) => found.some((row) => row['child_id'] === child && row['list'] === list));
  return new Map(children.map((child) => [child, new Set(of(child))]));
}

function ofChildren(list: ListId): string {
  return `JOIN scope AS s ON s.unit_id = e.unit_id AND (${inTimeSql(list, 'e', 's.valid_from', 's.valid_to', 'theirs')})`;
}

/** What an indicator stands on; without a list of payments, the dossiers' own column tells. */
function needsOf({ needs }: Indicator, there: ReadonlySet<ListId>): Need[] {
  return needs.map((need) =>
    need.list === 'payments' && !there.has('payments')
      ? { list: 'dossiers', columns: ['received_at', 'payment_method'] }
      : need,
  );
}

/** What indicators lack: for each its periods, in their order, of the whole (`''`) or of a child. */
export type Lacks = (indicator: Indicator, period: number, child: string) => Lack[];

/**
 * What indicators lack in some periods: a list of which the unit has no row at all, a column that a file of the
 * population did not have (and no other import gave). Two statements for all of them, one where no file lacks anything.
 */
export async function lacksOf(
  engine: Engine,
  columns: ColumnCatalogue,
  scope: KnownScope,
  indicators: readonly Indicator[],
  periods: readonly Period[],
  there: ListsThere,
  division: Division,
): Promise<Lacks> {
  const imports = await incompleteImports(engine);
  const absent = new Map<string, Lack[]>();
  const asked: { indicator: Indicator; child: string; need: Need; rows: Rows }[] = [];
  const distinct = new Map<string, Rows>();
  for (const indicator of indicators) {
    for (const [child, lists] of there) {
      const needs = needsOf(indicator, lists);
      const missing = [...new Set(needs.map(({ list }) => list))].filter((list) => !lists.has(list));
      absent.set(
        `${indicators.indexOf(indicator)} ${child}`,
        missing.map((list) => ({ kind: 'list', list, name: nameOf(columns, list) })),
      );
      if (missing.length > 0) continue;
      for (const need of needs) {
        const rows = rowsFor(distinct, imports, indicator, need);
        if (rows !== undefined) asked.push({ indicator, child, need, rows });
      }
    }
  }
  const all = [...distinct.values()];
  const answers = all.length === 0 ? [] : await engine.query(rowsOfAll(all, scope, periods, division));
  const files = new Map(imports.map(({ importId, file }) => [importId, file]));
  const columnsLacking = ({ need, rows }: (typeof asked)[number], row: SqlRow): Lack[] =>
    [...rows.columns]
      .filter((column, bit) => need.columns.includes(column) && isSet(row['mask'], bit))
      .map((column) => ({
        kind: 'column',
        list: need.list,
        column,
        header: columnOf(columns, need.list, column)?.headers[0] ?? column,
        file: files.get(asCount(row['import_id'])) ?? '',
      }));
  return (indicator, period, child) => {
    const lists = absent.get(`${indicators.indexOf(indicator)} ${child}`) ?? [];
    const lacks = asked
      .filter((one) => one.indicator === indicator && one.child === child)
      .flatMap((one) =>
        answers
          .filter((row) => asCount(row['rows_id']) === all.indexOf(one.rows) && row['child_id'] === child)
          .filter((row) => row['period_id'] !== null && asCount(row['period_id']) === period)
          .flatMap((row) => columnsLacking(one, row)),
      );
    return inOrder(distinctLacks([...lists, ...lacks]), columns);
  };
}

function nameOf(columns: ColumnCatalogue, list: ListId): { vi: string; en: string } {
  return columns.lists.find(({ id }) => id === list)?.name ?? { vi: list, en: list };
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
       FROM import_sheets AS s JOIN imports AS i ON i.import_id = s.import_id WHERE s.list IS NOT NULL AND length(s.columns_missing) > 0`,
  );
  return rows.map((row) => ({
    importId: asCount(row['import_id']),
    file: asText(row['file']),
    list: asText(row['list']),
    lacks: asTexts(row['lacks']),
  }));
}

/** Rows that some numbers stand on, with the columns that matter of those that their files lack. */
interface Rows {
  indicator: Indicator;
  need: Need;
  columns: Set<string>;
  imports: Set<number>;
}

/** The rows that a need stands on, once, whichever indicators have it; none where no file lacks what is needed. */
function rowsFor(
  distinct: Map<string, Rows>,
  imports: readonly Incomplete[],
  indicator: Indicator,
  need: Need,
): Rows | undefined {
  const missing = imports.filter(
    ({ list, lacks }) => list === need.list && lacks.some((column) => need.columns.includes(column)),
  );
  if (missing.length === 0) return undefined;
  const key = keyOf(indicator, need);
  const rows = distinct.get(key) ?? { indicator, need, columns: new Set<string>(), imports: new Set<number>() };
  for (const one of missing) {
    rows.imports.add(one.importId);
    for (const column of one.lacks) if (need.columns.includes(column)) rows.columns.add(column);
  }
  distinct.set(key, rows);
  return rows;
}

/** Of a catalogue only the rows that are counted matter: what another unit lists beside them takes nothing away. */
function isOfCatalogue(list: ListId, population: PopulationId | undefined): boolean {
  return list === 'procedures' && population?.startsWith('procedures') === true;
}

function keyOf({ rule }: Indicator, { list, unless }: Need): string {
  const population = 'population' in rule ? rule.population : undefined;
  if (isOfCatalogue(list, population)) return 'the catalogue';
  if (unless !== undefined) return `${population} ${list} ${conditionSql(unless)}`;
  return `${list} ${momentIn(population, list) ?? ''}`;
}

function momentIn(id: keyof typeof POPULATIONS | undefined, list: ListId): string | undefined {
  const population: Population | undefined = id === undefined ? undefined : POPULATIONS[id];
  return population?.moments?.[list];
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

/** Grain: kind of rows, period, child, import and what its rows lack. */
function rowsOfAll(all: readonly Rows[], scope: KnownScope, periods: readonly Period[], division: Division): string {
  const selects = all.map(
    (rows, id) => `SELECT ${id} AS rows_id, r.* FROM (${rowsSql(rows, scope, periods, division)}) AS r`,
  );
  return `WITH ${scopeCte(scope, division)}, ${periodsCte(periods)} ${selects.join('\nUNION ALL ')}`;
}

function rowsSql(
  { indicator, need, columns, imports }: Rows,
  scope: KnownScope,
  periods: readonly Period[],
  division: Division,
): string {
  const { rule } = indicator;
  const ofFiles = `e.import_id IN (${[...imports].join(', ')})`;
  const whole = division === 'whole';
  const ofMembers = (population: PopulationId, where: string): string =>
    `SELECT DISTINCT e.period_id AS period_id, ${whole ? "''" : 'e.child_id'} AS child_id, e.import_id AS import_id, ${maskSql(columns)} AS mask
      FROM (${populationSql(population, scope, periods, division)}) AS e WHERE ${ofFiles} AND ${where}`;
  if ('population' in rule) {
    if (isOfCatalogue(need.list, rule.population)) return ofMembers('procedures', 'true');
    if (need.unless !== undefined)
      return ofMembers(rule.population, `NOT coalesce(${conditionSql(need.unless, { row: 'e' })}, false)`);
  }
  const {
    where = 'true',
    window,
    days,
    undated,
  } = windowOf(need.list, momentIn('population' in rule ? rule.population : undefined, need.list));
  const grain = ['child_id', 'import_id', 'mask', 'undated', ...days].join(', ');
  // A file has many rows and few days: the periods are joined to these.
  return `SELECT DISTINCT p.period_id AS period_id, d.child_id AS child_id, d.import_id AS import_id, d.mask AS mask FROM (
      SELECT ${grain} FROM (
        SELECT ${whole ? "''" : 's.child_id'} AS child_id, e.import_id AS import_id, ${maskSql(columns)} AS mask,
          ${undated === null ? 'false' : `list_contains(e.lacks, '${undated}')`} AS undated
          ${days.map((name) => `, CAST(e.${name} AS DATE) AS ${name}`).join('')}
        FROM ${need.list} AS e ${whole ? '' : ofChildren(need.list)}
        WHERE ${ofFiles} AND ${where} ${whole ? `AND ${belongsSql(need.list, 'e', scope.present, 'theirs')}` : ''}
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
