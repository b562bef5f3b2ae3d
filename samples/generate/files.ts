import { layOut } from './layout.ts';
import type { SampleFile } from './records.ts';
import { writeCsv, writeHtml, writeJson } from './write-text.ts';
import { writeXls } from './write-xls.ts';
import { writeXlsx } from './write-xlsx.ts';

/** The bytes of one export. */
export function fileBytes(file: SampleFile): Uint8Array {
  const { format } = file;
  const [first] = file.sheets;
  if (!first) throw new RangeError(`${file.path} has no sheet`);
  switch (format.kind) {
    case 'xlsx':
      return writeXlsx(file.sheets.map(layOut), format.inline === true);
    case 'xls':
      return writeXls(file.sheets.map(layOut));
    case 'html':
      return writeHtml(file.sheets.map(layOut), format.charset === true);
    case 'csv':
      return writeCsv(layOut(first), format);
    case 'json':
      return writeJson(first, format.service);
  }
}
