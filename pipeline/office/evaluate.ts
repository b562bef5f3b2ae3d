import { lackingMembers } from '../counts/parts.ts';
import type { Period } from '../counts/period.ts';
import { breakdownRow, detailOf, fieldRow, targetByProcedure, targetsByField } from '../evaluate/detail.ts';
import {
  type EvaluatedTarget,
  evaluateTarget,
  indicatorOf,
  questionsOf,
  trendOf,
  trendQuestions,
} from '../evaluate/targets.ts';
import type { BreakdownRow, Evaluation, FieldRow, Footnote } from '../evaluate/types.ts';
import { problemTemplate } from '../facts/problem-words.ts';
import type { Expression } from '../library/conditions/expression.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Library } from '../library/library.ts';
import type { Plan, Target } from '../library/plans/types.ts';
import { placeName, superiorName } from '../library/units/heading.ts';
import type { ListId } from '../lists.ts';
import type { Counts } from '../warehouse/counts.ts';
import type { Moved, Scope } from '../warehouse/question.ts';
import { coverageLines } from './coverage-lines.ts';
import { coverageOf, missingDays } from './missing-days.ts';
import { withRejections } from './rejections.ts';
import { type Office, scopeOf } from './scope.ts';

/** A plan, the unit that it is evaluated for, and the period up to the reporting date. */
export interface PlanQuestion {
  plan: Plan;
  unit: string;
  period: Period;
  /** As if these dossiers had been filed from afar. */
  moved?: Moved | undefined;
}

/** The definition by which a plan counts an indicator: the one that its own target names, else the usual one. */
export function indicatorIn({ indicators }: Library, id: string, plan: Plan | undefined): Indicator | undefined {
  const target = plan?.targets.find(({ indicator }) => indicator === id);
  return target === undefined ? indicators.get(id) : indicatorOf(target, indicators);
}

interface Asked {
  target: Target;
  indicator: Indicator;
}

/**
 * The plan's targets on a reporting date, in the plan's order: a scan for each population that they are of.
 * @param targets of the plan, where not all are wanted
 */
export async function evaluateTargets(
  office: Office,
  { plan, unit, period, moved }: PlanQuestion,
  targets: readonly Target[] = plan.targets,
): Promise<EvaluatedTarget[]> {
  const asked = askedOf(office, targets);
  const questions = asked.flatMap(({ target, indicator }) => questionsOf(plan, target, indicator, period));
  const scope = movedScope(scopeOf(office, unit, plan), moved);
  const counts = await office.warehouse.counts(scope, questions);
  const missing = missingDays(await coverageOf(office), office.library, scope, counts.there);
  const evaluated = asked.map(({ target, indicator }) =>
    evaluateTarget(counts, plan, target, indicator, period, missing),
  );
  return withRejections(office, scope, counts.there, evaluated, period);
}

/** The same scope, as if some of its dossiers had been filed from afar. */
export function movedScope(scope: Scope, moved: Moved | undefined): Scope {
  return moved === undefined ? scope : { ...scope, moved };
}

function askedOf({ library }: Office, targets: readonly Target[]): Asked[] {
  return targets.map((target) => ({ target, indicator: indicatorOf(target, library.indicators) }));
}

