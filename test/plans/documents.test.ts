import { expect, test } from 'vitest';
import { findPlan } from '../../pipeline/plans/document/find.ts';
import { blocksOfText } from '../../pipeline/plans/document/open.ts';
import { Dice } from './documents/dice.ts';
import { makeDocument } from './documents/maker.ts';
import { mutilated, strangeNumbers } from './documents/mutilate.ts';
import { scoreOf } from './documents/score.ts';

const DOCUMENTS = 20;
const MUTILATED = 500;

test('twenty documents of other provinces, wordings and orders are read as they were made', () => {
  const sums = { wanted: 0, found: 0, named: 0, tasks: 0, tasksFound: 0 };
  const extras: string[] = [];
  for (let seed = 1; seed <= DOCUMENTS; seed += 1) {
    const made = makeDocument(seed, 'held');
    const found = findPlan(blocksOfText(made.text, made.name));
    const score = scoreOf(found, made);
    for (const key of ['wanted', 'found', 'named', 'tasks', 'tasksFound'] as const) sums[key] += score[key];
    extras.push(...score.extras);
    expect(found).toMatchObject({ number: made.number, date: made.date, issuer: made.issuer, replaces: made.replaces });
  }
  expect(sums.wanted).toBeGreaterThan(200);
  expect(sums.found / sums.wanted).toBeGreaterThanOrEqual(0.95);
  expect(sums.named / sums.wanted).toBeGreaterThanOrEqual(0.9);
  expect(sums.tasksFound / sums.tasks).toBeGreaterThanOrEqual(0.95);
  expect(extras).toEqual([]);
});

test('the same document gives the same plan', () => {
  const { text, name } = makeDocument(7, 'open');
  expect(findPlan(blocksOfText(text, name))).toEqual(findPlan(blocksOfText(text, name)));
});

test(`no number is in a draft that is not in the document: ${MUTILATED} mutilated documents`, () => {
  const dice = new Dice(17);
  let targets = 0;
  for (let at = 0; at < MUTILATED; at += 1) {
    const { text, name } = makeDocument(1 + (at % 40), at % 2 === 0 ? 'open' : 'held');
    const broken = mutilated(text, dice);
    const found = findPlan(blocksOfText(broken, name));
    targets += found.targets.length;
    expect(strangeNumbers(found, broken), `document ${at}`).toEqual([]);
  }
  expect(targets).toBeGreaterThan(MUTILATED);
});

test('a number that is made up is told', () => {
  const { text, name } = makeDocument(3, 'open');
  const found = findPlan(blocksOfText(text, name));
  const [first, ...rest] = found.targets;
  const made = { ...found, targets: [{ ...first!, value: '12.75' }, ...rest] };
  expect(strangeNumbers(made, text)).toContain('12.75');
});
