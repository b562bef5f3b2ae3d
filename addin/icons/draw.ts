import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ICONS } from './sizes.ts';

/**
 * Draws the icons in all sizes: `node addin/icons/draw.ts`. Run it after an SVG was changed and look at the 16 pixels.
 * The pictures are kept beside the drawings, so that nobody needs a browser to build the add-in.
 */
const place = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage();
  for (const [name, sizes] of Object.entries(ICONS)) {
    const drawing = await readFile(place(`${name}.svg`), 'utf8');
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
      await page.screenshot({ path: place(`${name}-${size}.png`), omitBackground: true });
    }
  }
} finally {
  await browser.close();
}
