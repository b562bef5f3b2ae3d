import type { FastifyReply, FastifyRequest } from 'fastify';
import { arrowOf } from '../formats/arrow.ts';
import type { Table } from '../office/tables.ts';
import { RequestProblem } from './problem.ts';

export const ARROW = 'application/vnd.apache.arrow.stream';

/** The first of `offered` that the request's Accept takes, in the order of its wishes. */
export function chosenType<T extends string>(request: FastifyRequest, offered: readonly [T, ...T[]]): T {
  const accept = request.headers.accept ?? '*/*';
  const wishes = accept
    .split(',')
    .map((part) => {
      const [type = '', ...params] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const quality = params.find((param) => param.startsWith('q='));
      return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { type } of wishes) {
    const found = offered.find((one) => type === '*/*' || type === one || type === `${one.split('/')[0]}/*`);
    if (found !== undefined) return found;
  }
  throw new RequestProblem('NOT_ACCEPTABLE', { accept, offered: offered.join(', ') });
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
