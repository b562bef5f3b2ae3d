/**
 * Whether a BIFF workbook stream ([MS-XLS] 2.1.4) is whole: records of a type, a length and data; the workbook's globals
 * and every sheet begin with BOF and end with EOF. The library that reads the cells stops at the first record that does
 * not fit and says nothing.
 */
const BOF = [0x0809, 0x0409, 0x0209, 0x0009];
const EOF_RECORD = 0x000a;
const BOUND_SHEET = 0x0085;
const FILE_PASS = 0x002f;
/** What a BOF begins ([MS-XLS] 2.4.21): a sheet of its own may also be a chart, a macro sheet or a module. */
const WITHOUT_ROWS = new Set([0x0020, 0x0040, 0x0006]);

/** Records of cells with a value of their own; each begins with its row ([MS-XLS] 2.4.28, 149, 148, 180, 224, 175, 217). */
const VALUE_RECORDS = new Set([0x0205, 0x00fd, 0x0204, 0x0203, 0x027e, 0x00bd, 0x00d6]);

export interface BiffState {
  whole: boolean;
  encrypted: boolean;
  /** In the order of the stream. */
  sheets: BiffSheet[];
}

export interface BiffSheet {
  /** No chart sheet, macro sheet or module. */
  hasRows: boolean;
  /** How many rows have a value: whoever reads the cells must find no fewer. */
  rows: number;
}

export function checkBiff(stream: Uint8Array): BiffState {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const offsets: number[] = [];
  const globals = walk(view, 0, (type, at) => {
    if (type === BOUND_SHEET) offsets.push(view.getUint32(at, true));
    return type === FILE_PASS;
  });
  if (globals === 'stopped') return { whole: true, encrypted: true, sheets: [] };
  const sheets: BiffSheet[] = [];
  let whole = globals === 'ended';
  for (const offset of offsets.sort((a, b) => a - b)) {
    const found = new Set<number>();
    const ended = walk(view, offset, (type, at) => {
      if (VALUE_RECORDS.has(type)) found.add(view.getUint16(at, true));
      return false;
    });
    whole &&= ended === 'ended';
    const kind = offset + 8 <= view.byteLength ? view.getUint16(offset + 6, true) : 0;
    sheets.push({ hasRows: !WITHOUT_ROWS.has(kind), rows: found.size });
  }
  return { whole, encrypted: false, sheets };
}

/**
 * Goes over the records between a BOF and its EOF. A chart in a sheet is a stream inside with a pair of its own; its
 * records are passed over, as the values in it are copies of what it draws, often of another sheet.
 */
function walk(view: DataView, start: number, see: (type: number, at: number) => boolean): 'ended' | 'cut' | 'stopped' {
  let depth = 0;
  for (let at = start; at + 4 <= view.byteLength; ) {
    const type = view.getUint16(at, true);
    const next = at + 4 + view.getUint16(at + 2, true);
    if (next > view.byteLength) return 'cut';
    if (BOF.includes(type)) depth++;
    else if (depth === 0) return 'cut';
    else if (type === EOF_RECORD && --depth === 0) return 'ended';
    else if (depth === 1 && see(type, at + 4)) return 'stopped';
    at = next;
  }
  return 'cut';
}
