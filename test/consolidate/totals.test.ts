import { expect, test } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { blockProblems } from '../../pipeline/consolidate/blocks.ts';
import { type Collection, collectionOf } from '../../pipeline/consolidate/collection.ts';
import { type Consolidated, consolidate } from '../../pipeline/consolidate/consolidate.ts';
import { type Received, rollOf } from '../../pipeline/consolidate/roll.ts';
import type { ReadSheet, SentFigure } from '../../pipeline/consolidate/types.ts';
import { exact, toNumber } from '../../pipeline/exact.ts';
import { parsePlan } from '../../pipeline/library/plans/parse.ts';
import { childrenAt } from '../../pipeline/library/units/scope.ts';
import { seeded } from '../read/seeded.ts';
import { shippedProvinces, unitsFor } from '../support/provinces.ts';
import { OFFICE, PLAN, PLAN_YAML } from './hundred-records.ts';
import { TARGETS, type TargetId } from './office.ts';

const library = shippedLibrary();
const tree = unitsFor(shippedProvinces(), OFFICE);
const units = childrenAt(tree, OFFICE, PLAN.asOf).filter(({ id }) => id !== `${OFFICE}-thanhtra`);
const { value: plan } = parsePlan(PLAN_YAML, 'ke-hoach.yaml');
if (plan === undefined) throw new Error('the plan of the test is none');
const collection: Collection = collectionOf(library, { plan }, OFFICE, PLAN.asOf);

/** `null`: a percentage without counts. */
type Sent = Record<TargetId, { hits: number; members: number } | null>;

/** Counts of every size, noughts and denominators of nought among them. */
function randomSent(random: (limit: number) => number): Sent {
  const figure = (): Sent[TargetId] => {
    if (random(12) === 0) return null;
    const members = random(8) === 0 ? 0 : random(10 ** (1 + random(7)));
    return { hits: members === 0 ? 0 : random(members + 1), members };
  };
  return Object.fromEntries(TARGETS.map((target) => [target, figure()])) as Sent;
}

function received(unit: string, sent: Sent, id: number): Received {
  const figures = TARGETS.map((target): SentFigure => {
    const own = sent[target];
    return {
      target,
      count: {
        indicator: plan?.targets.find((one) => one.id === target)?.indicator ?? '',
        variant: null,
        unit,
        from: PLAN.from,
        asOf: PLAN.asOf,
        part: null,
        measure: 'percent',
        state: false,
        members: own && exact(own.members),
        hits: own && exact(own.hits),
        amount: null,
        lacks: [],
        origins: [],
      },
      basis: [],
      value: own === null ? exact(99) : null,
      cells: { hits: '', members: '', value: '' },
      edited: false,
    };
  });
  const sheet: ReadSheet = {
    file: `${unit}.xlsx`,
    sheet: 'BC',
    kind: 'table',
    form: null,
    plan: PLAN.id,
    unit,
    from: PLAN.from,
    asOf: PLAN.asOf,
    figures,
    cells: [],
    parts: [],
    byUnit: false,
    asked: [],
    problems: [],
    made: null,
  };
  const at = '2025-08-04 09:00:00';
  return { id, sheet, sha256: unit, receivedAt: at, collectedAt: at, by: '' };
}

function whole(all: readonly Received[]): Consolidated {
  const question = { units: tree, unit: OFFICE, asOf: PLAN.asOf, plan: plan ?? null, due: '2025-08-05 17:00:00' };
  return consolidate(collection, library.indicators, tree, rollOf(question, all, []), 'all');
}

const rows = ({ targets }: Consolidated): unknown[] => targets.map(({ evaluated }) => evaluated.row);
const unitRows = ({ targets }: Consolidated, but: string): unknown[] =>
  targets.map(({ units: own }) => own.filter(({ unit }) => unit !== but).map(({ evaluated }) => evaluated.row));

test('totals are sums of counts, whatever the counts are; a mean of percentages is none', () => {
  let notTheMean = 0;
  for (let round = 0; round < 60; round += 1) {
    const random = seeded(40_000 + round);
    const senders = units.filter(() => random(3) > 0).slice(0, 1 + random(40));
    const sent = new Map(senders.map(({ id }) => [id, randomSent(random)]));
    const all = [...sent].map(([unit, own], at) => received(unit, own, at + 1));
    const made = whole(all);
    for (const { target, evaluated, without, units: own } of made.targets) {
      const counts = [...sent].flatMap(([unit, one]) => {
        const figure = one[target.id as TargetId];
        return figure === null ? [] : [{ unit, ...figure }];
      });
      const hits = counts.reduce((sum, one) => sum + one.hits, 0);
      const members = counts.reduce((sum, one) => sum + one.members, 0);
      const { numerator, denominator, value } = evaluated.row;
      const place = `round ${round}, ${target.id}`;
      expect(without, place).toEqual(senders.flatMap(({ id }) => (counts.some(({ unit }) => unit === id) ? [] : [id])));
      expect([numerator, denominator], place).toEqual(counts.length === 0 ? [null, null] : [hits, members]);
      expect(value, place).toBe(members === 0 ? null : toNumber(exact(100 * hits, members)));
      const shares = own.flatMap(({ evaluated: { row } }) => row.value ?? []);
      const mean = shares.reduce((sum, one) => sum + one, 0) / shares.length;
      if (value !== null && Math.abs(mean - value) > 0.01) notTheMean += 1;
      // A unit's own share is of its own counts; nothing of nothing is no share.
      for (const {
        unit,
        evaluated: { row },
      } of own) {
        const figure = counts.find((one) => one.unit === unit);
        expect(row.value, `${place}, ${unit}`).toBe(
          figure === undefined || figure.members === 0 ? null : toNumber(exact(100 * figure.hits, figure.members)),
        );
      }
    }
  }
  expect(notTheMean).toBeGreaterThan(200);
});

