import { relationsPath } from '../../pipeline/report/part-paths.ts';
import { Workbook } from '../../pipeline/report/workbook.ts';
import { childElements, descendants, listed, removeElement } from '../../pipeline/report/xml.ts';
import { REPORT_FILE } from './report-file.ts';

/**
 * The same report without its charts: Excel on the web takes in no sheets that have one.
 * @returns names of the charts that were left out as well, where somebody would see them
 */
export async function withoutCharts(bytes: Uint8Array): Promise<{ bytes: Uint8Array; charts: string[] }> {
  const book = await Workbook.open(bytes, REPORT_FILE);
  const charts: string[] = [];
  const hidden = new Set(
    listed(book.root(book.path), 'sheets', 'sheet').flatMap((sheet) =>
      sheet.hasAttribute('state') ? [sheet.getAttribute('name')] : [],
    ),
  );
  const unseen = new Set(
    book.sheets.flatMap(({ name, path }) => (hidden.has(name) ? book.relations(path).map((one) => one.path) : [])),
  );
  for (const path of book.paths().filter((name) => /^xl\/drawings\/[^/]+\.xml$/.test(name))) {
    const related = book.relations(path).filter(({ type }) => type.endsWith('/chart'));
    if (related.length === 0) continue;
    for (const anchor of childElements(book.root(path))) {
      const inside = [...descendants(anchor)];
      if (!inside.some(({ localName }) => localName === 'chart')) continue;
      const frame = inside.find(({ localName }) => localName === 'cNvPr');
      if (!unseen.has(path)) charts.push(frame?.getAttribute('name') ?? 'Biểu đồ');
      removeElement(anchor);
    }
    book.touch(path);
    const file = relationsPath(path);
    for (const { id, path: chart } of related) {
      for (const element of childElements(book.root(file))) {
        if (element.getAttribute('Id') === id) removeElement(element);
      }
      book.remove(chart);
    }
    book.touch(file);
  }
  return { bytes: book.bytes(), charts };
}
