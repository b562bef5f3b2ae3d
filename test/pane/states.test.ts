import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Running, startServer } from '../serve/running-server.ts';
import { openBrowser } from '../support/browser.ts';
import { SAMPLES, temporaryFolder } from '../support/warehouse.ts';
import { expectForEverybody } from './accessibility.ts';
import { type OpenPane, openPane } from './browser.ts';
import { addinIn } from './sample-server.ts';
import { figuresOf, openTool } from './screens.ts';

const NOVEMBER = path.join(SAMPLES, 'brvt-2024/ho-so-2024-thang-11.csv');
const OCTOBER = path.join(SAMPLES, 'brvt-2024/ho-so-2024-thang-10.json');

const scratch = temporaryFolder();
let addin: string;
let browser: Browser;
let number = 0;
let warehouse: string;
const servers: Running[] = [];
let pane: OpenPane;

beforeAll(async () => {
  browser = await openBrowser();
  addin = await addinIn(scratch.folder);
});
beforeEach(() => {
  number += 1;
  const folder = path.join(scratch.folder, String(number));
  mkdirSync(folder);
  warehouse = path.join(folder, 'warehouse.duckdb');
});
afterEach(async () => {
  await pane?.context.close();
  for (const server of servers.splice(0)) await server.close();
});
afterAll(async () => {
  await browser?.close();
  scratch.remove();
});

async function serve(requireTokens = false, port = 0): Promise<Running> {
  const server = await startServer(
    warehouse,
    { addin, requireTokens, limits: { bytes: 2 ** 25, files: 10 } },
    undefined,
    port,
  );
  servers.push(server);
  return server;
}

async function importNovember(server: Running): Promise<void> {
  const answer = await server.post('/api/v1/imports?province=brvt&filename=thang-11.csv', readFileSync(NOVEMBER));
  expect(answer.status, await answer.text()).toBe(200);
}

async function visit(server: Running): Promise<Page> {
  pane = await openPane(browser, server.url);
  return pane.page;
}

describe('an empty warehouse', () => {
  it('is told with a place to drop files; after the import the targets are there', async () => {
    const page = await visit(await serve());
    await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
    await expectForEverybody(page);
    await page.getByRole('button', { name: 'Thử với số liệu mẫu' }).waitFor();
    await page.getByLabel('Chọn tệp').last().setInputFiles([NOVEMBER, OCTOBER]);
    await page.getByRole('heading', { name: 'Đã nạp xong' }).waitFor();
    await expectForEverybody(page);
    const sheets = await page.getByRole('listitem').filter({ hasText: 'Đọc' }).allTextContents();
    expect(sheets).toHaveLength(2);
    for (const sheet of sheets) {
      const counts = /Đọc ([\d.]+) = nhận ([\d.]+) \+ loại ([\d.]+) \+ trùng ([\d.]+) \+ bỏ qua ([\d.]+)/.exec(sheet);
      const [read = 0, ...parts] = (counts ?? []).slice(1).map((count) => Number(count.replaceAll('.', '')));
      expect(read).toBeGreaterThan(100);
      expect(parts.reduce((sum, count) => sum + count, 0)).toBe(read);
    }
    await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
    await figuresOf(page);
    expect(await page.getByRole('combobox', { name: 'Đến ngày' }).inputValue()).toBe('30/11/2024');
    expect(pane.complaints).toEqual([]);
  });

  it('is told to a reader, who may not import', async () => {
    const server = await serve(true);
    const token = await server.token('brvt-syt', 'reader');
    const page = await visit(server);
    await page.getByLabel('Mã truy cập', { exact: true }).fill(token);
    await page.getByRole('button', { name: 'Kết nối', exact: true }).click();
    await page.getByText(/Mã truy cập này chỉ được xem: nhờ người/).waitFor();
    expect(await page.getByRole('button', { name: 'Chọn tệp' }).count()).toBe(0);
    await openTool(page, 'Nạp tệp');
    await page.getByText(/Để nạp tệp, xin mã có quyền nạp/).waitFor();
    await expectForEverybody(page);
  });
});