/** Everything that a report of one plan, unit and date shows. */
export async function evaluatePlan(office: Office, question: PlanQuestion): Promise<Evaluation> {
  const { warehouse, library } = office;
  const { plan, unit: id, period } = question;
  const unit = library.units.byId.get(id);
  if (unit === undefined) throw new RangeError(`no unit ${id}`);
  const scope = scopeOf(office, id, plan);
  const asked = askedOf(office, plan.targets);
  const unspecified = unspecifiedOnline(library.indicators.get('remote_online_rate'));
  const counts = await warehouse.counts(scope, [
    ...asked.flatMap(({ target, indicator }) => [
      ...questionsOf(plan, target, indicator, period),
      ...trendQuestions(indicator, period),
      { indicator, period, by: 'field' as const },
    ]),
    ...(unspecified === undefined ? [] : [{ indicator: unspecified, period }]),
  ]);
  const coverage = await coverageOf(office);
  const missing = missingDays(coverage, library, scope, counts.there);
  const judged = asked.map(({ target, indicator }) => evaluateTarget(counts, plan, target, indicator, period, missing));
  const evaluated = await withRejections(office, scope, counts.there, judged, period);
  const sources = await warehouse.sources(scope, listsOf(evaluated, counts), {
    from: [period.from, ...evaluated.map(({ row }) => row.from)].sort()[0] ?? period.from,
    asOf: period.asOf,
  });
  return {
    plan,
    unit: {
      id,
      name: unit.name,
      shortName: unit.shortName,
      superiorName: superiorName(library.units, id),
      place: placeName(library.units, id),
    },
    from: period.from,
    asOf: period.asOf,
    targets: evaluated.map((one) => ({
      ...detailOf(one),
      trend: trendOf(counts, one.target, one.indicator, period),
      lists: [...listsOf([one], counts)],
    })),
    byField: targetsByField(evaluated).flatMap((one) => fieldRows(counts, one, period)),
    byProcedure: await procedureRows(office, scope, evaluated, period),
    coverage: coverageLines(coverage, library, scope, period),
    sources: sources.map(({ problems: _, list, ...source }) => ({
      ...source,
      listId: list,
      list: library.columns.lists.find((one) => one.id === list)?.name ?? null,
    })),
    problems: sources.flatMap(({ file, sheet, problems }) =>
      problems
        .filter(({ severity }) => severity !== 'info')
        .map(({ importId: _, sheetNo: __, ...problem }) => ({
          file,
          sheet,
          ...problem,
          template: problemTemplate(problem.code, library.checks),
        })),
    ),
    footnotes: footnotesOf(counts, evaluated, unspecified, period),
  };
}

/** Fields of which nothing is known are one row, unless it would be the only one. */
function fieldRows(counts: Counts, one: EvaluatedTarget, period: Period): FieldRow[] {
  const parts = counts.parts(one.indicator, period, 'field');
  return parts.some(({ part }) => part?.id !== '') ? parts.map((part) => fieldRow(one, part)) : [];
}

async function procedureRows(
  { warehouse }: Office,
  scope: Counts['scope'],
  evaluated: readonly EvaluatedTarget[],
  period: Period,
): Promise<BreakdownRow[]> {
  const one = targetByProcedure(evaluated);
  if (one === undefined) return [];
  const counts = await warehouse.counts(scope, [{ indicator: one.indicator, period, by: 'procedure' }]);
  const parts = counts.parts(one.indicator, period, 'procedure');
  if (!parts.some(({ part }) => part?.id !== '')) return [];
  return parts.sort((a, b) => lackingMembers(b) - lackingMembers(a)).map((part) => breakdownRow(one, part));
}

/** The lists that numbers are counted from; without a list of payments, dossiers tell of them. */
function listsOf(evaluated: readonly EvaluatedTarget[], { there }: Counts): Set<ListId> {
  return new Set(
    evaluated.flatMap(({ indicator: { needs, rule } }): ListId[] => [
      ...needs.map(({ list }) => (list === 'payments' && !there.has('payments') ? 'dossiers' : list)),
      ...(rule.kind.startsWith('observed') || rule.kind === 'per-observation' ? (['observations'] as const) : []),
    ]),
  );
}

const SAYS_ONLINE: Expression = {
  kind: 'compare',
  operator: '=',
  left: { kind: 'column', column: 'channel', type: { kind: 'code', list: 'channel' } },
  right: { kind: 'text', value: 'online_unspecified' },
};

/** Of the dossiers that the indicator counts, those of which the channel only says "online". */
function unspecifiedOnline(indicator: Indicator | undefined): Indicator | undefined {
  if (indicator?.rule.kind !== 'share') return undefined;
  return { ...indicator, needs: [], rule: { ...indicator.rule, hit: SAYS_ONLINE } };
}

function footnotesOf(
  counts: Counts,
  evaluated: readonly EvaluatedTarget[],
  unspecified: Indicator | undefined,
  period: Period,
): Footnote[] {
  const has = (wanted: (one: EvaluatedTarget) => boolean): boolean =>
    evaluated.some((one) => one.row.value !== null && wanted(one));
  const online =
    unspecified !== undefined &&
    (counts.whole(unspecified, period).hits?.n ?? 0n) > 0n &&
    has(({ row }) => row.indicator === unspecified.id);
  const paid = has(({ indicator }) => indicator.needs.some(({ list }) => list === 'payments'));
  return [
    ...(online ? (['online-unspecified'] as const) : []),
    ...(!counts.there.has('payments') && paid ? (['payments-of-dossiers'] as const) : []),
  ];
}
