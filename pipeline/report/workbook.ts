import type { Document, Element } from '@xmldom/xmldom';
import { type CellRange, parseSheetRange } from './a1.ts';
import { templateError } from './messages.ts';
import { newPart, type ReadPart, readParts, repacked, writeZip } from './packed-parts.ts';
import { relationsPath, targetFrom, targetPath } from './part-paths.ts';
import { stringText } from './sheet.ts';
import { childElements, listed, MAIN, newElement, parseXml, removeElement, rootOf, writeXml } from './xml.ts';

export interface SheetPart {
  name: string;
  path: string;
  /** Position in the workbook, as `localSheetId` counts. */
  index: number;
}

export interface TablePart {
  name: string;
  path: string;
  sheet: SheetPart;
}

export interface Relation {
  id: string;
  type: string;
  path: string;
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

/** `EncryptedPackage` as the directory of a compound file writes it. */
function holdsEncryptedPackage(bytes: Uint8Array): boolean {
  const name = new Uint8Array([...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]));
  for (let at = bytes.indexOf(name[0]!); at >= 0; at = bytes.indexOf(name[0]!, at + 1)) {
    let same = 1;
    while (same < name.length && bytes[at + same] === name[same]) same += 1;
    if (same === name.length) return true;
  }
  return false;
}

/**
 * An .xlsx whose parts are parsed when asked for and written back only when changed; every other part is copied as the
 * compressed bytes it came in.
 */
export class Workbook {
  readonly path: string;
  readonly sheets: SheetPart[] = [];
  readonly tables: TablePart[] = [];
  private readonly parts: Map<string, ReadPart>;
  private readonly documents = new Map<string, Document>();
  private readonly changed = new Set<string>();
  private strings: readonly string[] | undefined;

