import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { expectForEverybody } from '../pane/accessibility.ts';
import { chooseIn, figuresOf, loadProvince, openTool } from '../pane/screens.ts';
import { bytesOf } from '../support/browser.ts';
import { dossiers, PLAN } from '../support/ninh-binh.ts';
import { paneHere } from './pane-here.ts';

/** An office of Ninh Bình, of which nothing ships. */
const here = paneHere();
let page: Page;
beforeAll(() => {
  ({ page } = here);
});

async function openLibrary(): Promise<void> {
  await openTool(page, 'Cài đặt');
  await page.getByRole('button', { name: 'Kế hoạch, đơn vị, báo cáo của cơ quan' }).click();
  await page.getByRole('tab', { name: 'Kế hoạch' }).waitFor();
}

const yaml = (name: string, text: string) => ({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) });

test('a province is chosen, a list pasted from Excel is looked at, mended and added', async () => {
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  await openLibrary();
  await expectForEverybody(page);
  await loadProvince(page, 'ninh binh', /^Tỉnh Ninh Bình/);
  const field = page.getByRole('textbox', { name: 'Các dòng dán từ Excel' });
  const rows = (above: string) =>
    `Tên đơn vị\tMã\tLoại\tCấp trên\r\nTrung tâm Ngoại ngữ Hoa Lư\tnnhl\tđơn vị sự nghiệp\t${above}\r\n`;
  await field.fill(rows('Sở Không Có'));
  await page.getByText(/^Dòng 2, cột Cấp trên: Không có đơn vị "Sở Không Có"/).waitFor();
  expect(await page.getByRole('button', { name: /^Thêm \d+ đơn vị$/ }).count()).toBe(0);
  await expectForEverybody(page);
  await field.fill(rows('ninhbinh-sgddt'));
  await page.getByRole('rowheader', { name: 'Trung tâm Ngoại ngữ Hoa Lư' }).waitFor();
  await expectForEverybody(page);
  await page.getByRole('button', { name: 'Thêm 1 đơn vị' }).click();
  await page.getByText('Đã thêm 1 đơn vị.').waitFor();
  await page.getByText('units/ninhbinh.yaml (1 đơn vị)').waitFor();
  await page.getByRole('searchbox', { name: 'Tìm đơn vị' }).fill('hoa lu nnhl');
  await page.getByRole('cell', { name: 'ninhbinh-sgddt-nnhl' }).waitFor();
  await expectForEverybody(page);
});

