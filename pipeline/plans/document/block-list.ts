import { cleanText } from '../../text.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { documentError } from './messages.ts';
import { plain } from './plain.ts';
import type { Block } from './types.ts';

/** Blocks as a reader finds them, within the limits. Spaces are mended; line breaks inside a cell stay. */
export class BlockList {
  readonly blocks: Block[] = [];
  readonly #file: string;
  #characters = 0;
  #cells = 0;
  #table = 0;

  constructor(file: string) {
    this.#file = file;
  }

  text(text: string, page: number | null, heading = false): void {
    for (const line of text.split('\n')) {
      // Tabs may part the cells of a table that was typed; they are judged when lines are put together.
      const clean = line.includes('\t') ? line.split('\t').map(cleanText).join('\t').trimEnd() : cleanText(line);
      if (clean.trim() === '') continue;
      this.#count(clean.length, 0);
      this.blocks.push({ kind: 'text', text: clean, page, ...(heading ? { heading } : {}) });
    }
  }

  /** A whole table. One that only lays out the head or the foot of a letter is text. */
  table(rows: readonly (readonly string[])[], page: number | null): void {
    const clean = rows.map((row) => row.map(cellText)).filter((row) => row.some((cell) => cell !== ''));
    if (clean.length === 0) return;
    const words = plain(clean.slice(0, 6).flat().join(' '));
    const isLayout =
      /\bcong hoa xa hoi\b|\bnoi nhan\b/.test(words) ||
      clean.every((row) => row.filter((cell) => cell !== '').length === 1);
    if (isLayout) {
      for (const row of clean) for (const cell of row) this.text(cell, page);
      return;
    }
    this.#table += 1;
    for (const cells of clean) {
      this.#count(
        cells.reduce((sum, cell) => sum + cell.length, 0),
        cells.length,
      );
      this.blocks.push({ kind: 'row', table: this.#table, cells, page });
    }
  }

  #count(characters: number, cells: number): void {
    this.#characters += characters;
    this.#cells += cells;
    const { characters: most, blocks, cells: mostCells } = DOCUMENT_LIMITS;
    if (this.#characters > most)
      throw documentError('document-long', { file: this.#file, limit: longText(most / 1e6) });
    if (this.blocks.length >= blocks || this.#cells > mostCells)
      throw documentError('document-long', {
        file: this.#file,
        limit: { vi: `${blocks / 1000} nghìn đoạn`, en: `${blocks / 1000} thousand paragraphs` },
      });
  }
}

export function longText(millions: number): { vi: string; en: string } {
  return { vi: `${millions} triệu ký tự`, en: `${millions} million characters` };
}

function cellText(cell: string): string {
  return cell
    .split('\n')
    .map(cleanText)
    .filter((line) => line !== '')
    .join('\n');
}

/** A table's cells by row as they are read: cells over several columns and rows keep their places. */
export class TableRows {
  readonly rows: string[][] = [];
  #below: { text: string; rows: number }[] = [];
  #row: string[] | undefined;

  /** Columns of the row that is being read, so far. */
  get width(): number {
    return this.#row?.length ?? 0;
  }

  begin(): void {
    this.#row = [];
    this.#fill();
  }

  /** @param rows how many rows it covers; what covers several is said in each of them */
  cell(text: string, columns = 1, rows = 1): void {
    if (this.#row === undefined) this.begin();
    this.#fill();
    const row = this.#row ?? [];
    const width = Math.max(1, Math.min(DOCUMENT_LIMITS.span, columns));
    for (let at = 0; at < width; at += 1) {
      if (rows > 1) this.#below[row.length] = { text: at === 0 ? text : '', rows: Math.min(500, rows) - 1 };
      row.push(at === 0 ? text : '');
    }
    this.#fill();
  }

  end(): void {
    if (this.#row !== undefined && this.#row.length > 0) this.rows.push(this.#row);
    this.#row = undefined;
  }

  #fill(): void {
    const row = this.#row;
    if (row === undefined) return;
    for (
      let open = this.#below[row.length];
      open !== undefined && open.rows > 0 && row.length < 400;
      open = this.#below[row.length]
    ) {
      open.rows -= 1;
      if (open.rows === 0) delete this.#below[row.length];
      row.push(open.text);
    }
  }
}
