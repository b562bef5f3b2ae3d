import { NAMESPACE, parsePart, partXml } from './machine-part.ts';
import { relationsPath } from './part-paths.ts';
import type { Workbook } from './workbook.ts';
import { isOf, type WrittenReport } from './written.ts';
import { parseXml, rootOf } from './xml.ts';

const PROPERTIES = 'http://schemas.openxmlformats.org/officeDocument/2006/customXml';
const PROPERTIES_TYPE = 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml';
/** Tells the part from the others of its workbook, and the same everywhere: equal reports are equal bytes. */
const ITEM = '{8C1D7C52-5E0B-4E0F-9A4C-7C5D2A1E6B31}';

/**
 * The machine-readable parts of a workbook as XML. Excel hangs a part on the workbook, LibreOffice on the package where
 * Excel does not see it: the first one is what was written last, any other is left over.
 */
export function machineParts(book: Workbook): { path: string; xml: string }[] {
  const linked = book.relations(book.path).map(({ path }) => path);
  return book
    .paths()
    .filter((path) => /^customXml\/[^/]+\.xml$/i.test(path))
    .flatMap((path) => {
      const xml = book.text(path);
      const document = xml.includes(NAMESPACE) ? parseXml(xml) : undefined;
      return document && rootOf(document).namespaceURI === NAMESPACE ? [{ path, xml }] : [];
    })
    .sort((a, b) => Number(linked.includes(b.path)) - Number(linked.includes(a.path)));
}

/**
 * Leaves a report in the workbook's machine-readable part. A workbook that was filled before says there only what was
 * written last; further reports that the add-in put into it stay.
 */
export function leaveReport(book: Workbook, report: WrittenReport): void {
  const parts = machineParts(book);
  const before = parts[0] && parsePart(parts[0].xml);
  const others = (before?.reports ?? []).filter(
    (other) => other.prefix !== report.prefix && !isOf(other, report.plan, report.unit),
  );
  for (const { path } of parts) {
    for (const { path: properties } of book.relations(path)) book.remove(properties);
    book.remove(relationsPath(path));
    book.remove(path);
  }
  addPart(book, partXml({ reports: [report, ...others], addin: before?.addin }));
}

function addPart(book: Workbook, xml: string): void {
  let number = 1;
  while (book.has(`customXml/item${number}.xml`) || book.has(`customXml/itemProps${number}.xml`)) number += 1;
  const path = `customXml/item${number}.xml`;
  const properties = `customXml/itemProps${number}.xml`;
  book.add(path, xml, 'application/xml');
  book.relate(book.path, 'customXml', path);
  book.add(
    properties,
    `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="${ITEM}" xmlns:ds="${PROPERTIES}"><ds:schemaRefs><ds:schemaRef ds:uri="${NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>`,
    PROPERTIES_TYPE,
  );
  book.relate(path, 'customXmlProps', properties);
}
