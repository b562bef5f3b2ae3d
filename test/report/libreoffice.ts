import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireSystemPackage } from '../support/system-packages.ts';

/** Opens workbooks in LibreOffice, which reckons them anew, and saves them as another kind; one start for all. */
export function convertAll(
  books: readonly Uint8Array[],
  to: 'xlsx' | 'ods' | 'pdf' | 'doc',
  from: 'xlsx' | 'docx' = 'xlsx',
): Uint8Array[] {
  requireSystemPackage('soffice', 'libreoffice-calc');
  if (from === 'docx') requireSystemPackage('lowriter', 'libreoffice-writer');
  const folder = mkdtempSync(join(tmpdir(), 'vedich-report-'));
  try {
    const files = books.map((bytes, i) => {
      const file = join(folder, `book${i}.${from}`);
      writeFileSync(file, bytes);
      return file;
    });
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
    const out = join(folder, 'out');
    const filter = to === 'xlsx' ? 'xlsx:Calc MS Excel 2007 XML' : to;
    execFileSync('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', out, ...files], {
      stdio: 'ignore',
      timeout: 110_000,
    });
    return books.map((_, i) => readFileSync(join(out, `book${i}.${to}`)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function convert(
  bytes: Uint8Array,
  to: 'xlsx' | 'ods' | 'pdf' | 'doc',
  from: 'xlsx' | 'docx' = 'xlsx',
): Uint8Array {
  const [converted] = convertAll([bytes], to, from);
  if (converted === undefined) throw new Error('LibreOffice wrote nothing');
  return converted;
}

/** The pages of a PDF as text: as laid out, or (`raw`) cell after cell. */
export function pages(pdf: Uint8Array, order: 'layout' | 'raw' = 'layout'): string[] {
  requireSystemPackage('pdftotext', 'poppler-utils');
  const text = execFileSync('pdftotext', [`-${order}`, '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1e8 });
  return text.split('\f').slice(0, -1);
}

/** Plain letters only: PDFs name letters of a second font (those with two marks) after the rest of their line. */
export function squeezed(text: string): string {
  return text.normalize('NFC').replace(/[^!-~]/g, '');
}
