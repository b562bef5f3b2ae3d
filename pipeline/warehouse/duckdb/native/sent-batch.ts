import type { SharedTexts, TextBatch, TextColumn } from '../../../read/batch.ts';

/** A column on its way to another thread: as `TextColumn`, but texts that many batches share go once. */
export type SentColumn = { bytes: Uint8Array; offsets: Uint32Array } | { table: number; ids: Uint32Array };

/** A batch on its way to another thread. */
export interface SentBatch {
  rows: number;
  rowNumbers: Uint32Array;
  columns: SentColumn[];
  /** The table of shared texts with this number comes with the first batch that needs it. */
  newTables: { table: number; texts: SharedTexts }[];
}

/** Makes batches ready to be sent; one sender for one receiver. */
export class BatchSender {
  readonly #tables = new Map<SharedTexts, number>();

  /** @returns the message, and the memory that moves with it instead of being copied */
  sent({ rows, rowNumbers, columns }: TextBatch): [SentBatch, ArrayBuffer[]] {
    const newTables: SentBatch['newTables'] = [];
    const sent = columns.map((column) => this.#column(column, newTables));
    return [{ rows, rowNumbers, columns: sent, newTables }, memoryOf(rowNumbers, sent)];
  }

  #column(column: TextColumn, newTables: SentBatch['newTables']): SentColumn {
    if (!('ids' in column)) return column;
    const { texts, ids } = column;
    let table = this.#tables.get(texts);
    if (table === undefined) {
      table = this.#tables.size;
      this.#tables.set(texts, table);
      newTables.push({ table, texts });
    }
    return { table, ids };
  }
}

/** Makes batches again of what a `BatchSender` has sent. */
export class BatchReceiver {
  readonly #tables = new Map<number, SharedTexts>();

  received({ rows, rowNumbers, columns, newTables }: SentBatch): TextBatch {
    for (const { table, texts } of newTables) this.#tables.set(table, texts);
    return { rows, rowNumbers, columns: columns.map((column) => this.#column(column)) };
  }

  #column(column: SentColumn): TextColumn {
    if (!('table' in column)) return column;
    const texts = this.#tables.get(column.table);
    if (texts === undefined) throw new Error(`no table of texts ${column.table}`);
    return { texts, ids: column.ids };
  }
}

/** Each buffer once, and none that is empty and shared by many columns. */
export function memoryOf(rowNumbers: Uint32Array, columns: readonly SentColumn[]): ArrayBuffer[] {
  const arrays = columns.flatMap((column) => ('table' in column ? [column.ids] : [column.bytes, column.offsets]));
  const buffers = new Set([rowNumbers, ...arrays].map(({ buffer }) => buffer));
  return [...buffers].filter((buffer) => buffer instanceof ArrayBuffer && buffer.byteLength > 0) as ArrayBuffer[];
}
