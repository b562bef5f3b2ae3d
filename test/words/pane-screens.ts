import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Language } from '../../pipeline/messages.ts';
import { SAMPLES } from '../support/warehouse.ts';

/** The pane's tools by their place, so that the way to a screen is the same in both languages. */
const TOOLS = ['import', 'data', 'ask', 'settings'] as const;
type Tool = (typeof TOOLS)[number];

async function openTool(page: Page, tool: Tool): Promise<void> {
  await page.getByRole('navigation').getByRole('button').nth(TOOLS.indexOf(tool)).click();
  await page.locator('main h1').waitFor();
}

async function goBack(page: Page): Promise<void> {
  await page.locator('main button').first().click();
}

/** Somebody chooses the language in the settings. */
export async function speak(page: Page, language: Language): Promise<void> {
  await openTool(page, 'settings');
  await page.getByRole('radio', { name: language === 'vi' ? 'Tiếng Việt' : 'English' }).click();
  await page.locator(`html[lang=${language}]`).waitFor();
}

const ready = (page: Page): Promise<void> => page.locator('.fui-Skeleton').first().waitFor({ state: 'detached' });

/** Everything that is folded away is read as well. */
const unfold = (page: Page): Promise<void> =>
  page.locator('main details').evaluateAll((all) => {
    for (const one of all) if (one instanceof HTMLDetailsElement) one.open = true;
  });

interface Step {
  name: string;
  open(page: Page, language: Language): Promise<void>;
}

