import type { CellRange } from '../../pipeline/report/a1.ts';
import type { ApiObject, Kind } from './api.ts';
import { bind, UnknownMember } from './api.ts';
import type { CellValue } from './book/cell.ts';
import { ErrorValue } from './book/cell.ts';
import { addressOf, parseAddress, quotedSheet } from './book/references.ts';
import type { Sheet } from './book/sheet.ts';
import { plainValue } from './objects/grid.ts';
import type { Space } from './space.ts';

export interface FunctionCall {
  /** Id of the function as it is associated: `GIATRI`. */
  name: string;
  args: readonly unknown[];
  /** `Sheet1!A1`, when the function asks for it. */
  address?: string;
}

export interface FunctionResult {
  ok: boolean;
  /** What the function gave; of a failed one its message. */
  value: unknown;
  /** `#N/A` and the like. */
  error?: string;
}

/** Numbers of the library for what went wrong in a function. */
const ERRORS: Record<number, string> = {
  0: '#VALUE!',
  1: '#N/A',
  2: '#VALUE!',
  3: '#VALUE!',
  4: '#VALUE!',
  5: '#DIV/0!',
  6: '#NUM!',
  7: '#VALUE!',
  8: '#NULL!',
  9: '#N/A',
  10: '#N/A',
};

/** `functions.json`: what Excel knows of the functions. */
export interface FunctionMetadata {
  functions: { id: string; name: string; parameters?: { dimensionality?: string }[] }[];
}

const INVOCATION = { category: 1, type: 1000 };

/** Messages as the library's event 33 carries them: category, type, target, JSON. */
export type Message = [category: number, type: number, target: string, message: string, id: string];

interface Waiting {
  resolve(result: FunctionResult): void;
}

/** A call that a cell's formula makes. */
interface CellCall {
  sheet: Sheet;
  row: number;
  column: number;
  call: FunctionCall;
}

/** Calls the custom functions of the add-in as Excel does: all calls of a recalculation in one message. */
export class CustomFunctions {
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;
  private readonly fire: (messages: Message[]) => Promise<void>;
  private readyNow: () => void = () => undefined;
  /** When the page has told Excel that its functions can be called. */
  ready: Promise<void>;
  /** Calls made so far. */
  calls = 0;
  private readonly metadata: FunctionMetadata;

  constructor(fire: (messages: Message[]) => Promise<void>, metadata: FunctionMetadata = { functions: [] }) {
    this.fire = fire;
    this.metadata = metadata;
    this.ready = new Promise((resolve) => {
      this.readyNow = resolve;
    });
  }

  /** Arguments as Excel hands them over: all that the function has, a left-out one as `null`, a range as rows. */
  private complete({ name, args, ...more }: FunctionCall): FunctionCall {
    const known = this.metadata.functions.find(({ id }) => id.toUpperCase() === name.toUpperCase());
    if (!known?.parameters) return { name, args, ...more };
    const all = known.parameters.map(({ dimensionality }, i) => {
      const value = args[i] ?? null;
      return dimensionality === 'matrix' && !Array.isArray(value) ? [[value]] : value;
    });
    return { name, args: all, ...more };
  }

  /** Another page is opened: what the old one was asked has no answer any more. */
  forgetPage(): void {
    for (const { resolve } of this.waiting.values())
      resolve({ ok: false, value: 'The page was left', error: '#VALUE!' });
    this.waiting.clear();
    this.ready = new Promise((resolve) => {
      this.readyNow = resolve;
    });
  }

  async call(calls: readonly FunctionCall[]): Promise<FunctionResult[]> {
    if (calls.length === 0) return [];
    await this.ready;
    const messages: Message[] = [];
    const results = calls.map((given) => {
      const { name, args, address } = this.complete(given);
      this.count += 1;
      const invocationId = this.count;
      const message = {
        invocationId,
        functionName: name,
        parameterValues: args,
        flags: 0,
        ...(address === undefined ? {} : { address }),
      };
      messages.push([INVOCATION.category, INVOCATION.type, '', JSON.stringify(message), String(invocationId)]);
      return new Promise<FunctionResult>((resolve) => {
        this.waiting.set(invocationId, { resolve });
      });
    });
    this.calls += calls.length;
    await this.fire(messages);
    return Promise.all(results);
  }

