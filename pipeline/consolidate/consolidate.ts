import type { Count } from '../counts/count.ts';
import { addOverUnits } from '../counts/count.ts';
import { type EvaluatedTarget, evaluateTarget, indicatorOf } from '../evaluate/targets.ts';
import { add, type Exact, ZERO } from '../exact.ts';
import type { Form } from '../library/forms/types.ts';
import type { IndicatorCatalogue } from '../library/indicators/catalogue.ts';
import type { Plan, Target } from '../library/plans/types.ts';
import type { UnitTree } from '../library/units/types.ts';
import type { Words } from '../messages.ts';
import type { Counts } from '../warehouse/counts.ts';
import type { Collection } from './collection.ts';
import { fieldKey, RowNumbers } from './form-rules.ts';
import type { Received, Roll, RollLine } from './roll.ts';
import type { SentCell, SentFigure, UnitPart } from './types.ts';

/** Which reports are added. */
export type Included = 'accepted' | 'all';

/** A unit's figure in the whole, and the cell in which it stands. */
export interface UnitFigure {
  unit: string;
  name: string;
  evaluated: EvaluatedTarget;
  edited: boolean;
  /** It has a result without counts, which cannot be added. */
  uncounted: boolean;
  sources: readonly { file: string; sheet: string; cell: string }[];
  /** Where the unit's report is a consolidation: what it was added from, through all levels below. */
  parts: readonly UnitPart[];
}

export interface ConsolidatedTarget {
  target: Target;
  /** Of the sum of the counts; never a mean of percentages. */
  evaluated: EvaluatedTarget;
  units: UnitFigure[];
  /** Units that are included and have no counts for it. */
  without: readonly string[];
}

/** A number of a form over all units: of a field (null = all of them) and a column. */
export interface ConsolidatedCell {
  row: string | null;
  column: string;
  value: Exact;
  /** How many units it is the sum of. */
  units: number;
  sources: readonly { unit: string; file: string; sheet: string; cell: string; value: Exact }[];
}

export interface Consolidated {
  collection: Collection;
  roll: Roll;
  included: readonly RollLine[];
  leftOut: readonly { unit: string; reason: Words }[];
  missing: readonly string[];
  late: readonly { unit: string; days: number }[];
  targets: readonly ConsolidatedTarget[];
  cells: readonly ConsolidatedCell[];
  /** For forms: the numbers of each unit in all its fields. */
  byUnit: readonly { unit: string; column: string; value: Exact }[];
}

/**
 * All units' reports as one. What is not included stands by name with the reason; a unit that is missing changes what is
 * covered and no value. Pure.
 */
export function consolidate(
  collection: Collection,
  indicators: IndicatorCatalogue,
  units: UnitTree,
  roll: Roll,
  only: Included,
): Consolidated {
  const { plan, form } = collection;
  const leftOut: { unit: string; reason: Words }[] = [];
  const included = roll.lines.filter((line) => {
    const reason = whyNot(line, only);
    if (reason !== null && line.state !== 'missing') leftOut.push({ unit: line.unit, reason });
    return reason === null && line.state !== 'missing';
  });
  return {
    collection,
    roll,
    included,
    leftOut,
    missing: roll.lines.filter(({ state }) => state === 'missing').map(({ unit }) => unit),
    late: roll.lines.filter(({ daysLate }) => daysLate > 0).map(({ unit, daysLate: days }) => ({ unit, days })),
    targets:
      plan === null
        ? []
        : plan.targets.map((target) => targetOf(target, plan, collection, indicators, units, included)),
    ...(plan === null ? formCells(form, included) : { cells: [], byUnit: [] }),
  };
}

function whyNot({ state, decision, reason }: RollLine, only: Included): Words | null {
  if (state === 'excluded') return said({ vi: 'Không thuộc diện báo cáo', en: 'Not asked to report' }, reason);
  if (state === 'nothing') return said({ vi: 'Không phát sinh', en: 'Nothing to report' }, reason);
  if (state === 'wrong-period')
    return {
      vi: 'Chỉ có báo cáo sai kỳ, sai kế hoạch hoặc sai biểu',
      en: 'Sent reports of another period, plan or form alone',
    };
  if (decision === 'returned') return said({ vi: 'Đã trả lại', en: 'Returned' }, reason);
  if (only === 'accepted' && decision !== 'accepted' && state !== 'missing')
    return { vi: 'Chưa chấp nhận', en: 'Not yet accepted' };
  return null;
}

function said({ vi, en }: Words, reason: string): Words {
  return reason === '' ? { vi, en } : { vi: `${vi}: ${reason}`, en: `${en}: ${reason}` };
}

function targetOf(
  target: Target,
  plan: Plan,
  { unit, period }: Collection,
  indicators: IndicatorCatalogue,
  units: UnitTree,
  included: readonly RollLine[],
): ConsolidatedTarget {
  const indicator = indicatorOf(target, indicators);
  const evaluated = (counts: readonly Count[], basis: readonly (readonly Count[])[], whose: string): EvaluatedTarget =>
    // Which days a unit's own warehouse lacked stands in its report, not in its counts.
    evaluateTarget(countsOf(counts, basis, whose), plan, target, indicator, period, () => []);
  const figures = included.map((line) => ({ line, own: figuresOf(line, target.id) }));
  const parts = figures.flatMap(({ line, own }): UnitFigure[] => {
    if (own.length === 0) return [];
    const counted = own.filter(({ count }) => isCounted(count));
    return [
      {
        unit: line.unit,
        name: units.byId.get(line.unit)?.shortName ?? line.name,
        evaluated: evaluated(
          counted.map(({ count }) => count),
          counted.map(({ basis }) => basis),
          line.unit,
        ),
        edited: own.some(({ edited }) => edited),
        uncounted: counted.length < own.length,
        sources: own.flatMap(({ count }) => count.origins),
        parts: line.current.flatMap(({ sheet }) => sheet.parts.filter((part) => part.target === target.id)),
      },
    ];
  });
  const added = figures.flatMap(({ own }) => (own.every(({ count }) => isCounted(count)) ? own : []));
  return {
    target,
    evaluated: evaluated(
      added.map(({ count }) => count),
      added.map(({ basis }) => basis),
      unit,
    ),
    units: parts,
    without: figures
      .filter(({ own }) => own.length === 0 || !own.every(({ count }) => isCounted(count)))
      .map(({ line }) => line.unit),
  };
}

