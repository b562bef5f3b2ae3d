import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from '../report/validate.ts';
import { openBrowser } from '../support/browser.ts';
import { openAddin } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('an old Excel says what it lacks, and its library refuses it', async () => {
  const { page, host } = await openAddin(browser, { old: true });
  const seen = await page.evaluate(async () => {
    const sets = ['1.1', '1.3', '1.13'].map((level) => Office.context.requirements.isSetSupported('ExcelApi', level));
    const shared = Office.context.requirements.isSetSupported('SharedRuntime', '1.1');
    const code = await Excel.run(async (context) => {
      context.workbook.insertWorksheetsFromBase64('UEs=');
      await context.sync();
    }).catch((error: OfficeExtension.Error) => error.code);
    return { sets, shared, code };
  });
  expect(seen).toEqual({ sets: [true, false, false], shared: false, code: 'ApiNotFound' });
  expect(host.unknown).toEqual([]);
});

test('what lies above the asked-for level is refused', async () => {
  const { page } = await openAddin(browser, { requirements: { ExcelApi: '1.8' } });
  const seen = await page.evaluate(() =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const refused = (work: () => unknown): string => {
        try {
          work();
          return 'done';
        } catch (error) {
          return (error as OfficeExtension.Error).code;
        }
      };
      return [refused(() => sheet.getRange('A1').getSpillingToRangeOrNullObject()), refused(() => sheet.freezePanes)];
    }),
  );
  expect(seen).toEqual(['ApiNotFound', 'done']);
});

test('what is kept in the workbook is there when it is opened again', async () => {
  const first = await openAddin(browser);
  await first.page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        Office.context.document.settings.set('seen', true);
        Office.context.document.settings.saveAsync((result) =>
          result.status === Office.AsyncResultStatus.Succeeded ? resolve() : reject(result.error),
        );
      }),
  );
  await first.page.evaluate(() =>
    Excel.run(async (context) => {
      const { customXmlParts, settings, properties } = context.workbook;
      settings.add('report', { plan: 'qd', at: [1, 2] });
      properties.custom.add('Kế hoạch', 'QĐ 468');
      const part = customXmlParts.add('<records xmlns="urn:test:1"><r a="1 &amp; 2">“x”</r></records>');
      part.load('id');
      await context.sync();
      customXmlParts.getItem(part.id).setXml('<records xmlns="urn:test:1"><r a="3"/></records>');
      customXmlParts.add('<other xmlns="urn:test:2"/>');
      await context.sync();
    }),
  );
  const saved = first.host.save();
  expect(await findings(saved)).toEqual([]);
  const second = await openAddin(browser, { workbook: saved });
  const seen = await second.page.evaluate(() =>
    Excel.run(async (context) => {
      const { customXmlParts, settings, properties } = context.workbook;
      const xml = customXmlParts.getByNamespace('urn:test:1').getOnlyItem().getXml();
      const none = customXmlParts.getByNamespace('urn:test:3').getOnlyItemOrNullObject();
      const report = settings.getItemOrNullObject('report').load('value');
      const property = properties.custom.getItemOrNullObject('Kế hoạch').load('value');
      customXmlParts.load('items/namespaceUri');
      await context.sync();
      const spaces = customXmlParts.items.map(({ namespaceUri }) => namespaceUri);
      return [
        xml.value,
        none.isNullObject,
        report.value,
        property.value,
        spaces,
        Office.context.document.settings.get('seen'),
      ];
    }),
  );
  expect(seen).toEqual([
    '<records xmlns="urn:test:1"><r a="3"/></records>',
    true,
    { plan: 'qd', at: [1, 2] },
    'QĐ 468',
    ['urn:test:1', 'urn:test:2'],
    true,
  ]);
});

test('a failing batch fails as Excel fails it, once', async () => {
  const { page, host } = await openAddin(browser);
  host.failNext('InvalidOperationInCellEditMode');
  const codes = await page.evaluate(async () => {
    const once = (): Promise<string> =>
      Excel.run(async (context) => {
        context.workbook.worksheets.getActiveWorksheet().load('name');
        await context.sync();
        return 'done';
      }).catch((error: OfficeExtension.Error) => error.code);
    return [await once(), await once()];
  });
  expect(codes).toEqual(['InvalidOperationInCellEditMode', 'done']);
  expect(host.roundTrips).toBe(2);
});

