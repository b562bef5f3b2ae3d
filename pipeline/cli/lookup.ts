import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Plan, Target } from '../library/plans/types.ts';
import type { Library, LibraryParts } from '../library/types.ts';
import type { Unit } from '../library/units/types.ts';
import { KIND_WORDS, type Words } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import type { Args } from './command.ts';
import { userError } from './messages.ts';

function found<T>(kind: Words, id: string, all: ReadonlyMap<string, T>, list: string): T {
  const one = all.get(id);
  if (one !== undefined) return one;
  const near = nearestWord(id, [...all.keys()]);
  throw userError('UNKNOWN_ID', { kind, id, hint: near === undefined ? '' : `→ ${near}? `, list });
}

export function planOf(library: Pick<LibraryParts, 'plans'>, id: string): Plan {
  return found(KIND_WORDS.plan, id, library.plans, 'vedich plans list');
}

export function targetOf(plan: Plan, id: string): Target {
  const targets = new Map(plan.targets.map((target) => [target.id, target]));
  return found(KIND_WORDS.target, id, targets, `vedich plans show ${plan.id}`);
}

export function unitOf(library: Pick<LibraryParts, 'units'>, id: string): Unit {
  return found(KIND_WORDS.unit, id, library.units.byId, 'vedich units list');
}

export function indicatorOf(library: Pick<LibraryParts, 'indicators'>, id: string): Indicator {
  return found(KIND_WORDS.indicator, id, library.indicators, 'vedich indicators --help');
}

/** `--plan`, else the office's own default. @throws UserError where there is neither, or no such plan */
export function planAsked(args: Args, library: Library): Plan {
  return planOf(library, args.text('plan') ?? library.office.defaults.plan ?? args.required('plan'));
}

/** `--unit`, else the office's own default. @throws UserError where there is neither, or no such unit */
export function unitAsked(args: Args, library: Library): Unit {
  return unitOf(library, args.text('unit') ?? library.office.defaults.unit ?? args.required('unit'));
}
