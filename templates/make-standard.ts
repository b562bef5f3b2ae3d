/** Writes `standard.xlsx` beside itself: `node templates/make-standard.ts`. The same bytes each time. */
import { writeFileSync } from 'node:fs';
import { makeBook } from '../pipeline/report/standard/book.ts';
import { standardSheets } from '../pipeline/report/standard/standard.ts';

writeFileSync(new URL('standard.xlsx', import.meta.url), makeBook(standardSheets()));
