/** read-excel-file. */
import { type Cell, UnitMonths } from '../unit-months.ts';
import { fromCache } from './package.ts';

const { readSheet } = await fromCache<{ readSheet(file: string): Promise<Cell[][]> }>('read-excel-file/node');
const counts = new UnitMonths();
for (const row of await readSheet(process.argv[2] ?? '')) counts.row(row);
console.log(JSON.stringify({ table: counts.result() }));
