import { toNumber } from '../exact.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Library } from '../library/library.ts';
import type { Plan } from '../library/plans/types.ts';
import { placeName, superiorName } from '../library/units/heading.ts';
import type { UnitScopeRow } from '../library/units/scope.ts';
import type { ListId } from '../lists.ts';
import type { Figure, Period } from '../warehouse/compute.ts';
import { asCount, asText, type Engine } from '../warehouse/duckdb/engine.ts';
import { breakdownOf } from './breakdown.ts';
import { countFor } from './counting.ts';
import { decimalsForVerdict, signedDifference, vietnameseNumber } from './print.ts';
import { problemsOf, sourcesOf } from './sources.ts';
import { type Counting, type EvaluatedTarget, evaluateTargets } from './targets.ts';
import { trendOf } from './trend.ts';
import type { BreakdownRow, Evaluation, TargetDetail } from './types.ts';
import { monthlyPace, reaches } from './verdict.ts';

/**
 * Everything that a report of one plan, unit and date shows.
 * @param within nothing outside of these units and days counts: what whoever asks may see
 */
export async function evaluatePlan(
  engine: Engine,
  library: Library,
  { plan, unit, period }: { plan: Plan; unit: string; period: Period },
  within?: readonly UnitScopeRow[],
): Promise<Evaluation> {
  // The report is an official document: Vietnamese, whatever language its reader speaks.
  const counting = await countFor(engine, library, unit, 'vi', plan, within);
  return describePlan(counting, library, plan, period, await evaluateTargets(counting, plan, period));
}

/** The same, from targets that have been evaluated. */
export async function describePlan(
  counting: Counting,
  library: Library,
  plan: Plan,
  period: Period,
  evaluated: readonly EvaluatedTarget[],
): Promise<Evaluation> {
  const targets: TargetDetail[] = [];
  for (const one of evaluated) {
    targets.push({ ...detailOf(one), trend: await trendOf(counting, one, period) });
  }
  const unit = library.units.byId.get(counting.unit);
  if (unit === undefined) throw new RangeError(`no unit ${counting.unit}`);
  const sources = await sourcesOf(counting.engine, library.columns, listsOf(evaluated), {
    from: [period.from, ...evaluated.map(({ row }) => row.from)].sort()[0] ?? period.from,
    asOf: period.asOf,
  });
  return {
    plan,
    unit: {
      id: unit.id,
      name: unit.name,
      shortName: unit.shortName,
      superiorName: superiorName(library.units, unit.id),
      place: placeName(library.units, unit.id),
    },
    from: period.from,
    asOf: period.asOf,
    targets,
    byField: await fieldsOf(counting, evaluated, period),
    byProcedure: await proceduresOf(counting, evaluated, period),
    sources: sources.map(({ importId: _, sheetNo: __, ...source }) => source),
    problems: await problemsOf(counting.engine, library.checks, sources, counting.language),
    footnotes: await footnotesOf(counting, evaluated, period),
  };
}

/** A target as it is printed beside its row; without the trend. */
export function detailOf({
  target,
  indicator,
  measured,
  demand,
  shortfall,
  row,
}: EvaluatedTarget): Omit<TargetDetail, 'trend'> {
  const { value } = measured.figure;
  const { threshold } = demand;
  return {
    row,
    name: target.name,
    place: target.place,
    definition: definitionOf(indicator),
    ...(indicator.counted === null ? {} : { counted: indicator.counted }),
    valueText: value === null ? '' : vietnameseNumber(decimalsForVerdict(value, threshold, indicator.decimals)),
    differenceText:
      value === null || threshold === null
        ? ''
        : vietnameseNumber(signedDifference(value, threshold, indicator.decimals)),
    monthlyPace: monthlyPace(shortfall, row.as_of, demand.due),
  };
}

/** Numerator and denominator as one sentence. */
export function definitionOf(indicator: Indicator): { vi: string; en: string } {
  const { numerator, denominator } = indicator;
  if (denominator === null) return { vi: `Số ${numerator.vi}`, en: `Number of ${numerator.en}` };
  return {
    vi: `Tử số: ${numerator.vi}. Mẫu số: ${denominator.vi}.`,
    en: `Numerator: ${numerator.en}. Denominator: ${denominator.en}.`,
  };
}

async function fieldsOf(
  counting: Counting,
  evaluated: readonly EvaluatedTarget[],
  period: Period,
): Promise<BreakdownRow[]> {
  const rows: BreakdownRow[] = [];
  for (const indicator of new Set(evaluated.map((one) => one.indicator))) {
    if (!('population' in indicator.rule) || indicator.rule.kind === 'per-observation') continue;
    // Without a value there is nothing to break down.
    if (!evaluated.some((one) => one.indicator === indicator && one.measured.figure.value !== null)) continue;
    const one = evaluated.find((other) => other.indicator === indicator);
    for (const { id, figure } of await breakdownOf(counting, indicator, period, 'field')) {
      if (id !== '' && one) rows.push(breakdownRow(one, { label: id, code: '' }, figure));
    }
  }
  return rows;
}

