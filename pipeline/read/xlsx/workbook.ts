import type { ByteSource, Inflate } from '../book.ts';
import { LIMITS } from '../limits.ts';
import { ONLY_CHARTS, readError } from '../messages.ts';
import { ByteText } from '../text/byte-text.ts';
import type { ZipEntry } from '../zip/zip-directory.ts';
import { readZipEntryWhole } from '../zip/zip-entry.ts';
import { utf8Xml } from './utf8-xml.ts';
import { appendXmlText } from './xml-text.ts';
import { END, OPEN, type XmlTokens, xmlTokensOf } from './xml-tokens.ts';

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
  entry: ZipEntry;
}

export interface Workbook {
  sheets: WorkbookSheet[];
  date1904: boolean;
  sharedStrings: ZipEntry | undefined;
  styles: ZipEntry | undefined;
}

/** The parts of a book by name, as programs look for them: without regard to case. */
export class Package {
  private readonly entries: Map<string, ZipEntry>;
  readonly source: ByteSource;
  readonly inflate: Inflate;

  constructor(source: ByteSource, entries: readonly ZipEntry[], inflate: Inflate) {
    this.source = source;
    this.inflate = inflate;
    this.entries = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  }

  find(name: string): ZipEntry | undefined {
    return this.entries.get(name.toLowerCase());
  }

  /** The tokens of a small part; one that is cut or whose elements do not close is refused before it is believed. */
  async xml(entry: ZipEntry): Promise<XmlTokens> {
    const bytes = utf8Xml(await readZipEntryWhole(this.source, entry, this.inflate));
    const trial = xmlTokensOf(bytes);
    while (trial.next() !== END);
    if (trial.cut) throw readError('book-cut-short', { file: this.source.name, part: entry.name });
    return xmlTokensOf(bytes);
  }
}

interface Relation {
  /** The last part of the type's address, which is the same in the transitional and the strict form. */
  type: string;
  target: string;
}

/**
 * The workbook part (ECMA-376 part 1, 18.2.27): sheets in the order of their tabs, found over the relations of the part
 * (part 2, 6.5), never by guessing file names. Sheets that are charts or dialogs have no rows and are left out.
 */
export async function readWorkbook(parts: Package): Promise<Workbook> {
  const rootRelations = await relationsOf(parts, '');
  const target = [...rootRelations.values()].find((relation) => relation.type === 'officedocument')?.target;
  const entry = parts.find(target ?? 'xl/workbook.xml') ?? parts.find('xl/workbook.xml');
  const file = parts.source.name;
  if (!entry) {
    if (parts.find('xl/workbook.bin')) throw readError('book-binary', { file });
    throw readError('book-damaged', { file, part: 'xl/workbook.xml', detail: '(?)' });
  }
  if (entry.name.toLowerCase().endsWith('.bin')) throw readError('book-binary', { file });

  const relations = await relationsOf(parts, entry.name);
  const tokens = await parts.xml(entry);
  const workbook: Workbook = { sheets: [], date1904: false, sharedStrings: undefined, styles: undefined };
  let seen = 0;
  for (let token = tokens.next(); token !== END; token = tokens.next()) {
    if (token !== OPEN) continue;
    if (tokens.named('workbookPr')) {
      workbook.date1904 = ['1', 'true', 'on'].includes(tokens.attribute('date1904') ?? '');
    } else if (tokens.named('sheet')) {
      if (++seen > LIMITS.sheets) {
        const sheet = unescaped(tokens.attribute('name') ?? '');
        throw readError('sheets-exceeded', { file, sheet, limit: LIMITS.sheets });
      }
      const sheet = readSheet(parts, tokens, relations);
      const twin = workbook.sheets.find((one) => one.entry === sheet?.entry);
      if (sheet && twin)
        throw readError('sheet-part-shared', { file, sheet: sheet.name, other: twin.name, part: twin.entry.name });
      if (sheet) workbook.sheets.push(sheet);
    }
  }
  for (const relation of relations.values()) {
    if (relation.type === 'sharedstrings') workbook.sharedStrings = parts.find(relation.target);
    if (relation.type === 'styles') {
      workbook.styles = parts.find(relation.target);
      // Without it dates would pass as numbers. (Strings that are not there are missed by the cells that point to them.)
      if (!workbook.styles) throw readError('book-damaged', { file, part: relation.target, detail: '(?)' });
    }
  }
  if (workbook.sheets.length === 0 && seen > 0) throw readError('file-kind-unknown', { file, found: ONLY_CHARTS });
  if (workbook.sheets.length === 0) throw readError('book-damaged', { file, part: entry.name, detail: '(0)' });
  return workbook;
}

function readSheet(parts: Package, tokens: XmlTokens, relations: Map<string, Relation>): WorkbookSheet | undefined {
  const name = unescaped(tokens.attribute('name') ?? '');
  const state = tokens.attribute('state');
  const id = tokens.findAttribute('id', true) ? tokens.attribute('id') : undefined;
  const relation = relations.get(id ?? '');
  if (relation && relation.type !== 'worksheet') return undefined;
  const entry = relation && parts.find(relation.target);
  if (!entry) throw readError('book-damaged', { file: parts.source.name, part: `"${name}"`, detail: '(?)' });
  return { name, hidden: state === 'hidden' || state === 'veryHidden', entry };
}

/** The relations of a part ('' = of the whole book), by id, with targets as names inside the zip. */
async function relationsOf(parts: Package, partName: string): Promise<Map<string, Relation>> {
  const folder = partName.slice(0, partName.lastIndexOf('/') + 1);
  const entry = parts.find(`${folder}_rels/${partName.slice(folder.length)}.rels`);
  const relations = new Map<string, Relation>();
  if (!entry) return relations;
  const tokens = await parts.xml(entry);
  for (let token = tokens.next(); token !== END; token = tokens.next()) {
    if (token !== OPEN || !tokens.named('Relationship')) continue;
    if (tokens.attribute('TargetMode') === 'External') continue;
    const type = (tokens.attribute('Type') ?? '').split('/').at(-1)!.toLowerCase();
    relations.set(tokens.attribute('Id') ?? '', {
      type,
      target: resolved(folder, unescaped(tokens.attribute('Target') ?? '')),
    });
  }
  if (tokens.cut) throw readError('book-cut-short', { file: parts.source.name, part: entry.name });
  return relations;
}

/** `../a/b` and `/a/b` as a name inside the zip. */
function resolved(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const segments: string[] = [];
  for (const segment of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

function unescaped(raw: string): string {
  if (!raw.includes('&')) return raw;
  const bytes = new TextEncoder().encode(raw);
  const text = new ByteText();
  appendXmlText(text, bytes, 0, bytes.length, false);
  return text.toString();
}
