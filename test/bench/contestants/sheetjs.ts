/** SheetJS with its dense sheets, the leanest way it has. Arguments of all contestants: FILE PACKAGE_LOADER. */
import { readFileSync } from 'node:fs';
import { type CellObject, read } from '@e965/xlsx';
import { type Cell, UnitMonths } from '../unit-months.ts';

const book = read(readFileSync(process.argv[2] ?? ''), { dense: true, cellHTML: false, cellText: false });
const sheet = book.Sheets[book.SheetNames[0] ?? ''];
const rows: readonly (readonly (CellObject | undefined)[])[] = sheet?.['!data'] ?? [];
const counts = new UnitMonths();
for (const row of rows) counts.row(Array.from(row, (cell): Cell => cell?.v));
console.log(JSON.stringify({ table: counts.result() }));
