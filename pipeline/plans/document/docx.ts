import { Parser } from 'htmlparser2';
import type { ByteSource, Inflate } from '../../read/book.ts';
import { LIMITS } from '../../read/limits.ts';
import type { ZipEntry } from '../../read/zip/zip-directory.ts';
import { readZipEntryWhole } from '../../read/zip/zip-entry.ts';
import { BlockList, TableRows } from './block-list.ts';
import { styleOf, WordNumbers, wordStyles } from './docx-numbers.ts';
import { labelOf } from './labels.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { documentError } from './messages.ts';
import type { Block } from './types.ts';

interface Paragraph {
  text: string;
  numId: string | undefined;
  level: number;
  style: string;
  isHeading: boolean;
}

/** Parts of a paragraph that are not said: deleted, moved away, the copy for old readers. */
const SILENT = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'pict']);

/**
 * The text of a Word file (ECMA-376 part 1, 17): paragraphs with the numbers that Word would print, rows of tables with
 * their merged cells, pages where Word has left marks of them. Macros, links, pictures and other parts are never opened.
 */
export async function blocksOfDocx(
  source: ByteSource,
  entries: readonly ZipEntry[],
  inflate: Inflate,
): Promise<Block[]> {
  const file = source.name;
  const main = entries.find(({ name }) => /^word\/document\d*\.xml$/.test(name));
  if (main === undefined) throw documentError('document-damaged', { file, part: 'word/document.xml' });
  const partText = async (name: RegExp): Promise<string> => {
    const entry = entries.find((one) => name.test(one.name));
    return entry === undefined || entry.size > DOCUMENT_LIMITS.partBytes
      ? ''
      : new TextDecoder().decode(await readZipEntryWhole(source, entry, inflate));
  };
  if (main.size > DOCUMENT_LIMITS.partBytes)
    throw documentError('document-long', { file, limit: `${DOCUMENT_LIMITS.partBytes >> 20} MB` });
  const numbers = new WordNumbers(await partText(/^word\/numbering\d*\.xml$/));
  const styles = wordStyles(await partText(/^word\/styles\d*\.xml$/));
  const xml = new TextDecoder().decode(await readZipEntryWhole(source, main, inflate));
  return new DocxWalker(file, numbers, styles).read(xml);
}

class DocxWalker {
  readonly #list: BlockList;
  readonly #file: string;
  readonly #numbers: WordNumbers;
  readonly #styles: ReturnType<typeof wordStyles>;
  #open: Paragraph[] = [];
  #silent = 0;
  #depth = 0;
  #page = 1;
  #hasPages = false;
  #inText = false;
  #tables = 0;
  #table = new TableRows();
  #cell: { text: string; columns: number; merge: 'restart' | 'continue' | undefined } | undefined;
  #above: string[] = [];

  constructor(file: string, numbers: WordNumbers, styles: ReturnType<typeof wordStyles>) {
    this.#file = file;
    this.#list = new BlockList(file);
    this.#numbers = numbers;
    this.#styles = styles;
  }

  read(xml: string): Block[] {
    const parser = new Parser(
      {
        onopentag: (name, attributes) => this.#begin(name.slice(name.indexOf(':') + 1), attributes),
        ontext: (text) => this.#text(text),
        onclosetag: (name) => this.#end(name.slice(name.indexOf(':') + 1)),
      },
      { xmlMode: true, decodeEntities: true },
    );
    parser.write(xml);
    parser.end();
    return this.#hasPages ? this.#list.blocks : this.#list.blocks.map((block) => ({ ...block, page: null }));
  }

  #begin(tag: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth += 1;
    if (this.#depth > LIMITS.htmlDepth)
      throw documentError('document-damaged', { file: this.#file, part: 'word/document.xml' });
    if (SILENT.has(tag)) this.#silent += 1;
    const value = attributes['w:val'] ?? '';
    const paragraph = this.#open.at(-1);
    switch (tag) {
      case 'p':
        this.#open.push({ text: '', numId: undefined, level: 0, style: '', isHeading: false });
        break;
      case 't':
        this.#inText = true;
        break;
      case 'tab':
        if (paragraph && attributes['w:pos'] === undefined) paragraph.text += '\t';
        break;
      case 'br':
        if (attributes['w:type'] === 'page') this.#turn();
        else if (paragraph) paragraph.text += '\n';
        break;
      case 'lastRenderedPageBreak':
        this.#turn();
        break;
      case 'noBreakHyphen':
        if (paragraph) paragraph.text += '-';
        break;
      case 'numId':
        if (paragraph) paragraph.numId = value;
        break;
      case 'ilvl':
        if (paragraph) paragraph.level = Number(value) || 0;
        break;
      case 'pStyle':
        if (paragraph) paragraph.style = value;
        break;
      case 'outlineLvl':
        if (paragraph) paragraph.isHeading = Number(value) < 9;
        break;
      default:
        this.#beginTable(tag, attributes);
    }
  }

  #beginTable(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === 'tbl') {
      this.#tables += 1;
      if (this.#tables === 1) {
        this.#table = new TableRows();
        this.#above = [];
      }
    }
    if (this.#tables !== 1) return;
    if (tag === 'tr') this.#table.begin();
    else if (tag === 'tc') this.#cell = { text: '', columns: 1, merge: undefined };
    else if (this.#cell === undefined) return;
    else if (tag === 'gridSpan') this.#cell.columns = Number(attributes['w:val']) || 1;
    else if (tag === 'vMerge') this.#cell.merge = attributes['w:val'] === 'restart' ? 'restart' : 'continue';
  }

  #turn(): void {
    this.#hasPages = true;
    this.#page += 1;
  }

  #text(text: string): void {
    const paragraph = this.#open.at(-1);
    if (this.#inText && this.#silent === 0 && paragraph) paragraph.text += text;
  }

  #end(tag: string): void {
    this.#depth -= 1;
    if (SILENT.has(tag)) this.#silent -= 1;
    if (tag === 't') this.#inText = false;
    else if (tag === 'p') this.#endParagraph();
    else if (tag === 'tbl') {
      this.#tables -= 1;
      if (this.#tables === 0) this.#list.table(this.#table.rows, this.#page);
    } else if (this.#tables === 1 && tag === 'tr') {
      this.#table.end();
      this.#above = this.#table.rows.at(-1) ?? [];
    } else if (this.#tables === 1 && tag === 'tc' && this.#cell !== undefined) this.#endCell(this.#cell);
  }

  #endCell(cell: { text: string; columns: number; merge: 'restart' | 'continue' | undefined }): void {
    const at = this.#table.width;
    this.#table.cell(cell.merge === 'continue' ? (this.#above[at] ?? '') : cell.text, cell.columns);
    this.#cell = undefined;
  }

  #endParagraph(): void {
    const paragraph = this.#open.pop();
    if (paragraph === undefined || paragraph.text.trim() === '') return;
    const style = styleOf(this.#styles, paragraph.style);
    const numId = paragraph.numId ?? style?.numId;
    const level = paragraph.numId === undefined ? (style?.level ?? 0) : paragraph.level;
    const sign = numId === undefined || numId === '0' ? '' : this.#numbers.next(numId, level);
    const text =
      sign === '' || labelOf(paragraph.text.trim()) !== undefined ? paragraph.text : `${sign} ${paragraph.text.trim()}`;
    if (this.#cell !== undefined) this.#cell.text += `${this.#cell.text === '' ? '' : '\n'}${text}`;
    else if (this.#tables === 0) this.#list.text(text, this.#page, paragraph.isHeading || style?.isHeading === true);
  }
}