  private settle(entry: unknown): void {
    // The older form is an object, the newer one an array: id, succeeded, value, number of the error.
    const [id, ok, value, code] = Array.isArray(entry) ? entry : fromObject(entry);
    const waiting = this.waiting.get(Number(id));
    if (!waiting) throw new Error(`A result that nobody waits for: ${JSON.stringify(entry)}`);
    this.waiting.delete(Number(id));
    if (ok === true) {
      const rich = typeof value === 'object' && value !== null && 'type' in value && value.type === 'Error';
      if (rich)
        waiting.resolve({
          ok: false,
          value: messageOf(value),
          error: 'basicValue' in value ? String(value.basicValue) : '#VALUE!',
        });
      else waiting.resolve({ ok: true, value });
    } else waiting.resolve({ ok: false, value, error: ERRORS[Number(code ?? 0)] ?? '#VALUE!' });
  }

  /** The object to which the library hands results. */
  service(): ApiObject {
    return bind(SERVICE, {
      ready: () => this.readyNow(),
      settle: (entries) => {
        if (!Array.isArray(entries)) throw new UnknownMember('results of functions of this kind');
        for (const entry of entries) this.settle(entry);
      },
    });
  }

  /**
   * Reckons the cells whose formula is one call of a function of the add-in, all or only those that nothing has reckoned
   * yet; answers how many cells that were.
   */
  async recalculate(space: Space, namespace: string, onlyFresh = false): Promise<number> {
    const all = cellCalls(space, namespace);
    const cells = onlyFresh ? all.filter(({ sheet, row, column }) => sheet.cell(row, column)?.value === null) : all;
    for (const { sheet, row, column } of cells) sheet.ensure(row, column).value = new ErrorValue('#BUSY!');
    const results = await this.call(cells.map(({ call }) => call));
    cells.forEach(({ sheet, row, column, call }, i) => {
      const cell = sheet.cell(row, column);
      const result = results[i]!;
      if (cell?.formula === undefined || !cell.formula.toUpperCase().includes(call.name.toUpperCase())) return;
      clearSpill(sheet, row, column);
      if (!result.ok) cell.value = new ErrorValue(result.error ?? '#VALUE!');
      else if (Array.isArray(result.value)) spill(sheet, row, column, result.value);
      else cell.value = cellValue(result.value);
    });
    return cells.length;
  }
}

function fromObject(entry: unknown): unknown[] {
  if (typeof entry !== 'object' || entry === null) throw new UnknownMember('results of functions of this kind');
  const { id, failed, value, errorCode } = Object.fromEntries(Object.entries(entry));
  return [id, failed !== true, value, errorCode];
}

function messageOf(value: object): unknown {
  return 'message' in value ? value.message : 'errorMessage' in value ? value.errorMessage : undefined;
}

interface Service {
  ready(): void;
  settle(entries: unknown): void;
}

const SERVICE: Kind<Service> = {
  type: 'CustomFunctions',
  methods: {
    _SetOsfControlContainerReadyForCustomFunctions: ({ ready }) => ready(),
    _GetEnabledFeatures: () => [],
    setInvocationArrayResults: ({ settle }, [entries]) => settle(entries),
    setInvocationResults: ({ settle }, [entries]) => settle(entries),
  },
};

/** The cells' part of a formula's last value that came from another cell's formula. */
function clearSpill(sheet: Sheet, row: number, column: number): void {
  const range = sheet.cell(row, column)?.array;
  const old = range === undefined ? undefined : parseAddress(range)?.range;
  if (!old) return;
  for (let r = old.first.row; r <= old.last.row; r += 1) {
    for (let c = old.first.column; c <= old.last.column; c += 1) {
      const cell = sheet.cell(r, c);
      if (cell && (r !== row || c !== column)) cell.value = null;
    }
  }
  delete sheet.cell(row, column)?.array;
}

