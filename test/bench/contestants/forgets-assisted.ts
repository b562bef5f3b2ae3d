/** Wrong on purpose: forgets what was filed with help at the desk. The bench must say so (bench.test.ts). */
import { readFileSync } from 'node:fs';
import { read, utils } from '@e965/xlsx';
import { type Cell, UnitMonths } from '../unit-months.ts';

const book = read(readFileSync(process.argv[2] ?? ''));
const rows: Cell[][] = utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 });
const counts = new UnitMonths();
for (const row of rows) counts.row(Array.from(row, (cell): Cell => (cell === 'Nộp hộ' ? 'Trực tiếp' : cell)));
console.log(JSON.stringify({ table: counts.result() }));
