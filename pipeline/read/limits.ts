/**
 * What a file may ask for. Excel's own limits where it has some (ECMA-376 leaves them to the program: Microsoft's
 * "Excel specifications and limits"), otherwise far above any real export and low enough to keep a laptop alive.
 */
export const LIMITS = {
  /** Rows and columns of an Excel sheet. */
  rows: 1_048_576,
  columns: 16_384,
  /** Columns of a sheet that hold anything: lists have some thirty, wide forms a few hundred. */
  filledColumns: 512,
  /** A row may reach far out, as it does where something was dropped beside a table; not thousands of rows. */
  nearColumns: 256,
  farCells: 1 << 24,
  /** Cells of an `.ods` that one cell stands for: a few bytes can claim seventeen billion of them. */
  repeatedCells: 1 << 23,
  /** A CSV or JSON file has no sheet that ends; row numbers are 32 bits wide. */
  textRows: 50_000_000,
  sheets: 256,
  /** Cells of a sheet that are merged over several rows. */
  mergedAreas: 1_048_576,
  /** Bytes of one cell. Excel itself stops at 32,767 characters. */
  cellBytes: 1 << 20,
  /** Bytes of all shared strings of a book. */
  sharedStringBytes: 1 << 30,
  sharedStrings: 1 << 27,
  /** Bytes of one part of a zip after inflating: a full sheet of a million rows has under one GB. */
  inflatedBytes: 8 * 2 ** 30,
  /** Inflated to compressed; sheets reach 20 to 60, a bomb about 1,000. Looked at only above `ratioFromBytes`. */
  inflateRatio: 300,
  ratioFromBytes: 64 * 2 ** 20,
  /** Small parts of a book (workbook, relations, styles) that are read as a whole. */
  smallPartBytes: 64 * 2 ** 20,
  /** All parts together of a file that is changed and written again. */
  packageBytes: 128 * 2 ** 20,
  zipEntries: 65_535,
  zipDirectoryBytes: 32 * 2 ** 20,
  /** Kinds that a library must hold in memory as a whole. */
  biffBytes: 256 * 2 ** 20,
  /** One record of a JSON file. */
  jsonRecordBytes: 8 * 2 ** 20,
  /** Objects and arrays within each other. */
  jsonDepth: 256,
  /** Tables within each other, and elements: pages that forget to close some go on. */
  htmlTables: 64,
  htmlDepth: 2_000,
} as const;