describe('importing', () => {
  it('tells of every file what could not be read and what to do; the others are kept', async () => {
    const server = await serve();
    await importNovember(server);
    const page = await visit(server);
    await figuresOf(page);
    await openTool(page, 'Nạp tệp');
    await page
      .getByLabel('Chọn tệp')
      .last()
      .setInputFiles([
        {
          name: 'a-khong-phai.xlsx',
          mimeType: 'application/octet-stream',
          buffer: Buffer.from('PK\u0003\u0004 broken'),
        },
        { name: 'b.csv', mimeType: 'text/csv', buffer: readFileSync(NOVEMBER) },
        {
          name: 'c.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(
            'Mã hồ sơ,Mã TTHC,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Trạng thái\nH06.20-24-000001,1.001000,Sở Y tế tỉnh Bà Rịa - Vũng Tàu,Trực tuyến,31/02/2024,4\nH06.20-24-000002,1.001000,Sở Y tế tỉnh Bà Rịa - Vũng Tàu,Trực tuyến,05/03/2024,4\n',
          ),
        },
      ]);
    await page.getByRole('heading', { name: 'Đã nạp xong' }).waitFor();
    const text = (await page.getByRole('main').textContent()) ?? '';
    expect(text).toMatch(/a-khong-phai\.xlsx[\s\S]*(hỏng|không đọc được)/i);
    expect(text).toMatch(
      /c\.csv[\s\S]*Đọc \d+ = nhận 1 \+ loại 1[\s\S]*Không đọc được ngày ở cột 'Ngày tiếp nhận'[\s\S]*Sửa trong tệp gốc/,
    );
    expect(text).toContain("dòng 2: '31/02/2024'");
    await expectForEverybody(page);
    await page.getByRole('button', { name: 'Nạp thêm tệp' }).click();
    await page
      .getByLabel('Chọn tệp')
      .last()
      .setInputFiles([{ name: 'hong.xlsx', mimeType: '', buffer: Buffer.from('PK\u0003\u0004 broken') }]);
    await page.getByRole('heading', { name: 'Không nạp được tệp nào' }).waitFor();
    await expectForEverybody(page);
  });

  it('a file that is dropped goes in as one that is picked', async () => {
    const page = await visit(await serve());
    await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
    const content = readFileSync(NOVEMBER, 'latin1');
    const transfer = await page.evaluateHandle((text) => {
      const made = new DataTransfer();
      made.items.add(new File([Uint8Array.from(text, (byte) => byte.charCodeAt(0))], 'thang-11.csv'));
      return made;
    }, content);
    const area = page.getByText('Thả tệp xuất từ cổng vào đây').locator('..');
    await area.dispatchEvent('dragenter', { dataTransfer: transfer });
    await area.dispatchEvent('drop', { dataTransfer: transfer });
    await page.getByRole('heading', { name: 'Đã nạp xong' }).waitFor();
    await page.getByText('Hồ sơ. Đọc 236 = nhận 235').waitFor();
  });
});

