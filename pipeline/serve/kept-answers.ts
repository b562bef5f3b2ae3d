import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from './access.ts';
import { Answers, type Kept } from './answers.ts';
import type { ServeContext } from './context.ts';
import { RequestProblem } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The same question has the same answer until something of its units is written: it is counted once. */
    kept?: boolean;
    /** What it writes it writes through the warehouse, which says whose it is. */
    tellsItself?: boolean;
  }
}

/** Who may wait for the same answers, and how long they are told to stay away, in seconds. */
const MOST_WAITING = 1024;
const COME_AGAIN = 2;
/** So long an import waits at most until what was asked of its units is counted anew. */
const COUNTED_ANEW_MS = 2_000;
/** Of an answer: the last import whose rows are in it. */
const LAST_IMPORT = 'vedich-last-import';
/** Says a request of the server itself. */
const ANEW = 'vedich-counted-anew';

/**
 * Answers of routes that say `kept` are given again until something of their units is written, or another day begins; whoever
 * asks while the same is being counted waits for that. What one may see is part of the question: the unit of the token and its
 * role. Before whoever imported hears that it is done, what was asked of those units is counted anew; until then others are
 * answered as before, with the import that it stands for.
 */
export function keepAnswers(
  app: FastifyInstance,
  { warehouse, clock }: Pick<ServeContext, 'warehouse' | 'clock'>,
): void {
  const answers = new Answers();
  const counted = new Map<string, Promise<void>>();
  const asked = new WeakMap<FastifyRequest, { question: string; moment: string }>();
  let waiting = 0;
  /** What is being counted anew, and the name that its requests say; nobody else can know it. */
  let anew: { name: string; fresh: Map<string, Kept> } | undefined;
  const ofAnew = (request: FastifyRequest) =>
    anew !== undefined && request.headers[ANEW] === anew.name ? anew : undefined;

  const momentOf = (request: FastifyRequest): string => {
    const { unit, scope } = callerOf(request);
    return `${answers.generationOf(unit, scope)} ${clock().slice(0, 10)}`;
  };

  app.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.config.kept !== true) return undefined;
    const question = questionOf(request);
    if (ofAnew(request) !== undefined) return void asked.set(request, { question, moment: '' });
    while (!callerOf(request).gone.aborted) {
      const moment = momentOf(request);
      const kept = answers.get(question, moment);
      if (kept !== undefined) return send(request, reply, kept);
      const running = counted.get(`${moment} ${question}`);
      if (running === undefined) {
        asked.set(request, { question, moment });
        counted.set(
          `${moment} ${question}`,
          ending(reply, () => counted.delete(`${moment} ${question}`)),
        );
        return undefined;
      }
      if (waiting >= MOST_WAITING) throw new RequestProblem('BUSY', { waiting, seconds: COME_AGAIN });
      waiting += 1;
      await running.finally(() => {
        waiting -= 1;
      });
    }
    return undefined;
  });

  app.addHook('onSend', async (request, reply, body) => {
    // Before whoever wrote hears that it is done; also where half of it failed. An import has told of itself by then.
    const { writes = false, tellsItself = false } = request.routeOptions.config;
    if (writes && !tellsItself) answers.dropAll();
    const one = asked.get(request);
    if (one === undefined || reply.statusCode !== 200) return body;
    if (typeof body !== 'string' && !Buffer.isBuffer(body)) return body;
    const bytes = Buffer.from(body);
    const { authorization, accept } = request.headers;
    const [type, link] = [String(reply.getHeader('content-type')), reply.getHeader('link')];
    const kept: Kept = {
      body: bytes,
      type,
      link: typeof link === 'string' ? link : undefined,
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      lastImport: callerOf(request).lastImport,
      unit: callerOf(request).unit,
      again: { url: request.url, headers: { ...(authorization && { authorization }), ...(accept && { accept }) } },
    };
    reply.headers(headersOf(kept));
    if (one.moment === '') ofAnew(request)?.fresh.set(one.question, kept);
    // What was written meanwhile may be in the answer, or not.
    else if (one.moment === momentOf(request)) answers.keep(one.question, one.moment, kept);
    if (!isSame(request, kept)) return body;
    reply.code(304).removeHeader('content-length').removeHeader('content-type');
    return null;
  });

  warehouse.onWritten(async (units) => {
    const toCount = answers.askedOf(units);
    const round = { name: randomUUID(), fresh: new Map<string, Kept>() };
    anew = round;
    const end = performance.now() + COUNTED_ANEW_MS;
    const counting = toCount.map(async ({ again }) => {
      const { url, headers } = again;
      if (performance.now() < end) await app.inject({ url, headers: { ...headers, [ANEW]: round.name } });
    });
    const late = new Promise((resolve) => setTimeout(resolve, COUNTED_ANEW_MS).unref());
    await Promise.race([Promise.allSettled(counting), late]);
    anew = undefined;
    answers.replace(units, round.fresh, clock().slice(0, 10));
  });
}

function questionOf(request: FastifyRequest): string {
  const { unit, role } = callerOf(request);
  return JSON.stringify([unit, role, request.headers.accept ?? '', request.url]);
}

function headersOf({ etag, lastImport, link }: Kept): Record<string, string> {
  return {
    etag,
    ...(lastImport === undefined ? {} : { [LAST_IMPORT]: String(lastImport) }),
    ...(link === undefined ? {} : { link }),
  };
}

function send(request: FastifyRequest, reply: FastifyReply, kept: Kept): FastifyReply {
  reply.headers(headersOf(kept));
  return isSame(request, kept) ? reply.code(304).send() : reply.type(kept.type).send(kept.body);
}

/** Whether whoever asks has it already (RFC 9110, 13.1.2). */
function isSame({ headers }: FastifyRequest, { etag }: Kept): boolean {
  const known = (headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

/** When an answer has gone, or whoever it was for. */
function ending(reply: FastifyReply, then: () => void): Promise<void> {
  return new Promise((resolve) => {
    reply.raw.once('close', () => {
      then();
      resolve();
    });
  });
}
