/**
 * Whether a BIFF workbook stream ([MS-XLS] 2.1.4) is whole: records of a type, a length and data; the workbook's globals
 * and every sheet begin with BOF and end with EOF. The library that reads the cells stops at the first record that does
 * not fit and says nothing.
 */
const BOF = [0x0809, 0x0409, 0x0209, 0x0009];
const EOF_RECORD = 0x000a;
const BOUND_SHEET = 0x0085;
const FILE_PASS = 0x002f;

/** Records of cells with a value of their own; each begins with its row ([MS-XLS] 2.4.28, 149, 148, 180, 224, 175, 217). */
const VALUE_RECORDS = new Set([0x0205, 0x00fd, 0x0204, 0x0203, 0x027e, 0x00bd, 0x00d6]);

export interface BiffState {
  whole: boolean;
  encrypted: boolean;
  /** For each sheet, how many rows have a value: whoever reads the cells must find no fewer. */
  rows: number[];
}

export function checkBiff(stream: Uint8Array): BiffState {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const sheets: number[] = [];
  const globals = walk(view, 0, (type, at) => {
    if (type === BOUND_SHEET) sheets.push(view.getUint32(at, true));
    return type === FILE_PASS;
  });
  if (globals === 'stopped') return { whole: true, encrypted: true, rows: [] };
  const rows: number[] = [];
  let whole = globals === 'ended';
  for (const offset of sheets) {
    const found = new Set<number>();
    const ended = walk(view, offset, (type, at) => {
      if (VALUE_RECORDS.has(type)) found.add(view.getUint16(at, true));
      return false;
    });
    whole &&= ended === 'ended';
    rows.push(found.size);
  }
  return { whole, encrypted: false, rows };
}

/** Goes over records from a BOF to its EOF; streams inside (charts) have their own pair. */
function walk(view: DataView, start: number, see: (type: number, at: number) => boolean): 'ended' | 'cut' | 'stopped' {
  let depth = 0;
  for (let at = start; at + 4 <= view.byteLength; ) {
    const type = view.getUint16(at, true);
    const next = at + 4 + view.getUint16(at + 2, true);
    if (next > view.byteLength) return 'cut';
    if (BOF.includes(type)) depth++;
    else if (depth === 0) return 'cut';
    else if (type === EOF_RECORD && --depth === 0) return 'ended';
    else if (see(type, at + 4)) return 'stopped';
    at = next;
  }
  return 'cut';
}