test('a plan is typed in; each mistake stands at its field; mended, it is kept and can be changed', async () => {
  await page.getByRole('tab', { name: 'Kế hoạch' }).click();
  await page.getByRole('button', { name: 'Thêm kế hoạch' }).click();
  await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
  await page.getByText(/^Còn \d+ chỗ cần sửa/).waitFor();
  await expectForEverybody(page);
  await page.getByRole('textbox', { name: 'Tên văn bản' }).fill('Kế hoạch cải cách hành chính năm 2026');
  await page.getByRole('textbox', { name: 'Số, ký hiệu' }).fill('12/KH-SGDĐT');
  await page.getByRole('textbox', { name: 'Ngày ban hành' }).fill('31/02/2026');
  await chooseIn(page, 'Tỉnh, thành phố', 'ninh binh', /^Tỉnh Ninh Bình/);
  await chooseIn(page, 'Đơn vị thực hiện', 'so giao duc', /^Sở Giáo dục và Đào tạo tỉnh Ninh Bình/);
  const target = (number: number) => page.getByRole('group', { name: `Chỉ tiêu ${number}` });
  const pick = (number: number, field: string, option: string) =>
    target(number).getByRole('combobox', { name: field }).selectOption({ label: option });
  const type = (number: number, field: string, text: string): Promise<void> =>
    target(number).getByRole('textbox', { name: field }).fill(text);
  await pick(1, 'Cách đo', 'Tỷ lệ hồ sơ trực tuyến từ xa');
  await target(1)
    .getByText(/^Tử số: .* Mẫu số: /)
    .waitFor();
  await type(1, 'Mức', '70 %');
  await type(1, 'Hạn', '31/12/2026');
  await type(1, 'Chỗ trong văn bản', 'Mục II.1');
  await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click();
  await pick(2, 'Cách đo', 'Tỷ lệ giải quyết hồ sơ đúng hạn');
  await pick(2, 'Ngưỡng', 'Nhiều mốc');
  await type(2, 'Mức, mốc 1', '99,5');
  await type(2, 'Hạn, mốc 1', '30/06/2026');
  await type(2, 'Mức, mốc 2', 'chín mươi');
  await type(2, 'Hạn, mốc 2', '31/12/2026');
  await type(2, 'Chỗ trong văn bản', 'Mục II.2');
  await target(2).getByRole('checkbox', { name: 'Phấn đấu, không bắt buộc' }).check();
  await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
  await page.getByText('Còn 2 chỗ cần sửa, xem dưới từng ô.').waitFor();
  await page.getByText(/"31\/02\/2026" không phải ngày/).waitFor();
  await page.getByText(/"chín mươi" không phải một số/).waitFor();
  await page.getByRole('textbox', { name: 'Ngày ban hành' }).fill('15/01/2026');
  await type(2, 'Mức, mốc 2', '100');
  await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
  await page.getByText('Đã lưu Kế hoạch cải cách hành chính năm 2026.').waitFor();
  const entry = page.getByRole('list', { name: 'Kế hoạch' }).getByRole('listitem').filter({ hasText: '2026' });
  await entry.getByText('Của cơ quan').waitFor();
  const version = await entry.getByText(/bản [0-9a-f]{8}$/).textContent();
  await entry.getByRole('button', { name: /^Sửa/ }).click();
  expect(await target(2).getByRole('textbox', { name: 'Hạn, mốc 1' }).inputValue()).toBe('30/06/2026');
  await type(2, 'Mức, mốc 1', '95');
  await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
  await page.getByText('Đã lưu Kế hoạch cải cách hành chính năm 2026.').waitFor();
  await expect.poll(() => entry.getByText(/bản [0-9a-f]{8}$/).textContent()).not.toBe(version);
});

test('a broken plan file is told with its lines; the others stay', async () => {
  const choose = (text: string) => page.locator('input[accept*=".yaml"]').setInputFiles(yaml('ke-hoach.yaml', text));
  await choose(PLAN.replace('remote_online_rate', 'remote_online_rat').replace('value: 90', 'value: chín mươi'));
  await page.getByText('Chưa dùng được ke-hoach.yaml').waitFor();
  await page
    .getByText(/, dòng 12: .*không có chỉ số "remote_online_rat"/)
    .or(page.getByText(/remote_online_rat/))
    .first()
    .waitFor();
  expect(await page.getByRole('alert').getByRole('listitem').count()).toBe(2);
  await expectForEverybody(page);
  expect(await page.getByRole('list', { name: 'Kế hoạch' }).getByRole('listitem').count()).toBe(6);
});

test('who signs the reports and what comes behind them is said once', async () => {
  await page.getByRole('tab', { name: 'Báo cáo' }).click();
  await page.getByRole('textbox', { name: 'Họ và tên người ký' }).fill('Nguyễn Thị Ánh');
  await page.getByText('Ghi chức vụ khi đã ghi họ tên hoặc ký thay.').waitFor();
  await expectForEverybody(page);
  await page.getByRole('textbox', { name: 'Ký thay, thừa lệnh, thay mặt' }).fill('KT. GIÁM ĐỐC');
  await page.getByRole('textbox', { name: 'Chức vụ người ký' }).fill('PHÓ GIÁM ĐỐC');
  await page.getByRole('textbox', { name: 'Địa danh' }).fill('Hoa Lư');
  await page.getByRole('textbox', { name: 'Số, ký hiệu' }).fill('BC-SGDĐT');
  await page.getByRole('textbox', { name: 'Nơi nhận, mỗi dòng một nơi' }).fill('UBND tỉnh (báo cáo)\nLưu: VT');
  await page.getByRole('checkbox', { name: 'Kết quả theo lĩnh vực' }).check();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText(/"BC-SGDĐT" thiếu chỗ cho số/).waitFor();
  await expectForEverybody(page);
  await page.getByRole('textbox', { name: 'Số, ký hiệu' }).fill('{number}/BC-SGDĐT');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu mặc định của báo cáo.').waitFor();
  await expectForEverybody(page);
});

