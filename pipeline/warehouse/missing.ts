import type { Indicator, Need } from '../library/indicators/catalogue.ts';
import type { ListId } from '../lists.ts';
import { countingPeriod, type Period, setPeriods } from './compute.ts';
import { conditionSql } from './condition-sql.ts';
import { asText, type Engine, sqlTexts } from './duckdb/engine.ts';
import { type PaymentSource, populationSql } from './populations.ts';

/** Why a number cannot be computed. */
export type Missing = { kind: 'list'; list: ListId } | { kind: 'column'; list: ListId; column: string; file: string };

const within = (moment: string, lacking: string): string =>
  `((e.${moment} >= p.from_date AND e.${moment} < p.as_of + INTERVAL 1 DAY) OR list_contains(e.lacks, '${lacking}'))`;

/** The rows of a list that a number stands on; one that lacks the very date might be among them. */
const WINDOW: Readonly<Record<ListId, string>> = {
  dossiers: `coalesce(e.status, '') NOT IN ('1', '3') AND ${within('received_at', 'received_at')}`,
  payments: within('paid_at', 'paid_at'),
  procedures: `coalesce(e.valid_from, DATE '0001-01-01') <= p.as_of AND coalesce(e.valid_to, DATE '9999-12-31') >= p.as_of`,
  results: `(e.issued_at <= p.as_of AND coalesce(e.expires_at, DATE '9999-12-31') >= p.as_of) OR list_contains(e.lacks, 'issued_at')`,
  surveys: within('answered_at', 'answered_at'),
  visits: within('taken_at', 'taken_at'),
  transfers: within('transferred_at', 'transferred_at'),
  observations: 'true',
};

const FINISHED_WINDOW = within('finished_at', 'finished_at');
const ISSUED_WINDOW = within('issued_at', 'issued_at');

/**
 * What an indicator lacks, for each period asked: a list of which the unit has no row at all, a column that a file of
 * the population did not have (and no other import gave). Empty arrays where nothing is missing.
 */
export async function missingFor(
  engine: Engine,
  indicator: Indicator,
  asked: readonly Period[],
  payments: PaymentSource,
): Promise<Missing[][]> {
  const found: Missing[][] = asked.map(() => []);
  const needs = indicator.needs.map((need) => withPaymentSource(need, payments));
  for (const list of new Set(needs.map((need) => need.list))) {
    const rows = await engine.query(`SELECT 1 AS found FROM ${list} SEMI JOIN scope USING (unit_id) LIMIT 1`);
    if (rows.length === 0) for (const missing of found) missing.push({ kind: 'list', list });
  }
  if (found[0]?.length !== 0) return found;
  await setPeriods(
    engine,
    asked.map((period) => countingPeriod(indicator, period)),
  );
  for (const need of needs) {
    const lacking = await engine.query(
      `SELECT DISTINCT r.period_id, r.lacking, i.file
         FROM (SELECT period_id, import_id, unnest(list_intersect(lacks, ${sqlTexts(need.columns)})) AS lacking FROM (${rowsSql(indicator, need, payments)}) AS e) AS r
         JOIN imports AS i ON i.import_id = r.import_id`,
    );
    for (const row of lacking) {
      found[Number(row['period_id'])]?.push({
        kind: 'column',
        list: need.list,
        column: asText(row['lacking']),
        file: asText(row['file']),
      });
    }
  }
  return found.map((missing) => distinct(missing));
}

/** Without a list of payments, the dossiers' own column tells. */
function withPaymentSource(need: Need, payments: PaymentSource): Need {
  return need.list === 'payments' && payments === 'dossiers'
    ? { list: 'dossiers', columns: ['received_at', 'payment_method'] }
    : need;
}

function rowsSql(indicator: Indicator, need: Need, payments: PaymentSource): string {
  const { rule } = indicator;
  if (need.unless !== undefined && 'population' in rule) {
    return `SELECT * FROM (${populationSql(rule.population, payments)}) AS m WHERE NOT coalesce(${conditionSql(need.unless)}, false)`;
  }
  const population = 'population' in rule ? rule.population : '';
  const ofFinished = population === 'finished' || population === 'due_or_finished';
  const window = ofFinished ? FINISHED_WINDOW : population === 'results_issued' ? ISSUED_WINDOW : WINDOW[need.list];
  return `SELECT p.period_id, e.import_id, e.lacks FROM ${need.list} AS e SEMI JOIN scope USING (unit_id)
    JOIN periods AS p ON ${window} WHERE len(e.lacks) > 0`;
}

function distinct(missing: readonly Missing[]): Missing[] {
  const seen = new Map(
    missing.map((entry) => [entry.kind === 'list' ? entry.list : `${entry.file}/${entry.column}`, entry]),
  );
  return [...seen.values()];
}