  /**
   * @param file its name, for messages
   * @throws UserError when the bytes are no .xlsx that can be filled, or are damaged
   */
  static async open(bytes: Uint8Array, file: string): Promise<Workbook> {
    if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
      throw templateError(holdsEncryptedPackage(bytes) ? 'template_password' : 'template_old_xls');
    }
    if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw templateError('template_not_xlsx');
    return new Workbook(await readParts(bytes, file));
  }

  private constructor(parts: readonly ReadPart[]) {
    this.parts = new Map(parts.map((part) => [part.packed.name, part]));
    const main = this.has('[Content_Types].xml') && this.has('_rels/.rels') ? this.relations('')[0] : undefined;
    if (!main || !this.has(main.path)) throw templateError('template_not_xlsx');
    this.path = main.path;
    const type = this.contentType(this.path);
    if (/macroEnabled/i.test(type)) throw templateError('template_macros');
    if (type !== WORKBOOK_TYPE || rootOf(this.document(this.path)).namespaceURI !== MAIN) {
      throw templateError('template_not_xlsx');
    }
    this.readSheets();
  }

  private contentType(path: string): string {
    for (const element of childElements(rootOf(this.document('[Content_Types].xml')), 'Override')) {
      if (element.getAttribute('PartName')?.toLowerCase() === `/${path.toLowerCase()}`) {
        return element.getAttribute('ContentType') ?? '';
      }
    }
    return '';
  }

  private readSheets(): void {
    const relations = new Map(this.relations(this.path).map((relation) => [relation.id, relation]));
    listed(this.root(this.path), 'sheets', 'sheet').forEach((element, index) => {
      const relation = relations.get(element.getAttributeNS(OFFICE, 'id') ?? '');
      // Chart sheets and dialogs have no cells.
      if (!relation?.type.endsWith('/worksheet') || !this.has(relation.path)) return;
      const sheet = { name: element.getAttribute('name') ?? '', path: relation.path, index };
      this.sheets.push(sheet);
      for (const { type, path } of this.relations(sheet.path)) {
        if (!type.endsWith('/table') || !this.has(path)) continue;
        const root = rootOf(this.document(path));
        const name = root.getAttribute('displayName') ?? root.getAttribute('name') ?? '';
        this.tables.push({ name, path, sheet });
      }
    });
  }

  has(path: string): boolean {
    return this.parts.has(path);
  }

  paths(): string[] {
    return [...this.parts.keys()];
  }

  text(path: string): string {
    const part = this.parts.get(path);
    if (!part) throw templateError('template_damaged', { part: path });
    return new TextDecoder().decode(part.contents);
  }

  /** Whether a part's text can hold a reference to the sheet: a cheap look before it is parsed. */
  mentionsSheet(path: string, sheet: string): boolean {
    const text = this.text(path);
    const written = sheet.replaceAll("'", "''").replaceAll('&', '&amp;').replaceAll('<', '&lt;').toLowerCase();
    return text.includes('!') && text.toLowerCase().includes(written);
  }

  /** The part of one kind (`styles`) that the workbook itself points to, where the file has it. */
  partOf(kind: string): string | undefined {
    return this.relations(this.path).find(({ type, path }) => type.endsWith(`/${kind}`) && this.has(path))?.path;
  }

  /** The texts that cells point to, by number. */
  sharedStrings(): readonly string[] {
    const path = this.strings === undefined ? this.partOf('sharedStrings') : undefined;
    this.strings ??= path === undefined ? [] : childElements(this.root(path), 'si').map(stringText);
    return this.strings;
  }

  /** The defined names that stand for cells of a sheet, as written. */
  namedRanges(): { name: string; sheet: SheetPart; range: CellRange }[] {
    return listed(this.root(this.path), 'definedNames', 'definedName').flatMap((element) => {
      const target = parseSheetRange(element.textContent ?? '');
      const sheet = this.sheets.find((part) => part.name.toLowerCase() === target?.sheet.toLowerCase());
      return target && sheet ? [{ name: element.getAttribute('name') ?? '', sheet, range: target.range }] : [];
    });
  }

  /** Headers of a table. The file writes a line break in one as a code; it parts words like a space. */
  headers({ path }: TablePart): string[] {
    return listed(this.root(path), 'tableColumns', 'tableColumn').map((column) =>
      (column.getAttribute('name') ?? '').replace(/_x000[aAdD]_/g, ' '),
    );
  }

  /** The parsed part. Who changes it says so with `touch`. */
  document(path: string): Document {
    let document = this.documents.get(path);
    if (!document) {
      document = parseXml(this.text(path));
      if (!document) throw templateError('template_damaged', { part: path });
      this.documents.set(path, document);
    }
    return document;
  }

  root(path: string): Element {
    return rootOf(this.document(path));
  }

  touch(path: string): void {
    this.changed.add(path);
  }

  /** The relations of a part that point inside the file; `''` = of the whole package, the office document first. */
  relations(path: string): Relation[] {
    const file = relationsPath(path);
    if (!this.has(file)) return [];
    const relations: Relation[] = [];
    for (const element of childElements(this.root(file), 'Relationship')) {
      if (element.getAttribute('TargetMode') === 'External') continue;
      const type = element.getAttribute('Type') ?? '';
      if (path === '' && !type.endsWith('/officeDocument')) continue;
      const target = targetPath(path, element.getAttribute('Target') ?? '');
      relations.push({ id: element.getAttribute('Id') ?? '', type, path: target });
    }
    return relations;
  }

  /** Takes a part out, with its content type and what the workbook and the package say of it. */
  remove(path: string): void {
    this.parts.delete(path);
    const types = '[Content_Types].xml';
    for (const element of childElements(this.root(types), 'Override')) {
      if (element.getAttribute('PartName') === `/${path}`) {
        removeElement(element);
        this.touch(types);
      }
    }
    for (const base of [this.path, '']) {
      const file = relationsPath(base);
      for (const element of childElements(this.root(file), 'Relationship')) {
        if (targetPath(base, element.getAttribute('Target') ?? '') !== path) continue;
        removeElement(element);
        this.touch(file);
      }
    }
  }

  /** Puts a new part in, with its content type. */
  add(path: string, xml: string, contentType: string): void {
    this.put(path, xml);
    const types = this.root('[Content_Types].xml');
    const override = newElement(types, 'Override');
    override.setAttribute('PartName', `/${path}`);
    override.setAttribute('ContentType', contentType);
    types.appendChild(override);
    this.touch('[Content_Types].xml');
  }

  /** Replaces the contents of a part, or makes one that needs no content type of its own. */
  put(path: string, xml: string): void {
    this.documents.delete(path);
    const contents = new TextEncoder().encode(xml);
    const there = this.parts.get(path)?.packed;
    this.parts.set(path, { packed: there ? repacked(there, contents) : newPart(path, contents), contents });
  }

  /** Lets a part point to another one. @param kind last word of the relation's type, `customXml` */
  relate(path: string, kind: string, target: string): void {
    const file = relationsPath(path);
    if (!this.has(file)) this.put(file, `${DECLARATION}<Relationships xmlns="${RELATIONS}"/>`);
    const root = this.root(file);
    const ids = new Set(childElements(root).map((element) => element.getAttribute('Id')));
    let number = 1;
    while (ids.has(`rId${number}`)) number += 1;
    const element = newElement(root, 'Relationship');
    for (const [name, value] of [
      ['Id', `rId${number}`],
      ['Type', `${OFFICE}/${kind}`],
      ['Target', targetFrom(path, target)],
    ] as const)
      element.setAttribute(name, value);
    root.appendChild(element);
    this.touch(file);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const parts = Array.from(this.parts.values(), ({ packed }) => {
      const document = this.changed.has(packed.name) ? this.documents.get(packed.name) : undefined;
      return document ? repacked(packed, new TextEncoder().encode(writeXml(document))) : packed;
    });
    return writeZip(parts);
  }
}
