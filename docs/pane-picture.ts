import { ensureAddin } from '../pipeline/cli/addin-build.ts';
import { openPane } from '../test/pane/browser.ts';
import { figuresOf, openTarget } from '../test/pane/screens.ts';
import { startServer } from '../test/serve/running-server.ts';
import { openBrowser } from '../test/support/browser.ts';

const WIDTH = 400;
const HEIGHT = 860;

/** The pane's first screen and an opened number beside it, over a warehouse made from the samples. */
export async function drawPane(warehouse: string, picture: string): Promise<void> {
  const server = await startServer(warehouse, { addin: await ensureAddin() });
  const browser = await openBrowser();
  try {
    const { page } = await openPane(browser, server.url, { width: WIDTH, height: HEIGHT, scale: 2 });
    await figuresOf(page);
    const shots = [await page.screenshot()];
    await openTarget(page, /^Hồ sơ trực tuyến từ xa/);
    await page.getByRole('list').first().waitFor();
    await page.waitForLoadState('networkidle');
    shots.push(await page.screenshot());
    const images = shots.map((shot) => `<img width="${WIDTH}" src="data:image/png;base64,${shot.toString('base64')}">`);
    const sheet = await browser.newPage({
      deviceScaleFactor: 2,
      viewport: { width: 2 * WIDTH + 72, height: HEIGHT + 48 },
    });
    await sheet.setContent(
      `<style>body{margin:0;padding:24px;display:flex;gap:24px;background:#e6ecee}img{border-radius:8px;box-shadow:0 2px 10px #0003}</style>${images.join('')}`,
    );
    await sheet.screenshot({ path: picture });
  } finally {
    await browser.close();
    await server.close();
  }
}
