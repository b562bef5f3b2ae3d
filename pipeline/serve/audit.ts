import { appendFile, chmod, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { knownCaller } from './access.ts';

/** Who did what, or was refused. Codes and numbers only: no name of a file or person, no address of a machine. */
export interface AuditEntry {
  /** Local moment `YYYY-MM-DD HH:MM:SS`. */
  at: string;
  /** A route (`POST /api/v1/imports`), or what came of one (`imported`, `token created`). */
  action: string;
  /** Number of the token; null at the machine itself, absent where nobody was recognised. */
  token?: string | null;
  unit?: string | null;
  role?: string;
  /** HTTP status of what was asked by a route. */
  status?: number;
  request?: string;
  /** The import that was made or taken away. */
  import?: number;
  /** Refusals that were not written one by one, of the last minute. */
  more?: number;
}

/** The file grows to this size, then begins anew; so many earlier ones are kept. */
const MOST_BYTES = 10 * 2 ** 20;
const KEPT = 5;

/** Beside the warehouse, one line of JSON an entry. */
export function auditFile(warehouse: string): string {
  return `${path.resolve(warehouse)}.audit.jsonl`;
}

/** A log that is only added to, readable by its owner only, and bounded in size. */
export class Audit {
  readonly #file: string;
  readonly #mostBytes: number;
  #last: Promise<void> = Promise.resolve();

  constructor(file: string, mostBytes = MOST_BYTES) {
    this.#file = file;
    this.#mostBytes = mostBytes;
  }

  /** In the order in which it is called. @throws what the disk says */
  write(entry: AuditEntry): Promise<void> {
    const turn = this.#last.then(() => this.#append(`${JSON.stringify(entry)}\n`));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** When all is written. */
  ended(): Promise<void> {
    return this.#last;
  }

  async #append(line: string): Promise<void> {
    const size = (await stat(this.#file).catch(() => undefined))?.size ?? 0;
    if (size > 0 && size + line.length > this.#mostBytes) await this.#turnOver();
    await appendFile(this.#file, line, { mode: 0o600 });
    if (size === 0) await chmod(this.#file, 0o600);
  }

  async #turnOver(): Promise<void> {
    for (let number = KEPT - 1; number >= 1; number -= 1)
      await rename(`${this.#file}.${number}`, `${this.#file}.${number + 1}`).catch(() => undefined);
    await rename(this.#file, `${this.#file}.1`);
  }
}

/** Refusals of one minute that are written one by one; a flood of them must not push out what happened before. */
const REFUSALS = 60;
const MINUTE_MS = 60_000;
/** Without a right token, not allowed, for another host, too often. */
const REFUSED = new Set([401, 403, 421, 429]);

/** Keeps every request that changes something, and every one that is refused for who sent it. */
export function keepAudit(
  app: FastifyInstance,
  audit: Audit,
  { clock, onFault }: { clock(): string; onFault(request: string, error: unknown): void },
): void {
  let minute = { start: Number.NEGATIVE_INFINITY, refused: 0 };
  app.addHook('onResponse', async (request, reply) => {
    const isRefused = REFUSED.has(reply.statusCode);
    if (!isRefused && request.routeOptions.config.writes !== true) return;
    const entry = { ...entryOf(request, clock()), status: reply.statusCode };
    if (isRefused) {
      const now = performance.now();
      if (now - minute.start > MINUTE_MS) {
        const more = minute.refused - REFUSALS;
        minute = { start: now, refused: 0 };
        if (more > 0) Object.assign(entry, { more });
      }
      minute.refused += 1;
      if (minute.refused > REFUSALS) return;
    }
    await audit.write(entry).catch((error: unknown) => onFault(request.id, error));
  });
  app.addHook('onClose', () => audit.ended());
}

/** What a request is, whoever sends it: the route by its name, not as the address was written. */
export function entryOf(request: FastifyRequest, at: string): AuditEntry {
  const caller = knownCaller(request);
  const { method, routeOptions, id, params } = request;
  const importId: unknown = typeof params === 'object' && params !== null && 'id' in params ? params.id : undefined;
  return {
    at,
    action: `${method} ${routeOptions.url ?? '?'}`,
    ...(caller === undefined ? {} : { token: caller.token, unit: caller.unit, role: caller.role }),
    request: id,
    ...(typeof importId === 'number' ? { import: importId } : {}),
  };
}
