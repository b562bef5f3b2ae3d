import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    /** Once the script was run on the page. */
    axe: {
      run(
        context: object,
      ): Promise<{ violations: { id: string; nodes: { target: unknown; html: string; failureSummary?: string }[] }[] }>;
    };
  }
}

const NOT_LOOKED_AT = [
  // What the library puts around a dialog hands the focus on at once; nobody ever stands on it.
  '[data-tabster-dummy]',
  // Each row of a long list is made as those above it; axe takes seconds for a thousand cells.
  'tbody > tr:nth-child(n + 12)',
  'li:nth-child(n + 12)',
];

/** What axe finds wrong on the page as it stands, a line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  // A dialog that was closed lets go of the page behind it a moment later.
  await page.waitForFunction(
    () =>
      document.querySelector('[role=dialog], [role=alertdialog]') !== null ||
      !document.querySelector('#pane[aria-hidden]'),
  );
  // Through the debugger, not through the page: its policy lets no script in.
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(AXE);
  await isQuiet(page);
  await movesNoMore(page);
  const { violations } = await page.evaluate((exclude) => window.axe.run({ exclude }), NOT_LOOKED_AT);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary = '' }) =>
        `${id}: ${String(target)} ${html.slice(0, 300)} ${failureSummary.replace(/\s+/g, ' ')}`,
    ),
  );
}

/** Nothing of the page has changed for a moment: axe takes down words first and colours later. Longer than five seconds none waits. */
async function isQuiet(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const done = (): void => {
          changes.disconnect();
          resolve();
        };
        let quiet = setTimeout(done, 100);
        const changes = new MutationObserver(() => {
          clearTimeout(quiet);
          quiet = setTimeout(done, 100);
        });
        changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        setTimeout(done, 5_000);
      }),
  );
}

/** Whether anything is wider than the window. */
export async function scrollsSideways(page: Page): Promise<boolean> {
  return (await wider(page)).length > 0;
}

/** What makes the page wider than the window: the innermost elements that reach beyond its edge. */
function wider(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element): boolean => element.scrollWidth > element.clientWidth;
    const edge = document.documentElement.clientWidth;
    if (![document.documentElement, ...document.querySelectorAll('main')].some(scrolls)) return [];
    const beyond = [...document.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > edge + 0.5);
    // Within what scrolls by itself, as a wide table does.
    const inScroller = (one: Element): boolean => {
      for (
        let at = one.parentElement;
        at !== null && at.tagName !== 'MAIN' && at !== document.body;
        at = at.parentElement
      )
        if (getComputedStyle(at).overflowX !== 'visible') return true;
      return false;
    };
    const inner = beyond.filter(
      (one) => !inScroller(one) && !beyond.some((other) => other !== one && one.contains(other) && !inScroller(other)),
    );
    return [
      'wider than the window',
      ...inner.map(
        ({ tagName, className, textContent }) =>
          `${tagName} ${String(className).slice(0, 40)}: ${textContent?.slice(0, 60)}`,
      ),
    ];
  });
}

interface Mode {
  colorScheme: 'light' | 'dark';
  forcedColors: 'none' | 'active';
}

/** What a machine may be set to; the pane follows it. */
const MODES: readonly Mode[] = [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'active' },
  { colorScheme: 'light', forcedColors: 'active' },
];

/** Narrow windows: a phone's, and a pane of 350 pixels enlarged to 200 %. */
const NARROW = [320, 175];

/**
 * The page as it stands is for everybody: axe finds nothing in light, dark and forced colours, and nothing is wider than a
 * narrow window. Window and colours are afterwards what they were.
 * @param modes fewer of them, where only the words differ from a screen that was looked at in all
 */
export async function expectForEverybody(page: Page, modes: readonly Mode[] = MODES): Promise<void> {
  const before = page.viewportSize();
  for (const mode of modes) {
    await page.emulateMedia({ ...mode, reducedMotion: 'reduce' });
    await isThemed(page, mode.colorScheme);
    expect((await axeFindings(page)).join('\n'), JSON.stringify(mode)).toBe('');
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference' });
  await isThemed(page, 'light');
  for (const width of NARROW) {
    await page.setViewportSize({ width, height: before?.height ?? 640 });
    expect(await wider(page), `${width} pixels`).toEqual([]);
  }
  if (before !== null) await page.setViewportSize(before);
}

/** The pane hears of the machine's colours a moment later than the machine; in between its colours are of two themes. */
async function isThemed(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.waitForFunction((wanted) => {
    const pane = document.querySelector('.fui-FluentProvider');
    const text = pane === null ? '' : getComputedStyle(pane).getPropertyValue('--colorNeutralForeground1').trim();
    return text !== '' && (/^#f/i.test(text) ? 'dark' : 'light') === wanted;
  }, scheme);
  await movesNoMore(page);
}

/** What is on its way to another colour or place has come there. A spinner never ends. */
async function movesNoMore(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished),
    ),
  );
}
