import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOffice } from '../../pipeline/cli/library.ts';
import { provinceIndex } from '../../pipeline/cli/provinces.ts';
import type { Language } from '../../pipeline/messages.ts';
import { asText, asTexts } from '../../pipeline/warehouse/duckdb/engine.ts';
import { type StaticSite, serveFolder } from '../local/local-page.ts';
import { expectForEverybody } from '../pane/accessibility.ts';
import { type OpenPane, openPane } from '../pane/browser.ts';
import { addinIn } from '../pane/sample-server.ts';
import { openBrowser } from '../support/browser.ts';
import { openSamples } from '../support/sample-warehouse.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { libraryData } from './data-words.ts';
import { englishWord, hasVietnamese, without } from './languages.ts';
import { EMPTY, FIGURES, IMPORTED, messyFiles, PASTED, SAMPLE_FILES, speak } from './pane-screens.ts';

const LANGUAGES: readonly Language[] = ['vi', 'en'];

const scratch = temporaryFolder();
const data = libraryData();
let browser: Browser;
let site: StaticSite;
let pane: OpenPane;

/** One pane on this machine, for all screens of both languages. */
beforeAll(async () => {
  const { engine } = await openSamples(['brvt-2024']);
  // The names in the files, units among them as they are written there.
  const names = `SELECT field_name AS text FROM dossiers UNION SELECT field_name FROM procedures
    UNION SELECT procedure_name FROM procedures UNION SELECT word FROM import_words UNION SELECT written FROM open_questions`;
  for (const row of await engine.query(names)) {
    const text = asText(row['text']).normalize('NFC');
    if (text !== '') data.add(text);
  }
  const sheets = await engine.query(
    'SELECT file, sheet, columns_found FROM import_sheets JOIN imports USING (import_id)',
  );
  for (const row of sheets) {
    data.add(`${asText(row['file'])} · ${asText(row['sheet'])}`);
    // `id=header as it stands in the file`
    for (const pair of asTexts(row['columns_found'])) data.add(pair.slice(pair.indexOf('=') + 1));
  }
  await engine.close();
  for (const { name, buffer } of LANGUAGES.flatMap(messyFiles))
    for (const cell of [name, ...buffer.toString().split(/[,\n]/)]) if (cell.length > 3) data.add(cell);
  const { shipped } = await readOffice(scratch.folder, ['brvt']);
  // As a narrow field shows them, too.
  for (const { name, shortName } of shipped.units.units)
    data.add(name).add(shortName).add(shortName.replace('Ủy ban nhân dân', 'UBND'));
  for (const { shortTitle } of shipped.forms.values()) data.add(shortTitle);
  for (const { name } of provinceIndex().provinces) data.add(name).add(name.charAt(0).toUpperCase() + name.slice(1));
  for (const text of [PASTED.trim(), ...PASTED.split(/[\t\n]/)]) if (text.length > 3) data.add(text);
  // Words that cells of such a table may have.
  data.add('sở, phòng, bộ phận, trường, xã, huyện, cơ quan');
  site = await serveFolder(await addinIn(scratch.folder));
  browser = await openBrowser();
  pane = await openPane(browser, `${site.address}taskpane.html`, { officeScript: 'unreachable', width: 350 });
  await pane.page.locator('main h1').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  scratch.remove();
});

/** Every text that somebody sees, hears or is shown by the pointer; ids of tables and columns are the same in both languages. */
function textsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [document.title];
    const collect = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        for (const name of [
          'aria-label',
          'title',
          'placeholder',
          'alt',
          'aria-description',
          'aria-roledescription',
          'aria-valuetext',
        ])
          found.push(element.getAttribute(name) ?? '');
        if (element instanceof HTMLInputElement && element.type !== 'radio' && element.type !== 'checkbox')
          found.push(element.value);
        if (!['SCRIPT', 'STYLE', 'NOSCRIPT', 'CODE'].includes(element.tagName))
          for (const child of element.childNodes)
            if (child.nodeType === Node.TEXT_NODE) found.push(child.textContent ?? '');
        if (element.shadowRoot !== null) collect(element.shadowRoot);
      }
    };
    collect(document);
    return [...new Set(found.map((text) => text.trim()).filter((text) => text !== ''))];
  });
}

const FOREIGN: Readonly<Record<Language, (text: string) => boolean>> = {
  vi: (text) => englishWord(text) !== undefined,
  en: hasVietnamese,
};

/** Names that do not fit are cut: `1.004013 Cho phép hoạt động trường …` */
function isCutData(text: string): boolean {
  const cut = /^(?:[\d.]+ )?(.{10,})…$/u.exec(text)?.[1];
  return cut !== undefined && [...data].some((one) => one.startsWith(cut));
}

async function foreignOn(page: Page, language: Language): Promise<string[]> {
  return (await textsOn(page))
    .map((text) => text.normalize('NFC'))
    .filter(FOREIGN[language])
    .filter((text) => !isCutData(text) && FOREIGN[language](without(data, text)));
}

/** Opens one screen after the other in a language. @returns what stands there in the other one, by screen */
async function walk(steps: typeof EMPTY, language: Language): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { name, open } of steps) {
    await open(pane.page, language).catch((error: unknown) => {
      throw new Error(`the way to "${name}" in ${language}: ${String(error)}`);
    });
    const foreign = await foreignOn(pane.page, language);
    if (foreign.length > 0) found[name] = foreign;
    // Words of another length, on screens that other tests look at in every colour.
    await expectForEverybody(pane.page, [{ colorScheme: 'light', forcedColors: 'none' }]).catch((error: unknown) => {
      throw new Error(`"${name}" in ${language}: ${String(error)}`, { cause: error });
    });
  }
  return found;
}

describe('the pane in both languages', () => {
  it.each(LANGUAGES)('before anything is imported, in %s', async (language) => {
    await speak(pane.page, language);
    expect(await walk(EMPTY, language)).toEqual({});
  });

  it('takes the samples', async () => {
    const { page } = pane;
    await page.getByRole('navigation').getByRole('button').first().click();
    await page.locator('main input[type=file][multiple]').setInputFiles(SAMPLE_FILES);
    await page.locator('main section [role=status] h2').waitFor();
  });

  it.each(LANGUAGES)('what an import found, in %s', async (language) => {
    await speak(pane.page, language);
    expect(await walk([IMPORTED], language)).toEqual({});
  });

  it.each(LANGUAGES)('with figures, in %s', async (language) => {
    await speak(pane.page, language);
    expect(await walk(FIGURES, language)).toEqual({});
  });

  it('is looked at: the other language is told where it stands', async () => {
    await speak(pane.page, 'vi');
    expect((await foreignOn(pane.page, 'en')).length).toBeGreaterThan(5);
    await speak(pane.page, 'en');
    expect((await foreignOn(pane.page, 'vi')).length).toBeGreaterThan(0);
  });
});