describe('a server that fails', () => {
  it('stopped: a sentence with the next step, what was chosen stays; when it runs again the figures come', async () => {
    const server = await serve();
    await importNovember(server);
    const page = await visit(server);
    await figuresOf(page);
    await server.close();
    servers.splice(0);
    await page.getByRole('button', { name: 'Cập nhật số liệu' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/Không gọi được máy chủ http:\/\/127\.0\.0\.1:\d+\. Kiểm tra máy chủ/);
    await expectForEverybody(page);
    await page.getByRole('combobox', { name: 'Đến ngày' }).fill('31/10/2024');
    await page.keyboard.press('Tab');
    await page.getByRole('alert').getByRole('button', { name: 'Thử lại' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Đến ngày' }).inputValue()).toBe('31/10/2024');
    await expectForEverybody(page);
    // The pane asks again by itself; the button is held by lost-server.test.ts.
    await serve(false, server.port);
    await page.getByText('01/01/2024 – 31/10/2024').waitFor();
  });

  it('stopped before the pane is opened again: one sentence, and a way to another source', async () => {
    const server = await serve();
    const page = await visit(server);
    await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
    // Somebody chose this server; without that the engine of the page would step in.
    await page.getByRole('button', { name: /^Nguồn số liệu/ }).click();
    await page.getByRole('button', { name: 'Kết nối', exact: true }).click();
    await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
    await page.route('**/api/v1/**', (route) => route.abort('connectionrefused'));
    await page.reload();
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: /Mất kết nối/ }).waitFor();
    await expectForEverybody(page);
    await page.getByRole('alert').getByRole('button', { name: 'Đổi nguồn số liệu' }).click();
    await page.getByLabel('Địa chỉ máy chủ').fill('không phải địa chỉ!');
    await page.getByRole('button', { name: 'Kết nối', exact: true }).click();
    await page.getByText(/không phải địa chỉ máy chủ/).waitFor();
    await expectForEverybody(page);
  });

  it('a fault of the server is told by its number', async () => {
    const server = await serve();
    await importNovember(server);
    const engine = await server.database.connect();
    await engine.run('ALTER TABLE payments RENAME TO payments_gone');
    await engine.close();
    const page = await visit(server);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/Gửi số hiệu yêu cầu [0-9a-f-]{36} cho người hỗ trợ/);
    await expectForEverybody(page);
  });
});

describe('tokens', () => {
  it('none, expired, wrong, malformed, right, revoked: each says what to do', async () => {
    const server = await serve(true);
    const expired = await server.token('brvt', 'consolidator', '2026-11-20');
    const right = await server.token('brvt-syt', 'contributor');
    const page = await visit(server);
    const token = page.getByLabel('Mã truy cập', { exact: true });
    await page.getByText(/Máy chủ này cần mã truy cập/).waitFor();
    await expectForEverybody(page);
    for (const [typed, sentence] of [
      [expired, /Mã truy cập đã hết hạn ngày 20\/11\/2026\. Xin người quản trị cấp mã mới/],
      ['vedich_00000000_nothing', /Mã truy cập không đúng hoặc đã bị thu hồi/],
      ['mã của tôi', /Mã truy cập chỉ gồm chữ không dấu/],
    ] as const) {
      await token.fill(typed);
      await page.getByRole('button', { name: 'Kết nối', exact: true }).click();
      await page.getByText(sentence).waitFor();
      await expectForEverybody(page);
    }
    await token.fill(right);
    await page.getByRole('button', { name: 'Kết nối', exact: true }).click();
    await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
    // In the session only, because nobody asked to keep it.
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(right);
    await page.reload();
    await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
    await page
      .getByLabel('Chọn tệp')
      .last()
      .setInputFiles([
        {
          name: 'so-y-te.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(
            'Mã hồ sơ,Mã TTHC,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Trạng thái\nH06.20-23-000001,1.001000,Sở Y tế tỉnh Bà Rịa - Vũng Tàu,Trực tuyến,05/03/2023,4\n',
          ),
        },
      ]);
    await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
    await figuresOf(page);
    const unit = page.getByRole('combobox', { name: 'Đơn vị' });
    expect(await unit.inputValue()).toBe('Sở Y tế');
    expect(await unit.getAttribute('title')).toBe('Sở Y tế tỉnh Bà Rịa - Vũng Tàu');
    const { writeTokens, tokenFile } = await import('../../pipeline/serve/tokens.ts');
    await writeTokens(tokenFile(warehouse), []);
    await page.getByRole('button', { name: 'Cập nhật số liệu' }).click();
    await page
      .getByText(/Mã truy cập không đúng hoặc đã bị thu hồi/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Đổi nguồn số liệu' }).click();
    await page.getByLabel('Địa chỉ máy chủ').waitFor();
  });
});