/** Screens without any figures. */
export const EMPTY: readonly Step[] = [
  { name: 'settings', open: (page) => openTool(page, 'settings') },
  {
    name: 'nothing imported',
    open: async (page) => {
      await goBack(page);
      await page.locator('main h1').waitFor();
    },
  },
  { name: 'import', open: (page) => openTool(page, 'import') },
  {
    name: 'import, choosing a province',
    open: (page) => page.getByRole('combobox').click(),
  },
  {
    name: 'data, to be deleted',
    open: async (page) => {
      await page.keyboard.press('Escape');
      await openTool(page, 'data');
      await page.locator('main section button').last().click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'ask',
    open: async (page) => {
      await page.getByRole('alertdialog').getByRole('button').first().click();
      await openTool(page, 'ask');
    },
  },
  {
    name: 'the office’s plans',
    open: async (page) => {
      await openTool(page, 'settings');
      await page.locator('main .fui-Button').nth(2).click();
      await page.getByRole('tab').first().waitFor();
      await page.locator('[role=tabpanel] li').first().waitFor();
    },
  },
  {
    name: 'a plan of the office’s own, and its mistakes',
    open: async (page) => {
      await page.locator('[role=tabpanel] .fui-Button').first().click();
      await page.locator('main form').waitFor();
      await page.locator('main form button[type=submit]').click();
    },
  },
  {
    name: 'a plan that is none',
    open: async (page) => {
      await openTool(page, 'settings');
      await page.locator('main .fui-Button').nth(2).click();
      await page.locator('[role=tabpanel] li').first().waitFor();
      const plan = { name: 'ke-hoach.yaml', mimeType: 'text/yaml', buffer: Buffer.from('id: A B\ntargets: x\n') };
      await page.locator('[role=tabpanel] input[type=file]').setInputFiles(plan);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'units that are pasted',
    open: async (page) => {
      await page.getByRole('tab').nth(1).click();
      await page.getByRole('combobox').first().click();
      await page.getByRole('option', { name: 'Bà Rịa' }).first().click();
      await page.locator('main textarea').fill(PASTED);
      await page.getByRole('alert').waitFor();
      await page.locator('main table').first().waitFor();
    },
  },
  {
    name: 'connect',
    open: async (page) => {
      await page.locator('header button').click();
      await page.getByRole('radio').first().waitFor();
    },
  },
  {
    name: 'connect to a server that is no address',
    open: async (page) => {
      await page.getByRole('radio').last().click();
      await page.locator('input[type=url]').fill('a b');
      await page.locator('form button[type=submit]').click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'connect to a server that is away',
    open: async (page) => {
      await page.locator('input[type=url]').fill('http://localhost:9');
      await page.locator('form button[type=submit]').click();
      await page.getByRole('alert').waitFor();
    },
  },
];

/** Files with everything that an import can find, other bytes in each language: a known file has nothing to explain. */
export function messyFiles(language: Language): { name: string; mimeType: string; buffer: Buffer }[] {
  const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const rows = Array.from({ length: 30 }, (_, i) => {
    const code = `H06.23-24110${language === 'vi' ? 1 : 2}-${String(i).padStart(4, '0')}`;
    const unit = i % 3 === 0 ? 'Phòng một cửa số 9' : 'Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu';
    return [
      code,
      '1.001714',
      unit,
      i % 4 === 0 ? 'Zalo' : 'Trực tiếp',
      i % 5 === 0 ? '31/02/2024' : '05/11/2024',
      'x',
      '9',
    ];
  });
  const headers = [
    'Mã hồ sơ',
    'Mã TTHC',
    'Đơn vị tiếp nhận',
    'Hình thức nộp',
    'Ngày tiếp nhận',
    'Ngày hẹn trả cho tổ chức',
    'Trạng thái',
  ];
  return [
    file(`ho-so-la-${language}.csv`, [headers, ...rows].map((cells) => cells.join(',')).join('\n')),
    file(`nhan-su-${language}.csv`, `Họ tên,Chức vụ,${language}\nA,B,C\n`),
    file(`hong-${language}.csv`, `Mã hồ sơ,Trạng thái\n"a,${language}\n`),
  ];
}

/** A table of units as it comes out of Excel, with a column and cells that are none. */
export const PASTED = 'Tên\tCấp trên\tLoại\tGhi thêm\nPhòng X\tkhông có\tkhông rõ\t1\n';

/** The files that the figures stand on. */
export const SAMPLE_FILES = readdirSync(path.join(SAMPLES, 'brvt-2024')).map((name) =>
  path.join(SAMPLES, 'brvt-2024', name),
);

/** What an import has found. */
export const IMPORTED: Step = {
  name: 'what an import found',
  open: async (page, language) => {
    await openTool(page, 'import');
    await page.locator('main input[type=file][multiple]').setInputFiles(messyFiles(language));
    await page.locator('main section [role=status] h2').waitFor();
    await unfold(page);
  },
};

/** Screens with figures. */
export const FIGURES: readonly Step[] = [
  {
    name: 'main',
    open: async (page) => {
      await openTool(page, 'settings');
      await goBack(page);
      await page.locator('button[id^=target-]').first().waitFor();
    },
  },
  { name: 'main, filtered', open: (page) => page.locator('fieldset button').first().click() },
  {
    name: 'main, what a report would lack',
    open: async (page) => {
      await page.locator('fieldset button').first().click();
      await page.locator('main section button.fui-Button').nth(0).click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'main, downloaded',
    open: async (page) => {
      const goOn = page.getByRole('dialog').getByRole('button').last();
      const [download] = await Promise.all([page.waitForEvent('download'), goOn.click()]);
      await download.cancel();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.locator('.fui-MessageBar').waitFor();
    },
  },
  {
    name: 'main, refreshed',
    open: async (page) => {
      await page.locator('main section button.fui-Button').nth(1).click();
      await page.locator('.fui-MessageBar').waitFor();
    },
  },
  {
    name: 'main, a unit that is none',
    open: async (page) => {
      const unit = page.locator('main section input').first();
      await unit.click();
      await page.getByRole('option').first().waitFor();
      await unit.fill('zzz');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'main, a day that is none',
    open: async (page) => {
      await page.keyboard.press('Escape');
      await page.locator('main section input').last().fill('31/02/2024');
    },
  },
  {
    name: 'main, choosing a day',
    open: async (page) => {
      await page.locator('main section input').last().press('Escape');
      await page.locator('main section input').last().click();
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'a target',
    open: async (page) => {
      await page.keyboard.press('Escape');
      await page.locator('#target-remote-online').click();
      await page.locator('main dl').first().waitFor();
      await ready(page);
    },
  },
  {
    name: 'a target, its dossiers',
    open: async (page) => {
      await page.getByRole('button', { name: /^(Liệt kê hồ sơ|List the dossiers)/ }).click();
      await page.locator('main table tbody tr').first().waitFor();
    },
  },
  {
    name: 'a target against the month before',
    open: async (page) => {
      await page.locator('main fieldset button:visible').first().click();
      await ready(page);
    },
  },
  {
    name: 'a target, the dossiers of one part, and if they had been filed from afar',
    open: async (page) => {
      await page.locator('main li button[aria-expanded]').first().click();
      await page.locator('main li table tbody tr').first().waitFor();
      await page.locator('main details summary').last().click();
      await page.getByRole('slider').first().focus();
      await page.keyboard.press('End');
      await page.locator('main [role=status] li').first().waitFor();
    },
  },
  ...[3, 4].map((group) => ({
    name: `a target in parts, ${group}`,
    open: async (page: Page) => {
      await page.locator('main fieldset button:visible').nth(group).click();
      await ready(page);
    },
  })),
  {
    name: 'a target that lacks data',
    open: async (page) => {
      await goBack(page);
      await page.locator('button[id^=target-]').last().click();
      await page.locator('main dl').first().waitFor();
    },
  },
  {
    name: 'data',
    open: async (page) => {
      await openTool(page, 'data');
      await page.locator('main li').first().waitFor();
    },
  },
  {
    name: 'ask, in words',
    open: async (page) => {
      await openTool(page, 'ask');
      await page.locator('[role=tabpanel] input, [role=tabpanel] textarea').first().waitFor();
      await ready(page);
    },
  },
  {
    name: 'ask, by unit',
    open: async (page) => {
      await page.getByRole('tab').nth(1).click();
      await page.locator('main table tbody tr').first().waitFor();
    },
  },
  {
    name: 'ask, a group opened',
    open: async (page) => {
      await page.locator('main table tbody th button').first().click();
      await page.locator('main section[aria-label] button').first().waitFor();
      await ready(page);
    },
  },
  ...[0, 2, 3, 4].map((grouping) => ({
    name: `ask, grouping ${grouping}`,
    open: async (page: Page) => {
      await page.getByRole('combobox').nth(1).click();
      await page.getByRole('option').nth(grouping).click();
      await ready(page);
      await page.locator('main table tbody tr').first().waitFor();
    },
  })),
  {
    name: 'ask, days that are none or backwards',
    open: async (page) => {
      await page.locator('main input[inputmode=numeric]').first().fill('x');
      await page.locator('main input[inputmode=numeric]').last().fill('01/01/2019');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'SQL',
    open: async (page) => {
      await page.getByRole('tab').nth(2).click();
      await page.locator('main form, main .cm-editor, main summary').first().waitFor();
      await unfold(page);
    },
  },
  {
    name: 'SQL, answered',
    open: async (page) => {
      await page
        .locator('main button.fui-Button', { has: page.locator('svg') })
        .last()
        .click();
      await page.locator('main table tbody tr').first().waitFor();
    },
  },
  {
    name: 'settings, with what was explained',
    open: (page) => openTool(page, 'settings'),
  },
  {
    name: 'consolidation',
    open: async (page) => {
      await page.locator('main .fui-Button').nth(3).click();
      await page.locator('main select').waitFor();
      await page.locator('main h2').first().waitFor();
    },
  },
  {
    name: 'consolidation, files of which nothing counts',
    open: async (page, language) => {
      await page.locator('main input[type=file]').setInputFiles(messyFiles(language));
      await page.locator('main .fui-MessageBar').waitFor();
    },
  },
];