function spill(sheet: Sheet, row: number, column: number, value: readonly unknown[]): void {
  const lines = value.map((line) => (Array.isArray(line) ? line : [line]));
  const width = Math.max(1, ...lines.map((line) => line.length));
  const range: CellRange = {
    first: { row, column },
    last: { row: row + Math.max(1, lines.length) - 1, column: column + width - 1 },
  };
  const own = sheet.ensure(row, column);
  for (let r = range.first.row; r <= range.last.row; r += 1) {
    for (let c = range.first.column; c <= range.last.column; c += 1) {
      const other = sheet.cell(r, c);
      if ((r !== row || c !== column) && other && (other.value !== null || other.formula !== undefined)) {
        own.value = new ErrorValue('#SPILL!');
        return;
      }
    }
  }
  lines.forEach((line, i) => {
    line.forEach((entry, k) => {
      sheet.ensure(row + i, column + k).value = cellValue(entry);
    });
  });
  own.array = addressOf(range);
}

function cellValue(value: unknown): CellValue {
  if (value === null || value === undefined) return 0;
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'object' && 'basicValue' in value) {
    const basic = value.basicValue;
    return 'type' in value && value.type === 'Error' ? new ErrorValue(String(basic)) : cellValue(basic);
  }
  throw new UnknownMember(`values of functions like ${JSON.stringify(value)}`);
}

/** The arguments of a call: texts, numbers, truth values, cells, ranges, dates; `undefined` for anything else. */
function argumentsOf(space: Space, text: string, own: Sheet): unknown[] | undefined {
  const args: unknown[] = [];
  const pieces = text.match(/"(?:[^"]|"")*"|'(?:[^']|'')*'|\([^()]*\)|[^,"'()]+|,/g) ?? [];
  let current = '';
  const take = (): boolean => {
    const value = argument(space, current.trim(), own);
    if (value === undefined) return false;
    args.push(value);
    current = '';
    return true;
  };
  for (const piece of pieces) {
    if (piece !== ',') current += piece;
    else if (!take()) return undefined;
  }
  if (text.trim() === '') return [];
  return take() ? args : undefined;
}

function argument(space: Space, text: string, own: Sheet): unknown {
  // A left-out argument arrives as null.
  if (text === '') return null;
  if (/^"(?:[^"]|"")*"$/.test(text)) return text.slice(1, -1).replaceAll('""', '"');
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (/^(true|false)$/i.test(text)) return /^true$/i.test(text);
  const date = /^DATE\((\d+),(\d+),(\d+)\)$/i.exec(text.replaceAll(' ', ''));
  if (date) return Math.round(Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3])) / 86_400_000) + 25_569;
  const place = parseAddress(text);
  const sheet = place && (place.sheet === undefined ? own : space.book.sheet(place.sheet));
  if (!place || !sheet) return undefined;
  const { first, last } = place.range;
  if (first.row === last.row && first.column === last.column) {
    const value = sheet.cell(first.row, first.column)?.value ?? null;
    // An empty cell arrives as 0, as Excel hands it on.
    return value === null ? 0 : plainValue(value);
  }
  return Array.from({ length: last.row - first.row + 1 }, (_, i) =>
    Array.from({ length: last.column - first.column + 1 }, (_, k) =>
      plainValue(sheet.cell(first.row + i, first.column + k)?.value ?? null),
    ),
  );
}

function cellCalls(space: Space, namespace: string): CellCall[] {
  const shape = new RegExp(`^${namespace}\\.([\\p{L}\\p{N}_.]+)\\s*\\((.*)\\)$`, 'isu');
  const cells: CellCall[] = [];
  for (const sheet of space.book.sheets) {
    for (const [row, { cells: line }] of sheet.rows) {
      for (const [column, cell] of line) {
        const match = shape.exec(cell.formula ?? '');
        const args = match && argumentsOf(space, match[2] ?? '', sheet);
        if (!match || !args) continue;
        const at = { row, column };
        const address = `${quotedSheet(sheet.name)}!${addressOf({ first: at, last: at })}`;
        cells.push({ sheet, row, column, call: { name: (match[1] ?? '').toUpperCase(), args, address } });
      }
    }
  }
  return cells;
}