test('a unit that is missing changes what is covered and its own share, and nobody else’s value', () => {
  for (let round = 0; round < 40; round += 1) {
    const random = seeded(50_000 + round);
    const senders = units.filter(() => random(5) === 0);
    const sent = senders.map(({ id }) => ({ id, own: randomSent(random) }));
    const all = sent.map(({ id, own }, at) => received(id, own, at + 1));
    const gone = sent[random(sent.length)];
    if (gone === undefined) continue;
    const [before, after] = [whole(all), whole(all.filter(({ sheet }) => sheet.unit !== gone.id))];
    expect(unitRows(after, gone.id), `round ${round}`).toEqual(unitRows(before, gone.id));
    expect(after.missing).toEqual(
      units.flatMap(({ id }) => (before.missing.includes(id) || id === gone.id ? [id] : [])),
    );
    expect(after.included.map(({ unit }) => unit)).toEqual(
      before.included.flatMap(({ unit }) => (unit === gone.id ? [] : [unit])),
    );
    for (const [at, { target, evaluated }] of after.targets.entries()) {
      const own = gone.own[target.id as TargetId];
      const { numerator, denominator } = before.targets[at]?.evaluated.row ?? {};
      const left = sent.some(({ id, own: other }) => id !== gone.id && other[target.id as TargetId] !== null);
      expect([evaluated.row.numerator, evaluated.row.denominator], `round ${round}, ${target.id}`).toEqual(
        left ? [(numerator ?? 0) - (own?.hits ?? 0), (denominator ?? 0) - (own?.members ?? 0)] : [null, null],
      );
      if (!left) expect(evaluated.row.lacks).toContainEqual({ kind: 'reports' });
    }
  }
});

test('who is far from its block is told with the median of the block, and nobody else', () => {
  const communes = units.filter(({ kind }) => kind === 'commune').slice(0, 30);
  const departments = units.filter(({ kind }) => kind === 'department').slice(0, 8);
  const at = (hits: number): Sent =>
    Object.fromEntries(TARGETS.map((target) => [target, { hits, members: 1_000 }])) as Sent;
  const sent = [
    ...communes.map(({ id }, number) => ({ id, own: at(number === 7 ? 310 : 880 + 2 * number) })),
    // Another block has another usual.
    ...departments.map(({ id }, number) => ({ id, own: at(300 + number) })),
  ];
  const all = sent.map(({ id, own }, number) => received(id, own, number + 1));
  const { roll } = whole(all);
  const blocks = library.rankings.get('chi-tieu')?.blocks ?? [];
  const found = blockProblems(collection, roll.lines, blocks, tree);
  expect(found.map(({ code, unit, found: is, expected }) => `${code} ${unit} ${is} ≠ ${expected}`)).toEqual(
    TARGETS.map(() => `W_FAR_FROM_BLOCK ${communes[7]?.id} 31 ≠ 90,8`),
  );
});

test('the order in which files are read changes nothing', () => {
  for (let round = 0; round < 20; round += 1) {
    const random = seeded(60_000 + round);
    const senders = units.filter(() => random(4) === 0).map(({ id }) => ({ id, own: randomSent(random) }));
    // Some sent twice: what came later counts, whichever was read in first.
    const files = senders.flatMap(({ id, own }) => {
      const first = random(3) === 0 ? [{ id, own: randomSent(random), at: '2025-08-01 08:00:00' }] : [];
      return [{ id, own, at: '2025-08-04 09:00:00' }, ...first];
    });
    const readIn = (order: readonly (typeof files)[number][]): Consolidated =>
      whole(
        order.map(({ id, own, at }, number) => ({
          ...received(id, own, number + 1),
          sha256: `${id} ${at}`,
          receivedAt: at,
        })),
      );
    const shuffled = files.map((file) => ({ file, key: random(1_000_000) })).sort((a, b) => a.key - b.key);
    const [one, other] = [readIn(files), readIn(shuffled.map(({ file }) => file))];
    expect(rows(other), `round ${round}`).toEqual(rows(one));
    expect(unitRows(other, '')).toEqual(unitRows(one, ''));
    expect(other.missing).toEqual(one.missing);
  }
});
