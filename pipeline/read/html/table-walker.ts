import { Parser } from 'htmlparser2';
import { LIMITS } from '../limits.ts';

/** Elements that begin a new line of text. */
const BLOCKS = new Set(
  'p div h1 h2 h3 h4 h5 h6 li ul ol center address blockquote dl dt dd form hr pre section'.split(' '),
);
/** Elements whose text is not text of the page. */
const SILENT = new Set(['script', 'style', 'title', 'xml', 'noscript', 'template']);

interface OpenTable {
  ordinal: number;
  /** Its text belongs to the cell around it. */
  inline: boolean;
  cells: (string | undefined)[];
  rowOpen: boolean;
  /** The open cell's column, or -1. */
  column: number;
  nextColumn: number;
  text: string;
  /** By column: how many further rows a cell from above reaches into. */
  occupied: number[];
  /** Of the row at hand, taken over into `occupied` when it ends. */
  spans: RowSpan[];
}

export interface RowSpan {
  column: number;
  width: number;
  rows: number;
}

export interface TableEvents {
  /** A table begins; `depth` is the number of tables around it. Whether its text is part of the cell around it. */
  table(ordinal: number, parent: number): boolean;
  /**
   * A row of a table, or a line of text outside of tables (`ordinal` -1). Blank rows come too.
   * @param spans cells that reach into so many `rows` below
   */
  row(ordinal: number, cells: readonly (string | undefined)[], spans: readonly RowSpan[]): void;
  tableEnd(ordinal: number): void;
  /** Text of a comment, where Excel keeps the names of the sheets. */
  comment(text: string): void;
  title(text: string): void;
  /** A cell or a row is larger than anything that is allowed. */
  tooLarge(what: string, limit: number): never;
}

/**
 * Goes through an HTML page as it arrives and tells of its tables, row by row, in the order of the page. A cell over
 * several columns or rows has its text in the first one. Text is read as a browser shows it: blanks joined, `<br>` and
 * paragraphs as line ends. What stands in a cell in front of a table within it becomes a row of its own.
 */
export class TableWalker {
  /** The page ended inside a table. */
  cut = false;
  tables = 0;
  private readonly events: TableEvents;
  private readonly open: OpenTable[] = [];
  private readonly parser: Parser;
  private loose = '';
  private silent = 0;
  private titleText: string | undefined;
  private ending = false;
  /** Elements that are open. */
  private depth = 0;
  private farCells = 0;

  constructor(events: TableEvents) {
    this.events = events;
    this.parser = new Parser({
      onopentag: (name, attributes) => this.openTag(name, attributes),
      onclosetag: (name) => this.closeTag(name),
      ontext: (text) => this.text(text),
      oncomment: (text) => events.comment(text),
    });
  }

  write(text: string): void {
    this.parser.write(text);
  }

  end(): void {
    this.ending = true;
    this.parser.end();
    this.endLine();
  }

  private get current(): OpenTable | undefined {
    return this.open.at(-1);
  }

  private openTag(name: string, attributes: Record<string, string>): void {
    if (++this.depth > LIMITS.htmlDepth) this.events.tooLarge('nesting', LIMITS.htmlDepth);
    if (SILENT.has(name)) {
      this.silent++;
      if (name === 'title') this.titleText = '';
    } else if (name === 'table') this.openTable();
    else if (name === 'tr') this.openRow();
    else if (name === 'td' || name === 'th') this.openCell(attributes);
    else if (name === 'br' || BLOCKS.has(name) || name === 'caption') this.lineEnd();
  }

  private closeTag(name: string): void {
    this.depth--;
    if (SILENT.has(name)) {
      this.silent = Math.max(0, this.silent - 1);
      if (name === 'title') this.events.title(shownText(this.titleText ?? ''));
      this.titleText = undefined;
    } else if (name === 'table') this.closeTable();
    else if (name === 'tr') this.closeRow();
    else if (name === 'td' || name === 'th') this.closeCell();
    else if (BLOCKS.has(name) || name === 'caption') this.lineEnd();
  }

  private text(text: string): void {
    if (this.titleText !== undefined) this.titleText += text;
    if (this.silent > 0) return;
    const flat = /[\t\r\n\f]| {2}/.test(text) ? text.replace(/[ \t\r\n\f]+/g, ' ') : text;
    const table = this.textTable();
    if (!table) this.loose += flat;
    else {
      table.text += flat;
      if (table.text.length > LIMITS.cellBytes) this.events.tooLarge('text', LIMITS.cellBytes);
    }
  }

