import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { sheetXml, xlsxParts } from './build-xlsx.ts';

const ROWS = 100_000;
const COLUMNS = 22;
const LIMIT_MB = 300;

const folder = mkdtempSync(join(tmpdir(), 'vedich-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('100,000 rows of 22 columns are read in 300 MB', () => {
  const rows: string[] = [];
  const strings: string[] = [];
  for (let row = 1; row <= ROWS; row++) {
    strings.push(`<si><t>H06.23-241105-${row}</t></si>`);
    let cells = `<c r="A${row}" t="s"><v>${row - 1}</v></c>`;
    for (let column = 1; column < COLUMNS; column++) {
      const at = `${String.fromCharCode(65 + column)}${row}`;
      cells +=
        column % 3 === 0
          ? `<c r="${at}" s="1"><v>${45000 + (row % 600)}.25</v></c>`
          : `<c r="${at}" t="s"><v>${(row * column) % 97}</v></c>`;
    }
    rows.push(`<row r="${row}">${cells}</row>`);
  }
  const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>';
  const xml = strToU8(sheetXml(rows.join('')));
  const path = join(folder, 'large.xlsx');
  writeFileSync(
    path,
    zipSync(xlsxParts({ sheets: [{ name: 'S', xml }], strings: strings.join(''), styles }), { level: 1 }),
  );
  const script = join(import.meta.dirname, 'peak-memory.ts');
  const printed = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, path], {
    encoding: 'utf8',
  });
  const { rows: read, peakMb }: { rows: number; peakMb: number } = JSON.parse(printed);
  expect(read).toBe(ROWS);
  expect(peakMb).toBeLessThan(LIMIT_MB);
});
