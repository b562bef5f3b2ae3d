import { isDay } from '../../dates.ts';
import { UNIT_KINDS } from '../../library/units/types.ts';
import type { Asked } from './read.ts';
import {
  type Bound,
  type Corrections,
  READING_GROUPS,
  READING_KINDS,
  READING_PARTS,
  type Reading,
  type ReadingPart,
  TARGET_STATES,
  type Understood,
} from './reading.ts';

/** A part of a reading as a code that a correction names; empty where it has none. */
export function partCode(reading: Reading, part: ReadingPart): string {
  const { measure, units, period, against, bound } = reading;
  switch (part) {
    case 'kind':
      return reading.kind;
    case 'measure':
      return measure === undefined ? '' : `${measure.indicator}:${measure.side}:${measure.as}`;
    case 'unit':
      return units.join(',');
    case 'period':
      return `${period.from}..${period.asOf}`;
    case 'against':
      return against === undefined ? '' : `${against.from}..${against.asOf}`;
    case 'part':
      return reading.part === undefined ? '' : `${reading.part.by}:${reading.part.id}`;
    case 'by':
      return reading.unitKind === undefined ? (reading.by ?? '') : `${reading.by}:${reading.unitKind}`;
    case 'order':
      return reading.order === undefined || reading.sortBy === 'value'
        ? (reading.order ?? '')
        : `${reading.order}:change`;
    case 'limit':
      return reading.limit === undefined ? '' : String(reading.limit);
    case 'bound':
      return bound === undefined ? '' : 'verdict' in bound ? bound.verdict : `${bound.operator}${bound.value}`;
    case 'state':
      return reading.state ?? '';
  }
}

/** `unit=brvt-syt`, … as they travel; `wrong` is the first that names no part. */
export function correctionsIn(texts: readonly string[]): { corrections: Corrections; wrong?: string } {
  const corrections: Partial<Record<ReadingPart, string>> = {};
  for (const text of texts) {
    const end = text.indexOf('=');
    const part = READING_PARTS.find((one) => one === text.slice(0, Math.max(end, 0)));
    if (part === undefined) return { corrections, wrong: text };
    corrections[part] = text.slice(end + 1);
  }
  return { corrections };
}

/** What was said instead, part by part; `wrong` are codes that name nothing. */
export function withCorrections(
  understood: Understood,
  asked: Asked,
  corrections: Corrections,
): { value: Understood; wrong: string[] } {
  const wrong: string[] = [];
  let { reading } = understood;
  for (const part of READING_PARTS) {
    const code = corrections[part];
    if (code === undefined) continue;
    const changed = changedTo(reading, part, code, asked);
    if (changed === undefined) wrong.push(`${part}=${code}`);
    else reading = changed;
  }
  const open = understood.open.filter((part) => corrections[part] === undefined);
  // A word for the number is what words that named none were asked for.
  const troubles = understood.troubles.filter(({ code }) => code !== 'no-measure' || corrections.measure === undefined);
  return { value: { ...understood, reading, open, troubles }, wrong };
}

function changedTo(
  reading: Reading,
  part: ReadingPart,
  code: string,
  { library, around, things }: Asked,
): Reading | undefined {
  const oneOf = <T extends string>(known: readonly T[]): T | undefined => known.find((one) => one === code);
  switch (part) {
    case 'kind': {
      const kind = oneOf(READING_KINDS);
      return kind && { ...reading, kind };
    }
    case 'measure': {
      const [indicator = '', side = 'hits', as = 'share'] = code.split(':');
      const isSide = side === 'hits' || side === 'missing' || side === 'members';
      if (!library.indicators.has(indicator) || !isSide || (as !== 'share' && as !== 'count')) return undefined;
      return { ...reading, measure: { indicator, side, as } };
    }
    case 'unit': {
      const units = code.split(',');
      const isKnown = units.every((id) => around.tree.byId.has(id) && around.within?.has(id) !== false);
      return isKnown ? { ...reading, units } : undefined;
    }
    case 'period':
    case 'against': {
      const { against: _, ...rest } = reading;
      if (part === 'against' && code === '') return rest;
      const [from = '', asOf = ''] = code.split('..');
      return isDay(from) && isDay(asOf) && from <= asOf ? { ...reading, [part]: { from, asOf } } : undefined;
    }
    case 'part': {
      const { part: _, ...rest } = reading;
      if (code === '') return rest;
      const by = (['field', 'procedure', 'channel'] as const).find((one) => code.startsWith(`${one}:`));
      if (by === undefined) return undefined;
      const id = code.slice(by.length + 1);
      const thing = things.find((one) => one.by === by && one.id === id);
      return thing === undefined && by !== 'channel'
        ? undefined
        : { ...reading, part: { by, id, name: thing?.name ?? '' } };
    }
    case 'by': {
      const { by: _, unitKind: __, ...rest } = reading;
      if (code === '') return { ...rest, kind: rest.kind === 'groups' ? 'figure' : rest.kind };
      const [group = '', ofKind] = code.split(':');
      const by = READING_GROUPS.find((one) => one === group);
      const unitKind = UNIT_KINDS.find((one) => one === ofKind);
      if (by === undefined || (ofKind !== undefined && (unitKind === undefined || by !== 'unit'))) return undefined;
      return { ...rest, by, ...(unitKind && { unitKind }), kind: 'groups' };
    }
    case 'order': {
      const { order: _, ...rest } = reading;
      const [named = '', sortBy = 'value'] = code.split(':');
      const order = (['most', 'least', 'best', 'worst'] as const).find((one) => one === named);
      if (code === '') return rest;
      return order && (sortBy === 'value' || sortBy === 'change') ? { ...reading, order, sortBy } : undefined;
    }
    case 'limit': {
      const { limit: _, ...rest } = reading;
      return code === '' ? rest : /^[1-9]\d{0,3}$/.test(code) ? { ...reading, limit: Number(code) } : undefined;
    }
    case 'bound': {
      const { bound: _, ...rest } = reading;
      const bound = boundOf(code);
      return code === '' ? rest : bound && { ...reading, bound };
    }
    case 'state': {
      const state = oneOf(TARGET_STATES);
      return state && { ...reading, state };
    }
  }
}

function boundOf(code: string): Bound | undefined {
  if (code === 'met' || code === 'unmet') return { verdict: code };
  const [, sign, number] = /^(<=|>=|<|>|=)(\d+(?:\.\d+)?)$/.exec(code) ?? [];
  const operator = (['<', '<=', '>', '>=', '='] as const).find((one) => one === sign);
  return operator && { operator, value: Number(number) };
}