  /** The table whose open cell takes text: that of an inline table goes to the cell around it. */
  private textTable(): OpenTable | undefined {
    for (let i = this.open.length - 1; i >= 0; i--) {
      const table = this.open[i]!;
      if (!table.inline) return table.column >= 0 ? table : undefined;
    }
    return undefined;
  }

  private lineEnd(): void {
    const table = this.textTable();
    if (table) table.text += '\n';
    else this.endLine();
  }

  private endLine(): void {
    const text = shownText(this.loose);
    this.loose = '';
    if (text !== '') this.events.row(-1, [text], []);
  }

  private openTable(): void {
    if (this.open.length >= LIMITS.htmlTables) this.events.tooLarge('nesting', LIMITS.htmlTables);
    const parent = this.current;
    const ordinal = this.tables++;
    const inline = this.events.table(ordinal, parent?.ordinal ?? -1);
    if (inline) this.lineEnd();
    else {
      this.endLine();
      if (parent && !parent.inline) this.partialRow(parent);
    }
    this.open.push({
      ordinal,
      inline,
      cells: [],
      rowOpen: false,
      column: -1,
      nextColumn: 0,
      text: '',
      occupied: [],
      spans: [],
    });
  }

  /** What the row around an inner table holds so far comes before the inner table. */
  private partialRow(table: OpenTable): void {
    if (table.column >= 0) {
      table.cells[table.column] = shownText(table.text);
      table.text = '';
    }
    if (table.cells.some((cell) => cell)) this.events.row(table.ordinal, table.cells, []);
    table.cells = [];
  }

  private closeTable(): void {
    const table = this.current;
    if (!table) return;
    if (this.ending) this.cut = true;
    this.closeRow();
    this.endLine();
    this.open.pop();
    if (table.inline) this.lineEnd();
    this.events.tableEnd(table.ordinal);
  }

  private openRow(): void {
    const table = this.current;
    if (!table) return;
    if (table.inline) {
      this.lineEnd();
      return;
    }
    if (table.rowOpen) this.closeRow();
    this.endLine();
    table.rowOpen = true;
    table.cells = [];
    table.column = -1;
    table.nextColumn = 0;
    table.spans = [];
  }

  private closeRow(): void {
    const table = this.current;
    if (!table || table.inline || !table.rowOpen) return;
    this.closeCell();
    table.rowOpen = false;
    for (const [column, rows] of table.occupied.entries()) if (rows > 0) table.occupied[column] = rows - 1;
    for (const { column, width, rows } of table.spans) {
      for (let i = column; i < column + width; i++) table.occupied[i] = Math.max(table.occupied[i] ?? 0, rows);
    }
    this.farCells += Math.max(0, table.nextColumn - LIMITS.nearColumns, table.occupied.length - LIMITS.nearColumns);
    if (this.farCells > LIMITS.farCells) this.events.tooLarge('far cells', LIMITS.farCells);
    this.events.row(table.ordinal, table.cells, table.spans);
    table.cells = [];
  }

  private openCell(attributes: Record<string, string>): void {
    const table = this.current;
    if (!table) return;
    if (table.inline) {
      const outer = this.textTable();
      if (outer) outer.text += ' ';
      return;
    }
    if (!table.rowOpen) this.openRow();
    this.closeCell();
    while ((table.occupied[table.nextColumn] ?? 0) > 0) table.nextColumn++;
    const width = span(attributes.colspan);
    const rows = span(attributes.rowspan) - 1;
    table.column = table.nextColumn;
    table.nextColumn += width;
    if (table.nextColumn > LIMITS.columns) this.events.tooLarge('columns', LIMITS.columns);
    if (rows > 0) table.spans.push({ column: table.column, width, rows });
    table.text = '';
  }

  private closeCell(): void {
    const table = this.current;
    if (!table || table.inline || table.column < 0) return;
    const text = shownText(table.text);
    if (text !== '') table.cells[table.column] = text;
    table.text = '';
    table.column = -1;
  }
}

/** Blanks joined, none at the ends of lines. A cell that holds only no-break spaces is HTML's way to write an empty one. */
function shownText(text: string): string {
  if (/^[\s\u00a0]*$/.test(text)) return '';
  if (!/\n| {2}|^ | $/.test(text)) return text;
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .replace(/^[ \n]+|(?<![ \n])[ \n]+$/g, '');
}

function span(value: string | undefined): number {
  const number = Number.parseInt(value ?? '1', 10);
  return number > 1 ? Math.min(number, LIMITS.rows) : 1;
}
