/** `#N/A` and the like: a value of its own, not a text. */
export class ErrorValue {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type CellValue = string | number | boolean | null | ErrorValue;

export interface Cell {
  style: number;
  /** Of a formula what it gave last, as far as anybody knows. */
  value: CellValue;
  /** Without `=`. */
  formula?: string;
  /** Range of an array formula that begins here. */
  array?: string;
  /** Text of several formats, as the file has it; gone when the cell is written. */
  runs?: string;
}

export interface Row {
  attributes: Map<string, string>;
  cells: Map<number, Cell>;
}

export const ERRORS = new Set([
  '#NULL!',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#N/A',
  '#SPILL!',
  '#CALC!',
  '#BUSY!',
]);
