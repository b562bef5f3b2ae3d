import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { vietnameseDate } from '../dates.ts';
import type { Library } from '../library/library.ts';
import { holds } from '../library/units/periods.ts';
import { type UnitScopeRow, unitScope } from '../library/units/scope.ts';
import type { Unit } from '../library/units/types.ts';
import { KIND_WORDS } from '../messages.ts';
import { Failures } from './failures.ts';
import { RequestProblem } from './problem.ts';
import { findToken, isExpired, type Role, readTokens } from './tokens.ts';
import type { Asker } from './turns.ts';

/** Who asks, and what they may see. */
export interface Caller extends Asker {
  role: Role;
  /** The token's unit; null for whoever sits at the machine itself. */
  unit: string | null;
  /** The units and days that may be seen; undefined = all. */
  scope: readonly UnitScopeRow[] | undefined;
  /** Once something was read: the last import whose rows were there. */
  lastImport?: number;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without a token: nothing of any unit is in it. */
    open?: boolean;
    /** Changes the warehouse: not for readers. */
    writes?: boolean;
  }
}

const callers = new WeakMap<FastifyRequest, Caller>();

/** Who sent the request. A route that was not guarded has nobody, and fails. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error(`${request.url} was answered without asking who sends it`);
  return caller;
}

/** Who sent the request, where it is known: whether or not it was let in. */
export function knownCaller(request: FastifyRequest): Caller | undefined {
  return callers.get(request);
}

/** Whether whoever sent the request has gone without waiting for the answer. */
export function hasGone(request: FastifyRequest): boolean {
  return callers.get(request)?.gone.aborted === true;
}

const AT_THE_MACHINE: Omit<Caller, 'gone'> = { token: null, role: 'consolidator', unit: null, scope: undefined };

export interface AccessOptions {
  library: Library;
  tokenFile: string;
  /** Without a token nothing is answered. A token that is shown is looked at in any case. */
  required: boolean;
  /** Local moment `YYYY-MM-DD HH:MM:SS`. */
  clock(): string;
}

/** Every route below the instance asks for a token, unless it says that it is open. */
export function guard(app: FastifyInstance, options: AccessOptions): void {
  const failures = new Failures();
  app.addHook('onRequest', async (request, reply) => {
    const { open = false, writes = false } = request.routeOptions.config;
    if (open) return;
    const caller = { ...(await identify(request, options, failures)), gone: whenGone(reply) };
    callers.set(request, caller);
    if (writes && caller.role === 'reader') throw new RequestProblem('NOT_YOUR_ROLE');
  });
}

function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

async function identify(
  request: FastifyRequest,
  options: AccessOptions,
  failures: Failures,
): Promise<Omit<Caller, 'gone'>> {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    if (options.required) throw new RequestProblem('NO_TOKEN');
    return AT_THE_MACHINE;
  }
  const presented = /^Bearer ([\w-]{1,200})$/i.exec(authorization)?.[1];
  const token = presented === undefined ? undefined : findToken(await readTokens(options.tokenFile), presented);
  if (token === undefined) {
    // A right token is let in all the same: an office is one address, and nobody in it may lock out the others.
    const seconds = failures.wait(request.ip, performance.now());
    if (seconds > 0) throw new RequestProblem('TOO_MANY_FAILURES', { seconds });
    failures.add(request.ip, performance.now());
    throw new RequestProblem('BAD_TOKEN');
  }
  if (isExpired(token, options.clock().slice(0, 10)))
    throw new RequestProblem('EXPIRED_TOKEN', {
      expires: { vi: vietnameseDate(token.expires ?? ''), en: token.expires ?? '' },
    });
  return { token: token.id, role: token.role, unit: token.unit, scope: unitScope(options.library.units, token.unit) };
}

/** Whether the caller may see a unit: at all, or as it is on a day. */
export function mayName({ scope }: Caller, unit: string, day?: string): boolean {
  return scope === undefined || scope.some((row) => row.unit === unit && (day === undefined || holds(row, day)));
}

/**
 * The unit that a request names.
 * @param day the unit is asked about as it is then: what it does after it has left the caller is not for the caller
 * @throws RequestProblem where there is none, or not for this caller
 */
export function namedUnit(caller: Caller, library: Library, id: string, day?: string): Unit {
  if (!mayName(caller, id, day)) throw new RequestProblem('NOT_YOUR_UNIT');
  const unit = library.units.byId.get(id);
  if (unit === undefined)
    throw new RequestProblem('UNKNOWN_PARAMETER', { kind: KIND_WORDS.unit, id, list: '/api/v1/units' });
  return unit;
}
