import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireSystemPackage } from '../support/system-packages.ts';

/** Opens a workbook in LibreOffice, which reckons it anew, and saves it as another kind. */
export function convert(bytes: Uint8Array, to: 'xlsx' | 'pdf'): Uint8Array {
  requireSystemPackage('soffice', 'libreoffice-calc');
  const folder = mkdtempSync(join(tmpdir(), 'vedich-report-'));
  try {
    writeFileSync(join(folder, 'book.xlsx'), bytes);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const out = join(folder, 'out');
    const filter = to === 'xlsx' ? 'xlsx:Calc MS Excel 2007 XML' : to;
    execFileSync(
      'soffice',
      [profile, '--headless', '--convert-to', filter, '--outdir', out, join(folder, 'book.xlsx')],
      {
        stdio: 'ignore',
        timeout: 110_000,
      },
    );
    return readFileSync(join(out, `book.${to}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The pages of a PDF as text. */
export function pages(pdf: Uint8Array): string[] {
  requireSystemPackage('pdftotext', 'poppler-utils');
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1e8 });
  return text.split('\f').slice(0, -1);
}
