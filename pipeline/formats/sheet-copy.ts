import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { columnName } from '../report/a1.ts';
import { escaped, workbookParts } from './workbook.ts';

/** Cells that stand side by side, as a program shows its own: numbers (days too) with the format that makes them what they are. */
export interface CopiedCells {
  /** Of the first cell, from 0. */
  row: number;
  column: number;
  values: readonly (readonly (string | number | boolean)[])[];
  /** Number formats in the way of the United States, `dd/mm/yyyy hh:mm`. */
  formats: readonly (readonly string[])[];
  /** Which of the texts are errors, `#N/A`. */
  errors: readonly (readonly boolean[])[];
}

const NO_FORMAT = 'General';
/** The first number of a format that is not built in. */
const OWN_FORMATS = 164;

/**
 * One sheet as an `.xlsx` that the readers understand as they would the file it is of: every cell in its place, with value
 * and number format. The same cells are the same bytes. Rows come in pieces, and only their packed bytes are held.
 */
export class SheetCopy {
  readonly #name: string;
  readonly #packed: Uint8Array[] = [];
  readonly #formats = new Map<string, number>([[NO_FORMAT, 0]]);
  readonly #zip: Zip;
  readonly #rows: ZipDeflate;

  constructor(name: string) {
    this.#name = name;
    this.#zip = new Zip((error, piece) => {
      if (error !== null) throw error;
      this.#packed.push(piece);
    });
    this.#rows = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 1 });
    this.#open(this.#rows);
    this.#rows.push(strToU8(`${workbookParts.head}<worksheet xmlns="${workbookParts.main}"><sheetData>`));
  }

  /** Rows below those that were added before. */
  add({ row, column, values, formats, errors }: CopiedCells): void {
    const lines = values.map((cells, down) => {
      const number = row + down + 1;
      const written = cells.map((value, right) => {
        const style = this.#style(formats[down]?.[right] ?? NO_FORMAT);
        return cellXml(`${columnName(column + right + 1)}${number}`, style, value, errors[down]?.[right] === true);
      });
      return `<row r="${number}">${written.join('')}</row>`;
    });
    this.#rows.push(strToU8(lines.join('')));
  }

  /**
   * @param date1904 whether its days are counted from 1904
   * @param merged areas of merged cells, `B2:B5`
   */
  bytes({ date1904, merged }: { date1904: boolean; merged: readonly string[] }): Uint8Array<ArrayBuffer> {
    const areas = merged.map((area) => `<mergeCell ref="${area}"/>`).join('');
    const merges = areas === '' ? '' : `<mergeCells count="${merged.length}">${areas}</mergeCells>`;
    this.#rows.push(strToU8(`</sheetData>${merges}</worksheet>`), true);
    const parts = workbookParts.of([this.#name], this.#styles(), date1904);
    for (const [path, content] of Object.entries(parts)) {
      const part = new ZipPassThrough(path);
      this.#open(part);
      part.push(content, true);
    }
    this.#zip.end();
    const whole = new Uint8Array(this.#packed.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of this.#packed) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  #open(part: ZipDeflate | ZipPassThrough): void {
    part.mtime = workbookParts.mtime;
    this.#zip.add(part);
  }

  #style(format: string): number {
    const known = this.#formats.get(format);
    if (known !== undefined) return known;
    this.#formats.set(format, this.#formats.size);
    return this.#formats.size - 1;
  }

  #styles(): string {
    const own = [...this.#formats.keys()].slice(1);
    const codes = own.map((code, i) => `<numFmt numFmtId="${OWN_FORMATS + i}" formatCode="${escaped(code)}"/>`);
    const ids = [0, ...own.map((_, i) => OWN_FORMATS + i)];
    const styles = ids.map((id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0"/>`);
    return `<numFmts count="${codes.length}">${codes.join('')}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${styles.length}">${styles.join('')}</cellXfs>`;
  }
}

function cellXml(place: string, style: number, value: string | number | boolean, isError: boolean): string {
  if (value === '') return '';
  const head = `<c r="${place}"${style === 0 ? '' : ` s="${style}"`}`;
  if (typeof value === 'number') return `${head}><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `${head} t="b"><v>${value ? 1 : 0}</v></c>`;
  if (isError) return `${head} t="e"><v>${escaped(value)}</v></c>`;
  return `${head} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}
