import type { FastifyReply, FastifyRequest } from 'fastify';
import { arrowOf } from '../formats/arrow.ts';
import type { Table } from '../office/tables.ts';
import { RequestProblem } from './problem.ts';

export const ARROW = 'application/vnd.apache.arrow.stream';

/** What the request's Accept likes best of `offered`; the first where it does not care. */
export function chosenType<T extends string>(request: FastifyRequest, offered: readonly [T, ...T[]]): T {
  const liked = request.accepts().type([...offered]);
  const type = offered.find((one) => one === liked);
  if (type !== undefined) return type;
  throw new RequestProblem('NOT_ACCEPTABLE', { accept: request.headers.accept ?? '', offered: offered.join(', ') });
}

/** A table as the caller wants it: rows of JSON, or an Arrow stream. */
export function sendTable(
  request: FastifyRequest,
  reply: FastifyReply,
  table: () => Promise<Table>,
): Promise<FastifyReply> {
  const type = chosenType(request, ['application/json', ARROW]);
  return table().then((made) =>
    type === ARROW ? reply.type(ARROW).send(Buffer.from(arrowOf(made))) : reply.type(type).send(made.rows),
  );
}
