import { figureOf } from '../counts/figure.ts';
import type { Exact } from '../exact.ts';
import type { RankingBlock } from '../library/rankings/types.ts';
import type { UnitTree } from '../library/units/types.ts';
import type { Collection } from './collection.ts';
import { farFrom } from './history.ts';
import { decimal } from './plan-table.ts';
import { problem } from './problems.ts';
import type { RollLine } from './roll.ts';
import type { CheckProblem, SentFigure } from './types.ts';

/** Of fewer units the usual is chance: a dozen departments that do different things are no block to be measured by. */
const FEWEST = 20;

/**
 * Figures that are far from those of the units of the same block (departments, communes): median-based, so that a few that are
 * wrong do not hide each other.
 */
export function blockProblems(
  { plan }: Collection,
  lines: readonly RollLine[],
  blocks: readonly RankingBlock[],
  units: UnitTree,
): CheckProblem[] {
  if (plan === null) return [];
  return plan.targets.flatMap(({ id, name }) =>
    blocks.flatMap(({ kinds }) => {
      const own = lines.flatMap((line): { line: RollLine; figure: SentFigure; value: Exact }[] => {
        const [sent, ...others] = line.current;
        const figure = sent?.sheet.figures.find(({ target }) => target === id);
        const value = figure && figureOf(figure.count).value;
        const isOfBlock = kinds.includes(units.byId.get(line.unit)?.kind ?? 'agency');
        return isOfBlock && others.length === 0 && figure && value ? [{ line, figure, value }] : [];
      });
      if (own.length < FEWEST) return [];
      const all = own.map(({ value }) => value);
      return own.flatMap(({ line, figure, value }): CheckProblem[] => {
        const middle = farFrom(value, all);
        if (middle === undefined) return [];
        const { file = '', sheet = '' } = line.current[0]?.sheet ?? {};
        const cell = figure.cells.value || figure.cells.hits;
        const place = { unit: line.unit, file, sheet, cell, expected: decimal(middle), found: decimal(value) };
        return [problem('W_FAR_FROM_BLOCK', place, { target: name, units: own.length })];
      });
    }),
  );
}
