import type { FoundPlan } from '../../../pipeline/plans/document/types.ts';
import type { Dice } from './dice.ts';

/** A document as scans, copies and hasty hands leave it: lines lost, doubled, moved, cut; words, digits and signs changed. */
export function mutilated(text: string, dice: Dice): string {
  const lines = text.split('\n');
  const times = 1 + dice.below(12);
  for (let time = 0; time < times; time += 1) {
    const at = dice.below(lines.length);
    const line = lines[at] ?? '';
    const from = dice.below(line.length + 1);
    switch (dice.below(9)) {
      case 0:
        lines.splice(at, 1);
        break;
      case 1:
        lines.splice(dice.below(lines.length), 0, line);
        break;
      case 2:
        lines[at] = line.slice(0, from);
        break;
      case 3:
        lines[at] = line.slice(from);
        break;
      case 4:
        lines[at] = line.replace(/\d/, () => String(dice.below(10)));
        break;
      case 5:
        lines[at] = line.replace('%', '');
        break;
      case 6:
        lines[at] = `${line} ${lines[dice.below(lines.length)] ?? ''}`;
        break;
      case 7:
        lines[at] = line
          .split(' ')
          .sort(() => dice.next() - 0.5)
          .join(' ');
        break;
      default:
        lines.splice(at, 1, line.slice(0, from), line.slice(from));
    }
  }
  return lines.join('\n');
}

/** The numbers of a text, as plans write them, as exact text. */
function numbersIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const [said] of text.matchAll(/\d+(?:[.,]\d+)*/g)) {
    found.add(plainNumber(said.replaceAll('.', '').replace(',', '.')));
    found.add(plainNumber(said.replace(',', '.')));
    for (const part of said.split(/[.,]/)) found.add(plainNumber(part));
  }
  return found;
}

function plainNumber(text: string): string {
  return Number.isFinite(Number(text)) ? String(Number(text)) : text;
}

/**
 * Numbers of a found plan that the text does not have. A level said to be added up must be one of the text's numbers plus a
 * whole number of times another; a date must have its year in the text, and its day unless that ends a month.
 */
export function strangeNumbers(plan: FoundPlan, text: string): string[] {
  const numbers = numbersIn(text);
  const strange: string[] = [];
  const added = (value: number): boolean => {
    const all = [...numbers].map(Number).filter((one) => one > 0 && one <= value);
    return all.some((start) => all.some((step) => Math.abs(((value - start) / step) % 1) < 1e-9));
  };
  const value = (said: string, isDerived: boolean): void => {
    const bare = plainNumber(said.replace('-', ''));
    if (!numbers.has(bare) && !(isDerived && added(Number(bare)))) strange.push(said);
  };
  const day = (said: string | null): void => {
    if (said === null) return;
    const [year = '', month = '', date = ''] = said.split('-');
    const isEnd = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() === Number(date);
    const isBefore = said.endsWith('-12-31') && numbers.has(String(Number(year) + 1));
    if (!numbers.has(year) && !isBefore) strange.push(said);
    if (!isEnd && !numbers.has(plainNumber(date))) strange.push(said);
  };
  for (const target of plan.targets) {
    const isDerived = target.doubts.includes('derived');
    if (target.value !== null) value(target.value, isDerived);
    if (!isDerived) day(target.due);
    for (const milestone of target.schedule) {
      value(milestone.value, isDerived);
      if (!isDerived) day(milestone.due);
    }
    for (const level of target.levels) value(level.value, false);
    if (target.baseYear !== null) value(String(target.baseYear), false);
    if (target.yearly !== null) {
      value(target.yearly.step, false);
      if (target.yearly.cap !== '') value(target.yearly.cap, false);
      if (target.yearly.from !== '') day(`${target.yearly.from.slice(0, 4)}-12-31`);
    }
  }
  return strange;
}
