import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { CollectionQuery } from '../../addin/source/consolidation-source.ts';
import { AS_OF, PLAN, PLAN_ID, TARGETS, truthOf, type UnitTruth } from '../consolidate/office.ts';
import { LAYOUTS, rowsOf } from '../consolidate/unit-tables.ts';
import { UNITS } from '../serve/collecting.ts';
import { timesOf } from '../support/times.ts';
import { builtPage, openLocalPage } from './local-page.ts';
import { numbersFrom } from './numbers-from.ts';
import { withSite } from './with-site.ts';

const TIMES = timesOf(10);
/** Units that send at once. */
const BATCH = 12;
const QUERY: CollectionQuery = { plan: PLAN_ID, unit: 'ninhbinh', asOf: AS_OF, language: 'vi' };

const here = withSite(builtPage);
let context: BrowserContext;
beforeAll(async () => {
  context = await here.browser.newContext();
});

const open = async (): Promise<Page> => (await openLocalPage(context, here.site.address)).page;

/** What each unit sends in a round; every round has figures of its own, so that a report of another round is told. */
const truthIn = (round: number, at: number): UnitTruth => {
  const unit = UNITS[at];
  if (unit === undefined) throw new Error('there are so many units');
  return truthOf(unit.id, unit.name, 1_000 * (round + 1) + at);
};

/** Begins to collect a round; the title says when it is done. */
async function startCollecting(page: Page, round: number): Promise<void> {
  const files = Array.from({ length: BATCH }, (_, at) => {
    const truth = truthIn(round, at);
    const made = LAYOUTS[at % LAYOUTS.length]?.(truth.name, rowsOf(truth, 0), '(Số liệu tính đến ngày 31/10/2026)');
    const name = `vong-${round}-don-vi-${at}.${made?.ending}`;
    return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(made?.bytes ?? []) };
  });
  await page.setInputFiles('input', files);
  await page.evaluate((query) => {
    document.title = 'collecting';
    // Nobody waits for its end: the window may be gone.
    void window.source.consolidation
      .collect(query, window.chosen(), () => undefined)
      .then(({ reports }) => {
        document.title = `done ${reports.length}`;
      })
      .catch(() => undefined);
  }, QUERY);
}

/** The round of which every unit's report is there; each must be whole, and all of them of one round. */
async function wholeRound(page: Page): Promise<number> {
  const { roll, consolidated } = await page.evaluate((query) => window.source.consolidation.now(query), QUERY);
  const there = roll.units.flatMap(({ files }) => files.map(({ file }) => file));
  if (there.length === 0) return -1;
  expect(there).toHaveLength(BATCH);
  const [, found = ''] = /^vong-(\d+)-/.exec(there[0] ?? '') ?? [];
  const round = Number(found);
  expect(there.every((file) => file.startsWith(`vong-${round}-`))).toBe(true);
  for (const target of TARGETS) {
    const row = consolidated.targets.find((one) => one.target === target);
    const figures = Array.from({ length: BATCH }, (_, at) => truthIn(round, at)).map(({ id, figures: all }) => [
      id,
      all[target].hits,
      all[target].members,
    ]);
    expect(row?.units.map(({ unit, numerator, denominator }) => [unit, numerator, denominator])).toEqual(figures);
  }
  return round;
}

test(`killed while reports are collected, ${TIMES} times at any moment: whole reports only, and what was told is there`, async () => {
  const random = numbersFrom(23);
  let page = await open();
  await page.evaluate(async (plan) => {
    await window.source.library.unitsOf('ninhbinh');
    await window.source.library.put('plans', 'ke-hoach.yaml', new TextEncoder().encode(plan));
  }, PLAN);
  // How long nobody disturbs it the first time; later ones take about half of that, so the moments lie within, and a little behind.
  const began = Date.now();
  await startCollecting(page, 0);
  await page.waitForFunction(() => document.title.startsWith('done'), undefined, { timeout: 120_000 });
  const whole = Date.now() - began;
  expect(await page.title()).toBe(`done ${BATCH}`);
  expect(await wholeRound(page)).toBe(0);
  let last = 0;
  const ends = { before: 0, kept: 0 };
  for (let round = 1; round <= TIMES; round++) {
    await startCollecting(page, round);
    await page.waitForTimeout(random() * whole * 0.6);
    // Told at the last moment: that must be there whatever happens next.
    const told = (await page.title()).startsWith('done');
    const session = await context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    await page.close();
    page = await open();
    const there = await wholeRound(page);
    expect([last, round]).toContain(there);
    if (told) expect(there).toBe(round);
    ends[there === round ? 'kept' : 'before'] += 1;
    last = there;
  }
  // It goes on as if nothing had been.
  await startCollecting(page, TIMES + 1);
  await page.waitForFunction(() => document.title.startsWith('done'), undefined, { timeout: 120_000 });
  expect(await wholeRound(page)).toBe(TIMES + 1);
  expect(ends.before + ends.kept).toBe(TIMES);
  // Most kills come in the middle, not behind the end.
  expect(ends.before).toBeGreaterThan(0);
}, 1_800_000);
