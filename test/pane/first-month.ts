import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { MEANINGS, MONTHS, monthFile, percent, UNIT } from '../support/unknown-portal.ts';

/** Headers that must not stay unanswered. */
const MISSED = /HT nộp|HT thanh toán|Tình trạng|Hạn GQ|Ngày trả KQ/;

/** Counts presses of the mouse as they reach the page. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const count = (): void => {
      const before = Number(sessionStorage.getItem('clicks') ?? '0');
      sessionStorage.setItem('clicks', String(before + 1));
    };
    document.addEventListener('pointerdown', (event) => event.isTrusted && count(), { capture: true });
    document.addEventListener('drop', count, { capture: true });
  });
  return async () => page.evaluate(() => Number(sessionStorage.getItem('clicks') ?? '0'));
}

/** Presses the button and gives the file. */
export async function chooseFile(page: Page, button: string, file: ReturnType<typeof monthFile>): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).click(),
  ]);
  await chooser.setFiles(file);
}

/** A file let go over the pane, wherever. */
export async function dropFile(page: Page, { name, mimeType, buffer }: ReturnType<typeof monthFile>): Promise<void> {
  const data = await page.evaluateHandle(
    ([text, called, type]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], called, { type }));
      return transfer;
    },
    [buffer.toString('utf8'), name, mimeType] as const,
  );
  await page.locator('main').dispatchEvent('drop', { dataTransfer: data });
}

/** Looks at every question of the form, and answers those whose answer is not chosen yet. @returns what had to be chosen */
async function answerAll(page: Page): Promise<string[]> {
  const form = page.getByRole('form', { name: /^Cần trả lời/ });
  await form.waitFor();
  const corrected: string[] = [];
  // A column that nothing is likely of stands folded away.
  const folded = form.getByText(/^Cột khác, không dùng/);
  if ((await folded.count()) > 0 && MISSED.test((await form.locator('details').textContent()) ?? ''))
    await folded.click();
  for (const box of await form.getByRole('combobox').all()) {
    const label = await box.evaluate((element) => {
      const isField = element instanceof HTMLInputElement || element instanceof HTMLButtonElement;
      return (isField ? element.labels?.[0]?.textContent : undefined) ?? '';
    });
    const isUnit = label.includes('dòng không ghi đơn vị');
    const wanted = isUnit ? UNIT : MEANINGS[label];
    if (wanted === undefined) throw new Error(`asked about '${label}', which nobody here knows`);
    const shown = await box.evaluate((element) =>
      element instanceof HTMLInputElement ? element.value : element.textContent,
    );
    if (shown === wanted) continue;
    corrected.push(label);
    await box.click();
    if (isUnit) await page.keyboard.type('so giao duc ba ria');
    await page.getByRole('option', { name: wanted, exact: !isUnit }).first().click();
  }
  return corrected;
}

/** From an empty pane to the true figures of one month, and of the next; presses of the mouse are counted. */
export async function firstMonths(page: Page, address: string): Promise<void> {
  const clicks = await countClicks(page);
  await page.goto(address);
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();

  await chooseFile(page, 'Chọn tệp', monthFile(10));
  const form = page.getByRole('form', { name: /^Cần trả lời/ });
  const done = page.getByRole('heading', { name: 'Đã nạp xong' });
  // All of it on one form: columns, what stands in them, and whose file it is.
  await answerAll(page);
  await page.getByRole('button', { name: 'Trả lời và nạp lại' }).click();
  await done.waitFor();
  expect(await form.count()).toBe(0);
  await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
  const figure = (name: RegExp) => page.getByRole('list', { name: 'Các chỉ tiêu' }).getByRole('button', { name });
  const shows = async (known: (typeof MONTHS)[10]): Promise<void> => {
    const online = known.filter(({ channel }) => channel === 'Nộp online');
    const full = online.filter(({ level }) => level === 'Toàn trình');
    const paid = known.filter(({ payment }) => payment !== '');
    const paidOnline = paid.filter(({ payment }) => payment === 'VNPT Pay');
    for (const [name, value] of [
      [/^Hồ sơ trực tuyến từ xa/, percent(online.length, known.length)],
      [/^Hồ sơ trực tuyến thực hiện toàn trình/, percent(full.length, online.length)],
      [/^Hồ sơ thanh toán trực tuyến/, percent(paidOnline.length, paid.length)],
    ] as const)
      await expect.poll(() => figure(name).textContent(), { timeout: 60_000 }).toContain(value);
  };
  await shows(MONTHS[10]);
  const first = await clicks();
  expect(first).toBeLessThanOrEqual(12);

  await dropFile(page, monthFile(11));
  await page.getByRole('heading', { name: 'Đã nạp xong' }).waitFor();
  expect(await page.getByRole('form', { name: /^Cần trả lời/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
  await shows([...MONTHS[10], ...MONTHS[11]]);
  expect((await clicks()) - first).toBeLessThanOrEqual(2);
}