test('custom functions: one message for many cells, errors with their sentences, tables that spill', async () => {
  const { page, host } = await openAddin(browser, { functionNamespace: 'THU' });
  await page.evaluate(() => {
    let waiting: (() => void)[] = [];
    let requests = 0;
    const batched = (): Promise<void> =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length > 1) return;
        setTimeout(() => {
          requests += 1;
          for (const done of waiting) done();
          waiting = [];
        }, 20);
      });
    Object.assign(window, { requests: () => requests });
    CustomFunctions.associate('CONG', async (a: number, b: number) => {
      await batched();
      return a + b;
    });
    CustomFunctions.associate('LOI', () => {
      throw new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, 'Chưa có số liệu');
    });
    CustomFunctions.associate('HONG', () => Promise.reject(new Error('no')));
    const table = [
      ['a', 1],
      ['b', null],
    ];
    CustomFunctions.associate('BANG', async () => table);
    CustomFunctions.associate('NOI', (_: unknown, { address }: CustomFunctions.Invocation) => address ?? '');
  });
  const results = await host.callFunctions([
    ...Array.from({ length: 500 }, (_, i) => ({ name: 'CONG', args: [i, 1] })),
    { name: 'LOI', args: [] },
    { name: 'HONG', args: [] },
    { name: 'NONE', args: [] },
  ]);
  expect(results.slice(0, 500).map(({ value }) => value)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
  expect(results.slice(500)).toEqual([
    { ok: false, value: 'Chưa có số liệu', error: '#N/A' },
    { ok: false, value: '', error: '#VALUE!' },
    { ok: false, value: '', error: '#VALUE!' },
  ]);
  expect(await page.evaluate(() => window.requests())).toBe(1);

  await host.edit('Sheet1', 'A1', 4);
  await host.edit('Sheet1', 'B1:B2', '=THU.CONG(A$1,1.5)');
  await host.edit('Sheet1', 'C1', '=THU.LOI()');
  await host.edit('Sheet1', 'D1', '=THU.BANG("x, y")');
  await host.edit('Sheet1', 'D5', '=THU.NOI("x")');
  await host.settled();
  expect(host.values('Sheet1', 'B1:E2')).toEqual([
    [5.5, '#N/A', 'a', 1],
    [5.5, '', 'b', 0],
  ]);
  expect(host.values('Sheet1', 'D5')).toEqual([['Sheet1!D5']]);
  const spilled = await page.evaluate(() =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const range = sheet.getRange('D1').getSpillingToRangeOrNullObject().load('address');
      const none = sheet.getRange('B1').getSpillingToRangeOrNullObject();
      await context.sync();
      sheet.getRange('A1').values = [[10]];
      context.workbook.application.calculate(Excel.CalculationType.full);
      await context.sync();
      return [range.address, none.isNullObject];
    }),
  );
  await host.settled();
  expect(spilled).toEqual(['Sheet1!D1:E2', true]);
  expect(host.values('Sheet1', 'B1')).toEqual([[11.5]]);
  expect(host.unknown).toEqual([]);
  expect(await findings(host.save())).toEqual([]);
});

test('a page that is opened anew begins anew, over the same workbook', async () => {
  const { page, host } = await openAddin(browser);
  const listen = () =>
    page.evaluate(() =>
      Excel.run(async (context) => {
        window.times = 0;
        context.workbook.worksheets.onChanged.add(async () => {
          window.times += 1;
        });
        await context.sync();
        CustomFunctions.associate('HAI', () => 2);
      }),
    );
  await listen();
  await host.edit('Sheet1', 'A1', 'x');
  await page.reload();
  await page.evaluate(() => Office.onReady());
  await host.edit('Sheet1', 'A2', 'y');
  await listen();
  await host.edit('Sheet1', 'A3', 'z');
  expect(await page.evaluate(() => window.times)).toBe(1);
  expect(await host.callFunctions([{ name: 'HAI', args: [] }])).toEqual([{ ok: true, value: 2 }]);
  expect(host.values('Sheet1', 'A1:A3')).toEqual([['x'], ['y'], ['z']]);
  expect(host.unknown).toEqual([]);
});

test('a button of the ribbon calls its function, also while the pane is hidden', async () => {
  const { page, host } = await openAddin(browser);
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    Office.actions.associate('capNhat', async (event: Office.AddinCommands.Event) => {
      seen.push(event.source.id);
      await Office.addin.showAsTaskpane();
      event.completed();
    });
    return Office.addin.onVisibilityModeChanged(({ visibilityMode }) => {
      seen.push(visibilityMode);
    });
  });
  host.showPane(false);
  await host.settled();
  await host.runCommand('capNhat');
  await host.settled();
  expect(host.paneIsShown).toBe(true);
  expect(await page.evaluate(() => window.seen)).toEqual(['Hidden', 'button-capNhat', 'Taskpane']);
  await expect(host.runCommand('none')).rejects.toThrow('cannot call none');
  expect(host.unknown).toEqual([]);
});
