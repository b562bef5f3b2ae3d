import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from './access.ts';
import type { ServeContext } from './context.ts';
import { RequestProblem } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The same question has the same answer until something is written: it is counted once. */
    kept?: boolean;
  }
}

/** Of one answer, and of all that are kept, in bytes. */
const LARGEST = 2 ** 20;
const MOST = 64 * 2 ** 20;
/** Who may wait for the same answers, and how long they are told to stay away, in seconds. */
const MOST_WAITING = 1024;
const COME_AGAIN = 2;

interface Kept {
  body: Buffer;
  type: string;
  /** Where the rest of a list is. */
  link: string | undefined;
}

/**
 * Answers of routes that say `kept` are given again until something is written, or another day begins; whoever asks while the
 * same is being counted waits for that. What one may see is part of the question: the unit of the token and its role.
 */
export function keepAnswers(
  app: FastifyInstance,
  { warehouse, clock }: Pick<ServeContext, 'warehouse' | 'clock'>,
): void {
  const answers = new Answers();
  const counted = new Map<string, Promise<void>>();
  const asked = new WeakMap<FastifyRequest, string>();
  let [written, waiting] = [0, 0];

  const moment = (): string => [warehouse.writes, written, clock().slice(0, 10)].join(' ');
  const questionOf = (request: FastifyRequest): string => {
    const { unit, role } = callerOf(request);
    return JSON.stringify([moment(), unit, role, request.headers.accept ?? '', request.url]);
  };

  app.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.config.kept !== true) return undefined;
    while (!callerOf(request).gone.aborted) {
      const question = questionOf(request);
      const kept = answers.get(moment(), question);
      if (kept !== undefined) return send(reply, kept);
      const running = counted.get(question);
      if (running === undefined) {
        asked.set(request, question);
        counted.set(
          question,
          ending(reply, () => counted.delete(question)),
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
    // Before whoever wrote hears that it is done; also where half of it failed.
    if (request.routeOptions.config.writes === true) written += 1;
    const question = asked.get(request);
    // What was written meanwhile may be in the answer, or not.
    if (question === undefined || reply.statusCode !== 200 || question !== questionOf(request)) return body;
    if (typeof body !== 'string' && !Buffer.isBuffer(body)) return body;
    const [type, link] = [String(reply.getHeader('content-type')), reply.getHeader('link')];
    answers.keep(moment(), question, {
      body: Buffer.from(body),
      type,
      link: typeof link === 'string' ? link : undefined,
    });
    return body;
  });
}

function send(reply: FastifyReply, { body, type, link }: Kept): FastifyReply {
  if (link !== undefined) reply.header('link', link);
  return reply.type(type).send(body);
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

/** Those of one moment, between two that something is written at; what was asked for longest ago goes where there is no room. */
class Answers {
  readonly #kept = new Map<string, Kept>();
  #moment = '';
  #bytes = 0;

  get(moment: string, question: string): Kept | undefined {
    const kept = moment === this.#moment ? this.#kept.get(question) : undefined;
    if (kept === undefined) return undefined;
    this.#kept.delete(question);
    this.#kept.set(question, kept);
    return kept;
  }

  keep(moment: string, question: string, kept: Kept): void {
    if (moment !== this.#moment) {
      this.#kept.clear();
      this.#bytes = 0;
      this.#moment = moment;
    }
    if (kept.body.length > LARGEST || this.#kept.has(question)) return;
    this.#kept.set(question, kept);
    this.#bytes += kept.body.length;
    for (const [oldest, { body }] of this.#kept) {
      if (this.#bytes <= MOST) return;
      this.#kept.delete(oldest);
      this.#bytes -= body.length;
    }
  }
}
