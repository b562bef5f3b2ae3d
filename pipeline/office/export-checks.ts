import type { Collection } from '../consolidate/collection.ts';
import { differenceOf } from '../consolidate/form-table.ts';
import { decimal } from '../consolidate/plan-table.ts';
import { problem } from '../consolidate/problems.ts';
import type { Roll, RollLine } from '../consolidate/roll.ts';
import type { CheckProblem, ReadSheet, SentFigure } from '../consolidate/types.ts';
import type { Count } from '../counts/count.ts';
import type { Period } from '../counts/period.ts';
import { indicatorOf } from '../evaluate/targets.ts';
import { compare, type Exact } from '../exact.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Plan } from '../library/plans/types.ts';
import type { Words } from '../messages.ts';
import { coverageOf, missingDays } from './missing-days.ts';
import { type Office, scopeOf } from './scope.ts';

/** The numbers of a count that a unit reports. */
type Counted = 'hits' | 'members';

const NUMBER_WORDS: Readonly<Record<Counted, Words>> = {
  hits: { vi: 'tử số', en: 'numerator' },
  members: { vi: 'mẫu số', en: 'denominator' },
};

/**
 * What units report against what the exports in this warehouse make it. Where a list or days of it are missing here, the
 * exports can contradict nobody; figures kept by hand are nobody's export. One scan for all units, those that differ are
 * looked at by themselves.
 */
export async function exportProblems(office: Office, { plan, unit }: Collection, roll: Roll): Promise<CheckProblem[]> {
  if (plan === null) return [];
  const { warehouse, library } = office;
  const sent = roll.lines.flatMap((line) => ownSheets(line).map((sheet) => ({ unit: line.unit, sheet })));
  const asked = countedTargets(plan, office);
  const found: CheckProblem[] = [];
  const coverage = await coverageOf(office);
  for (const own of Map.groupBy(sent, ({ sheet }) => `${sheet.from} ${sheet.asOf}`).values()) {
    const period = periodOf(own[0]?.sheet);
    if (period === undefined) continue;
    const whole = await warehouse.counts(
      scopeOf(office, unit, plan),
      asked.map(({ indicator }) => ({ indicator, period, by: 'unit' as const })),
    );
    const here = new Map(
      asked.flatMap(({ id, indicator }) =>
        whole.parts(indicator, period, 'unit').map((count) => [`${id} ${count.part?.id}`, count] as const),
      ),
    );
    for (const { unit: of, sheet } of own) {
      const differing = asked.flatMap(({ id, name, indicator }) => {
        const figure = sheet.figures.find(({ target }) => target === id);
        const count = here.get(`${id} ${of}`);
        const numbers = figure === undefined || count === undefined ? [] : differences(figure, count);
        return numbers.map((number) => ({ ...number, id, name, indicator }));
      });
      if (differing.length === 0) continue;
      const scope = scopeOf(office, of, plan);
      const { there } = await warehouse.counts(
        scope,
        differing.map(({ indicator }) => ({ indicator, period })),
      );
      const missing = missingDays(coverage, library, scope, there);
      for (const { number, cell, reported, counted, id, name, indicator } of differing)
        if (missing(indicator, period).length === 0)
          found.push(
            problem(
              'W_EXPORTS_DIFFER',
              {
                unit: of,
                file: sheet.file,
                sheet: sheet.sheet,
                cell,
                expected: decimal(counted),
                found: decimal(reported),
              },
              {
                target: name,
                number: NUMBER_WORDS[number],
                id,
                plan: plan.id,
                unit: of,
                as_of: period.asOf,
                ...differenceOf(reported, counted),
              },
            ),
          );
    }
  }
  return found;
}

/**
 * The sheets that a unit sent of itself. None of a unit that merged: what its predecessors sent is each for a part of the time;
 * of a target that stands in two sheets nobody knows which one is the whole.
 */
export function ownSheets({ unit, current }: RollLine): ReadSheet[] {
  if (current.some(({ sheet }) => sheet.unit !== unit)) return [];
  const times = (target: string): number =>
    current.filter(({ sheet }) => sheet.figures.some((figure) => figure.target === target)).length;
  return current.map(({ sheet }) => ({ ...sheet, figures: sheet.figures.filter(({ target }) => times(target) === 1) }));
}

/** The targets of a plan that are counted from lists. */
function countedTargets(plan: Plan, { library }: Office): { id: string; name: Words; indicator: Indicator }[] {
  return plan.targets
    .map((target) => ({ id: target.id, name: target.name, indicator: indicatorOf(target, library.indicators) }))
    .filter(({ indicator }) => 'population' in indicator.rule);
}

/** The period that a sheet says; undefined where it says none. */
export function periodOf(sheet: ReadSheet | undefined): Period | undefined {
  return sheet?.from == null || sheet.asOf === null ? undefined : { from: sheet.from, asOf: sheet.asOf };
}

interface NumberDiffers {
  number: Counted;
  cell: string;
  reported: Exact;
  counted: Exact;
}

/** A mean has its visits alone in common with an export that is not of the same second; a ratio is per what is kept by hand. */
function differences({ count, cells }: SentFigure, here: Count): NumberDiffers[] {
  if (count.lacks.length > 0 || here.lacks.length > 0) return [];
  const numbers: readonly Counted[] =
    count.measure === 'minutes' ? ['members'] : count.measure === 'ratio' ? ['hits'] : ['hits', 'members'];
  return numbers.flatMap((number): NumberDiffers[] => {
    const [reported, counted] = [count[number], here[number]];
    if (reported === null || counted === null || compare(reported, counted) === 0) return [];
    return [{ number, cell: cells[number] || cells.value, reported, counted }];
  });
}