function breakdownRow(
  { indicator, target, demand: { threshold } }: EvaluatedTarget,
  group: Pick<BreakdownRow, 'label' | 'code'>,
  { numerator, denominator, value }: Figure,
): BreakdownRow {
  const compared = value !== null && threshold !== null;
  return {
    ...group,
    indicator: indicator.id,
    numerator: numerator === null ? null : toNumber(numerator),
    denominator: denominator === null ? null : toNumber(denominator),
    value: value === null ? null : toNumber(value),
    valueText: value === null ? '' : vietnameseNumber(decimalsForVerdict(value, threshold, indicator.decimals)),
    differenceText: compared ? vietnameseNumber(signedDifference(value, threshold, indicator.decimals)) : '',
    reached: compared ? reaches(value, target.operator, threshold) : null,
  };
}

/** The plan's first share of dossiers that falls short (an obligation rather than an aspiration; else the first one), by procedure. */
async function proceduresOf(
  counting: Counting,
  evaluated: readonly EvaluatedTarget[],
  period: Period,
): Promise<BreakdownRow[]> {
  const shares = evaluated.filter(
    ({ indicator: { rule }, row }) =>
      rule.kind === 'share' && rule.population.startsWith('received') && row.value !== null,
  );
  const short = shares.filter(({ row }) => row.status === 'below' || row.status === 'pending');
  const one = short.find(({ row }) => !row.aspiration) ?? short[0] ?? shares[0];
  if (one === undefined) return [];
  const names = await counting.engine.query(
    `SELECT procedure_code, arg_max(procedure_name, coalesce(valid_from, DATE '0001-01-01')) AS name
       FROM procedures SEMI JOIN scope USING (unit_id)
       WHERE coalesce(valid_from, DATE '${period.asOf}') <= DATE '${period.asOf}' GROUP BY procedure_code`,
  );
  const nameOf = new Map(names.map((row) => [asText(row['procedure_code']), asText(row['name'])]));
  const lacking = ({ numerator, denominator }: BreakdownRow): number => (denominator ?? 0) - (numerator ?? 0);
  return (await breakdownOf(counting, one.indicator, period, 'procedure'))
    .filter(({ id }) => id !== '')
    .map(({ id, figure }) => breakdownRow(one, { label: nameOf.get(id) ?? '', code: id }, figure))
    .sort((a, b) => lacking(b) - lacking(a));
}

/** The lists that the plan's numbers are counted from. */
function listsOf(evaluated: readonly EvaluatedTarget[]): Set<ListId> {
  return new Set(
    evaluated.flatMap(({ indicator: { needs, rule } }): ListId[] => [
      ...needs.map(({ list }) => list),
      ...(rule.kind.startsWith('observed') || rule.kind === 'per-observation' ? (['observations'] as const) : []),
    ]),
  );
}

/** Remarks that belong on the report because they bear on its numbers. */
async function footnotesOf(
  counting: Counting,
  evaluated: readonly EvaluatedTarget[],
  period: Period,
): Promise<string[]> {
  const notes: string[] = [];
  if (evaluated.some(({ row }) => row.indicator === 'remote_online_rate' && row.value !== null)) {
    const [row] = await counting.engine.query(
      `SELECT count(*) AS n FROM dossiers SEMI JOIN scope USING (unit_id)
         WHERE channel = 'online_unspecified' AND received_at >= DATE '${period.from}' AND received_at < DATE '${period.asOf}' + INTERVAL 1 DAY`,
    );
    if (asCount(row?.['n']) > 0) {
      notes.push(
        counting.language === 'vi'
          ? "Hình thức nộp chỉ ghi 'Trực tuyến' được tính là từ xa."
          : "A channel that only says 'Trực tuyến' (online) counts as filed from afar.",
      );
    }
  }
  if (
    counting.payments === 'dossiers' &&
    evaluated.some(
      ({ indicator, row }) => row.value !== null && indicator.needs.some(({ list }) => list === 'payments'),
    )
  ) {
    notes.push(
      counting.language === 'vi'
        ? 'Chưa có danh sách thanh toán: số liệu thanh toán lấy từ cột Hình thức thanh toán của danh sách hồ sơ.'
        : "No list of payments: payments are taken from the dossiers' column of payment methods.",
    );
  }
  return notes;
}
