/**
 * Draws the README's pictures anew: `npm run pictures`. The samples go through the program, LibreOffice draws the report,
 * and its first page becomes `docs/bao-cao.png`; Chromium draws the pane as `docs/bang-dieu-khien.png`. The pictures of
 * `docs/tong-hop.md` come from made-up reports of a province's units (`consolidation-pictures.ts`). Needs LibreOffice,
 * poppler-utils, Chromium and a font with the widths of Times New Roman (Debian: libreoffice-calc, poppler-utils, chromium-headless-shell,
 * fonts-croscore).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { requireSystemPackage } from '../test/support/system-packages.ts';
import { drawConsolidation } from './consolidation-pictures.ts';
import { drawPane } from './pane-picture.ts';

const START = fileURLToPath(new URL('../pipeline/cli/start.ts', import.meta.url));
const PICTURE = fileURLToPath(new URL('bao-cao', import.meta.url));
const PANE = fileURLToPath(new URL('bang-dieu-khien.png', import.meta.url));
const REPORT = 'bao-cao-brvt-sgddt-2024-2024-11-30';
const WIDTH = 1400;

requireSystemPackage('soffice', 'libreoffice-calc');
requireSystemPackage('pdftoppm', 'poppler-utils');
const folder = mkdtempSync(path.join(tmpdir(), 'vedich-pictures-'));
try {
  const warehouse = path.join(folder, 'warehouse.duckdb');
  execFileSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', START, '--no-serve', '-o', folder, '--warehouse', warehouse],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile'))}`;
  const book = path.join(folder, `${REPORT}.xlsx`);
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, book], {
    stdio: 'ignore',
  });
  const pdf = path.join(folder, `${REPORT}.pdf`);
  const size = ['-scale-to-x', String(WIDTH), '-scale-to-y', '-1'];
  execFileSync('pdftoppm', ['-png', '-f', '1', '-l', '1', '-singlefile', ...size, pdf, PICTURE]);
  process.stdout.write(`${PICTURE}.png\n`);
  await drawPane(warehouse, PANE);
  process.stdout.write(`${PANE}\n`);
  for (const drawn of await drawConsolidation(folder)) process.stdout.write(`${drawn}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
