import { strToU8, type Zippable, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface SheetXml {
  name: string;
  /** The whole part, or only what stands inside `<sheetData>`. */
  xml: string | Uint8Array;
  state?: string;
}

export interface BookXml {
  sheets: SheetXml[];
  /** Inside `<sst>`. */
  strings?: string;
  /** Inside `<styleSheet>`. */
  styles?: string;
  workbookPr?: string;
}

/** A workbook's parts from the XML that a test is about; the rest is the least that a reader needs. */
export function xlsxParts(book: BookXml): Zippable {
  const sheets = book.sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}" ${state ? `state="${state}"` : ''} r:id="rId${i + 1}"/>`,
  );
  const relations = book.sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  const parts: Zippable = {
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr ${book.workbookPr ?? ''}/><sheets>${sheets.join('')}</sheets></workbook>`,
    ),
  };
  book.sheets.forEach(({ xml }, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = typeof xml === 'string' ? strToU8(sheetXml(xml)) : xml;
  });
  if (book.strings !== undefined) {
    parts['xl/sharedStrings.xml'] = strToU8(`<sst xmlns="${MAIN}">${book.strings}</sst>`);
    relations.push(`<Relationship Id="rIdS" Type="${RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/>`);
  }
  if (book.styles !== undefined) {
    parts['xl/styles.xml'] = strToU8(`<styleSheet xmlns="${MAIN}">${book.styles}</styleSheet>`);
    relations.push(`<Relationship Id="rIdY" Type="${RELATIONS}/styles" Target="styles.xml"/>`);
  }
  parts['xl/_rels/workbook.xml.rels'] = strToU8(
    `<Relationships xmlns="${PACKAGE}">${relations.join('')}</Relationships>`,
  );
  return parts;
}

export function xlsx(book: BookXml): Uint8Array {
  return zipSync(xlsxParts(book));
}

/** A book of one sheet from the rows' XML. */
export function xlsxOf(rows: string, more: Omit<BookXml, 'sheets'> = {}): Uint8Array {
  return xlsx({ ...more, sheets: [{ name: 'S', xml: rows }] });
}

export function sheetXml(xml: string): string {
  if (/^<\?xml|^<(\w+:)?worksheet/.test(xml)) return xml;
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${xml}</sheetData></worksheet>`;
}
