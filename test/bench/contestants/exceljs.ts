/** exceljs, streaming. */
import { type Cell, UnitMonths } from '../unit-months.ts';
import { fromCache } from './package.ts';

interface Exceljs {
  default: {
    stream: {
      xlsx: {
        WorkbookReader: new (
          file: string,
          options: Record<string, string>,
        ) => AsyncIterable<AsyncIterable<{ values: Cell[] }>>;
      };
    };
  };
}

const { default: exceljs } = await fromCache<Exceljs>('exceljs');
const book = new exceljs.stream.xlsx.WorkbookReader(process.argv[2] ?? '', {
  worksheets: 'emit',
  sharedStrings: 'cache',
  styles: 'cache',
  hyperlinks: 'ignore',
});
const counts = new UnitMonths();
for await (const sheet of book) for await (const row of sheet) counts.row(row.values);
console.log(JSON.stringify({ table: counts.result() }));