test('figures, report and dossiers of the own plan; after a reload all is there', async () => {
  await openTool(page, 'Nạp tệp');
  await page.setInputFiles('input[type=file]', [
    {
      name: 'thang-3.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(dossiers(3, 'Trung tâm Ngoại ngữ Hoa Lư tỉnh Ninh Bình', 10, 7, 1)),
    },
  ]);
  await page.getByRole('heading', { name: 'Đã nạp xong' }).waitFor();
  await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
  await page.getByRole('combobox', { name: 'Kế hoạch' }).click();
  await page.getByRole('option', { name: 'Kế hoạch cải cách hành chính năm 2026' }).click();
  await figuresOf(page);
  const card = page
    .getByRole('list', { name: 'Các chỉ tiêu' })
    .getByRole('button', { name: /^Tỷ lệ hồ sơ trực tuyến từ xa/ });
  await expect.poll(() => card.textContent()).toMatch(/70\s?%/);
  // One month of three: the report is made only after somebody has seen that.
  await page.getByRole('button', { name: 'Tải báo cáo' }).click();
  const dialog = page.getByRole('dialog', { name: 'Xem trước khi lập báo cáo' });
  await dialog.getByText('2 trong 2 chỉ tiêu chưa đủ kỳ, báo cáo sẽ không nói đạt hay chưa đạt.').waitFor();
  await dialog.getByText(/^Chỉ tiêu 1, 2: danh sách 'Hồ sơ' thiếu tháng 1–2\/2026/).waitFor();
  await expectForEverybody(page);
  await dialog.getByRole('button', { name: 'Chưa lập' }).click();
  await page.getByText('Đã hủy, chưa ghi gì').waitFor();
  await page.getByRole('button', { name: 'Tải báo cáo' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Vẫn lập báo cáo' }).click(),
  ]);
  const book = unzipSync(await bytesOf(download));
  const sheets = new TextDecoder().decode(book['xl/workbook.xml']);
  expect([...sheets.matchAll(/<sheet name="([^"]*)"(?![^>]*state=)/g)].map(([, name]) => name)).toEqual([
    'Chỉ tiêu',
    'Theo lĩnh vực',
  ]);
  const words = Object.values(book)
    .map((bytes) => new TextDecoder().decode(bytes))
    .join('\n');
  expect(words).toContain('Kế hoạch cải cách hành chính năm 2026');
  for (const said of ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Nguyễn Thị Ánh', 'Hoa Lư, ngày', '- UBND tỉnh (báo cáo);'])
    expect(words).toContain(said);
  await page.reload();
  await figuresOf(page);
  await expect.poll(() => card.textContent()).toMatch(/70\s?%/);
  await card.click();
  await page.getByRole('button', { name: 'Liệt kê hồ sơ' }).click();
  const missing = page
    .getByRole('region')
    .filter({ has: page.getByRole('table') })
    .first();
  await page.getByRole('heading', { name: /^Chưa tính vào tử số/ }).waitFor();
  await expect.poll(() => missing.locator('tbody tr').count()).toBe(3);
});

test('all of it as one zip, taken away, brought back', async () => {
  await openLibrary();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Xuất tệp .zip' }).click(),
  ]);
  const zip = Buffer.from(await bytesOf(download));
  expect(Object.keys(unzipSync(zip))).toEqual([
    'defaults.yaml',
    'plans/ninhbinh-sgddt-2026.yaml',
    'units/ninhbinh.yaml',
  ]);
  await page.getByRole('button', { name: /^Gỡ Kế hoạch cải cách/ }).click();
  await page.getByRole('alertdialog').waitFor();
  await expectForEverybody(page);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Gỡ' }).click();
  await page.getByText('Đã gỡ Kế hoạch cải cách hành chính năm 2026.').waitFor();
  const entries = page.getByRole('list', { name: 'Kế hoạch' }).getByRole('listitem');
  await expect.poll(() => entries.count()).toBe(5);
  await page.locator('input[accept=".zip"]').setInputFiles({ name: 'a.zip', mimeType: 'application/zip', buffer: zip });
  await page.getByText('Đã lấy 3 tệp.').waitFor();
  await expect.poll(() => entries.count()).toBe(6);
});

test('no request leaves the page’s own host; nothing complained', () => {
  expect(here.elsewhere()).toEqual([]);
  expect(here.complaints()).toEqual([]);
});