function figuresOf({ current }: RollLine, target: string): SentFigure[] {
  return current.flatMap(({ sheet }) => sheet.figures.find((figure) => figure.target === target) ?? []);
}

/** Whether there is something to add: half of a figure adds nothing, and what lacks something is no number. */
function isCounted(count: Count): boolean {
  if (count.lacks.length > 0) return false;
  return count.measure === 'number'
    ? count.hits !== null
    : count.members !== null && (count.hits !== null || count.amount !== null);
}

/** The sums as the answer of a warehouse: of the period the counts, of any other what the reports say of it. */
function countsOf(counts: readonly Count[], basis: readonly (readonly Count[])[], unit: string): Counts {
  return {
    scope: { unit, rows: [] },
    there: new Set(),
    whole(indicator, { from, asOf }) {
      const whole: Count = {
        indicator: indicator.id,
        variant: null,
        unit,
        from,
        asOf,
        part: null,
        measure: counts[0]?.measure ?? 'percent',
        state: false,
        members: null,
        hits: null,
        amount: null,
        lacks: counts.length === 0 ? [{ kind: 'reports' }] : [],
        origins: [],
      };
      const ofYear = basis.map((own) => own.find((one) => one.asOf === asOf && one.asOf !== counts[0]?.asOf));
      if (ofYear.length > 0 && ofYear.every((one) => one !== undefined))
        return { ...addAlike(ofYear, unit), from, asOf };
      if (counts.length === 0 || asOf !== counts[0]?.asOf) return whole;
      return { ...addAlike(counts, unit), from, asOf };
    },
    parts: () => [],
  };
}

/** Periods were looked at when the reports were read: units may begin theirs on days of their own. */
function addAlike(counts: readonly Count[], unit: string): Count {
  const [first] = counts;
  if (first === undefined) throw new RangeError('nothing to add');
  return addOverUnits(
    counts.map((count) => ({ ...count, from: first.from, asOf: first.asOf, variant: first.variant })),
    unit,
  );
}

function formCells(form: Form, included: readonly RollLine[]): Pick<Consolidated, 'cells' | 'byUnit'> {
  const all = included.flatMap((line) => line.current.flatMap((received) => ownCells(received, line.unit)));
  const spelt = new Map<string, string>();
  const keyOf = (row: string): string => {
    const key = spelt.get(row) ?? fieldKey(row);
    spelt.set(row, key);
    return key;
  };
  const rows = Map.groupBy(
    all.filter(({ cell }) => cell.row !== null),
    ({ cell }) => keyOf(cell.row ?? ''),
  );
  const sumOf = (row: string | null, own: readonly OwnCell[]): ConsolidatedCell[] => {
    // Each unit's row by itself: what one unit parts another may hold together in one column.
    const rowsOfUnits = [
      ...Map.groupBy(own, ({ unit, file, sheet, cell }) =>
        [unit, file, sheet, cell.section, cell.row ?? ''].join('\u0000'),
      ),
    ].map(([, cells]) => ({
      unit: cells[0]?.unit ?? '',
      cells,
      numbers: new RowNumbers(
        form,
        cells.map(({ cell }) => cell),
      ),
    }));
    return form.columns.flatMap(({ id }): ConsolidatedCell[] => {
      const having = rowsOfUnits.flatMap(({ unit, cells, numbers }) => {
        const value = numbers.value(id);
        return value === undefined ? [] : [{ unit, cells, value }];
      });
      if (having.length === 0) return [];
      return [
        {
          row,
          column: id,
          value: having.reduce((sum, { value }) => add(sum, value), ZERO),
          units: new Set(having.map(({ unit }) => unit)).size,
          sources: having.flatMap(({ unit, cells, value }) => {
            const { file = '', sheet = '', cell } = cells.find((one) => one.cell.column === id) ?? cells[0] ?? {};
            return [{ unit, file, sheet, cell: cell?.column === id ? cell.cell : '', value }];
          }),
        },
      ];
    });
  };
  const byUnit = [...Map.groupBy(all, ({ unit }) => unit)].flatMap(([unit, cells]) =>
    sumOf(unit, cells).map(({ column, value }) => ({ unit, column, value })),
  );
  return {
    cells: [...[...rows.values()].flatMap((own) => sumOf(own[0]?.cell.row ?? null, own)), ...sumOf(null, all)],
    byUnit,
  };
}

interface OwnCell {
  unit: string;
  file: string;
  sheet: string;
  cell: SentCell;
}

/** The rows of a report; its total where it has no other row. */
function ownCells({ sheet }: Received, unit: string): OwnCell[] {
  const rows = sheet.cells.filter(({ row }) => row !== null);
  return (rows.length > 0 ? rows : sheet.cells).map((cell) => ({ unit, file: sheet.file, sheet: sheet.sheet, cell }));
}
