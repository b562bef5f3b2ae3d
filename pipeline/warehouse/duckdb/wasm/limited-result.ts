import { LimitError, type Limits } from '../engine.ts';
import type { WasmBindings } from './wasm-engine.ts';

/** Between two looks at the clock and at what the page has sent meanwhile. */
const LOOK_EVERY_MS = 50;

/**
 * The result of one statement as an Arrow stream, made part by part, so that it can be ended between them.
 * Several statements are refused before any of them has run.
 */
export async function limitedResult(
  bindings: WasmBindings,
  connection: number,
  sql: string,
  { milliseconds, characters, signal }: Limits,
): Promise<Uint8Array> {
  signal?.throwIfAborted();
  const begin = performance.now();
  let looked = begin;
  const look = async (): Promise<void> => {
    const now = performance.now();
    if (now - begin > milliseconds) throw new LimitError('time');
    if (now - looked < LOOK_EVERY_MS) return;
    looked = now;
    // A turn for the messages of the page: it may not want the answer any more.
    await new Promise((turn) => setTimeout(turn));
    signal?.throwIfAborted();
  };
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    bindings.closePrepared(connection, bindings.createPrepared(connection, sql));
    let head = bindings.startPendingQuery(connection, sql, true);
    for (; head === null; head = bindings.pollPendingQuery(connection)) await look();
    parts.push(head);
    for (;;) {
      const part = bindings.fetchQueryResults(connection);
      if (part?.length === 0) return joined(parts);
      if (part !== null) {
        parts.push(part);
        size += part.length;
        if (size > characters) throw new LimitError('size');
      }
      await look();
    }
  } catch (error) {
    bindings.cancelPendingQuery(connection);
    if (error instanceof LimitError || !(error instanceof Error) || signal?.aborted) throw error;
    throw new Error(sentenceIn(error.message), { cause: error });
  }
}

/** While a result is made, DuckDB-WASM tells errors as JSON. */
function sentenceIn(message: string): string {
  if (!message.startsWith('{')) return message;
  const fields = new Map<string, unknown>(Object.entries(JSON.parse(message)));
  return `${fields.get('exception_type')} Error: ${fields.get('exception_message')}`;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
