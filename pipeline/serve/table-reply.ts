import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONTENT_TYPES, encoded, jsonRows, TABLE_FORMATS } from '../formats/formats.ts';
import type { Language } from '../messages.ts';
import type { Table } from '../office/tables.ts';
import { RequestProblem } from './problem.ts';

const JSON_ROWS = CONTENT_TYPES.json;

/** What the request's Accept likes best of `offered`; the first where it does not care. */
export function chosenType<T extends string>(request: FastifyRequest, offered: readonly [T, ...T[]]): T {
  const liked = request.accepts().type([...offered]);
  const type = offered.find((one) => one === liked);
  if (type !== undefined) return type;
  throw new RequestProblem('NOT_ACCEPTABLE', { accept: request.headers.accept ?? '', offered: offered.join(', ') });
}

/** A table as the caller wants it: rows of JSON, an Arrow stream, CSV or a workbook. */
export async function sendTable(
  request: FastifyRequest,
  reply: FastifyReply,
  table: () => Promise<Table>,
): Promise<FastifyReply> {
  const type = chosenType(request, [JSON_ROWS, CONTENT_TYPES.arrow, CONTENT_TYPES.csv, CONTENT_TYPES.xlsx]);
  const format = TABLE_FORMATS.find((one) => CONTENT_TYPES[one] === type) ?? 'json';
  const made = await table();
  if (format === 'json') return reply.type(type).send(jsonRows(made));
  const { lang } = request.query as { lang?: Language };
  const title = request.routeOptions.schema?.summary ?? 'Về đích';
  const body = await encoded(made, format, { title, language: lang ?? 'vi' });
  return reply
    .type(format === 'csv' ? `${type}; charset=utf-8` : type)
    .send(typeof body === 'string' ? body : Buffer.from(body));
}
