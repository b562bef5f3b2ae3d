import { add, divide, exact, multiply, toNumber } from '../exact.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import { textKey } from '../text.ts';
import { computeFigures, type Figure, type GroupBy, type Period } from '../warehouse/compute.ts';
import type { Counting } from './targets.ts';

export interface Group {
  /** Unit id, procedure code, or the field's name as most rows write it; empty = not known. */
  id: string;
  figure: Figure;
}

const inVietnameseOrder = new Intl.Collator('vi', { numeric: true });

/**
 * An indicator by field, procedure or unit (the children of the unit asked for, with all below them). A field's
 * spellings are one group: case, tone marks and a leading "Lĩnh vực" do not matter.
 */
export async function breakdownOf(
  counting: Counting,
  indicator: Indicator,
  period: Period,
  by: GroupBy,
): Promise<Group[]> {
  const figures = await computeFigures(counting.engine, indicator, counting.unit, [period], counting.payments, by);
  const groups = new Map<string, Figure[]>();
  for (const figure of figures) {
    const key = by === 'field' ? fieldKey(figure.group) : figure.group;
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups.values()]
    .map((same) => ({
      id: largest(same).group.replace(/^lĩnh vực\s+/iu, ''),
      figure: same.reduce((a, b) => merged(a, b, indicator)),
    }))
    .sort((a, b) => inVietnameseOrder.compare(a.id, b.id));
}

function fieldKey(field: string): string {
  return textKey(field).replace(/^linh vuc /, '');
}

function largest(figures: readonly Figure[]): Figure {
  const size = (figure: Figure): number => (figure.denominator === null ? 0 : toNumber(figure.denominator));
  return figures.reduce((a, b) => (size(b) > size(a) ? b : a));
}

function merged(a: Figure, b: Figure, indicator: Indicator): Figure {
  if (a.numerator === null || b.numerator === null || a.denominator === null || b.denominator === null) return a;
  const numerator = add(a.numerator, b.numerator);
  const denominator = add(a.denominator, b.denominator);
  const factor = exact(indicator.unitOfMeasure === 'percent' ? 100 : 1);
  return {
    ...a,
    numerator,
    denominator,
    value: denominator.n === 0n ? null : multiply(divide(numerator, denominator), factor),
  };
}
