import { useCallback, useMemo, useState } from 'react';
import type { ReportRecord } from '../excel/types.ts';
import type { Source } from '../source/source.ts';
import { monthEndOf, today } from './days.ts';
import type { Choices } from './pane.tsx';
import { type Choice, rememberChoice, rememberedChoice } from './remembered.ts';
import { unitsAbove } from './units-shown.ts';

/**
 * What is looked at: as somebody chose; else the report in the workbook; else what was looked at last; else the newest
 * plan, its own unit, and the last month with figures.
 * @param reports undefined while the workbook has not answered
 * @param source what is chosen holds for this source alone; of made-up figures nothing is remembered
 */
export function useChoice(
  choices: Choices | undefined,
  reports: readonly ReportRecord[] | undefined,
  source: Source,
): [Choice | undefined, (change: Partial<Choice>) => void] {
  const [last, setLast] = useState<{ source: Source; chosen: Partial<Choice> }>({ source, chosen: {} });
  const chosen = last.source === source ? last.chosen : NOTHING;
  const choice = useMemo(
    () =>
      choices === undefined || reports === undefined
        ? undefined
        : settle(choices, reports, chosen, source.isSample === true),
    [choices, reports, chosen, source],
  );
  const choose = useCallback(
    (change: Partial<Choice>) => {
      const plan = choices?.plans.find(({ id }) => id === change.plan);
      const unit = choices?.units.find(({ id }) => id === plan?.unit);
      // Another plan is about its own unit.
      const whole = { ...choice, ...(unit === undefined ? {} : { unit: unit.id }), ...change };
      setLast({ source, chosen: whole });
      if (source.isSample === true) return;
      if (whole.plan !== undefined && whole.unit !== undefined && whole.asOf !== undefined) {
        rememberChoice({ plan: whole.plan, unit: whole.unit, asOf: whole.asOf });
      }
    },
    [choice, choices, source],
  );
  return [choice, choose];
}

const NOTHING: Partial<Choice> = {};

function settle(
  { plans, units, state }: Choices,
  reports: readonly ReportRecord[],
  chosen: Partial<Choice>,
  isSample: boolean,
): Choice | undefined {
  const wishes: Partial<Choice>[] = [chosen, ...reports, isSample ? {} : rememberedChoice()];
  const known = (id: string | undefined): boolean => plans.some((plan) => plan.id === id);
  const visible = (id: string | undefined): boolean => units.some((unit) => unit.id === id);
  const wish = wishes.find((one) => known(one.plan) && visible(one.unit));
  const newest = [...plans].sort((a, b) => (a.date < b.date ? 1 : -1));
  const full = unitsAbove(units, state.units);
  const plan =
    plans.find(({ id }) => id === wish?.plan) ??
    newest.find(({ unit }) => visible(unit) && full.has(unit)) ??
    newest.find(({ unit }) => visible(unit)) ??
    newest[0];
  const unit = wish?.unit ?? (visible(plan?.unit) ? plan?.unit : units[0]?.id);
  if (plan === undefined || unit === undefined) return undefined;
  return { plan: plan.id, unit, asOf: wish?.asOf ?? monthEndOf(state.lastDay ?? today()) };
}
