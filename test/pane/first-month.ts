import type { Page } from 'playwright-core';
import { MEANINGS, type monthFile, UNIT } from '../support/unknown-portal.ts';

/** Headers that must not stay unanswered. */
const MISSED = /HT nộp|HT thanh toán|Tình trạng|Hạn GQ|Ngày trả KQ/;

/** Counts presses of the mouse as they reach the page. */
export async function countClicks(page: Page): Promise<() => Promise<number>> {
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
export async function answerAll(page: Page): Promise<string[]> {
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
