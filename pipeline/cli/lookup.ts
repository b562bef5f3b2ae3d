import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Library } from '../library/library.ts';
import type { Plan } from '../library/plans/types.ts';
import type { Unit } from '../library/units/types.ts';
import { nearestWord } from '../nearest.ts';
import { userError } from './messages.ts';

function found<T>(kind: string, id: string, all: ReadonlyMap<string, T>, list: string): T {
  const one = all.get(id);
  if (one !== undefined) return one;
  const near = nearestWord(id, [...all.keys()]);
  throw userError('UNKNOWN_ID', { kind, id, hint: near === undefined ? '' : `→ ${near}? `, list });
}

export function planOf(library: Library, id: string): Plan {
  return found('kế hoạch', id, library.plans, 'vedich plans list');
}

export function unitOf(library: Library, id: string): Unit {
  return found('đơn vị', id, library.units.byId, 'vedich units list');
}

export function indicatorOf(library: Library, id: string): Indicator {
  return found('chỉ tiêu', id, library.indicators, 'vedich indicators --help');
}
