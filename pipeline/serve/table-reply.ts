import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONTENT_TYPES, encoded, jsonRows, TABLE_FORMATS } from '../formats/formats.ts';
import type { Language } from '../messages.ts';
import { type Table, tableOfColumns } from '../office/tables.ts';
import type { Page } from '../warehouse/members.ts';
import { RequestProblem } from './problem.ts';
import { MOST_ROWS } from './schemas.ts';

const JSON_ROWS = CONTENT_TYPES.json;

/** What the request's Accept likes best of `offered`; the first where it does not care. */
export function chosenType<T extends string>(request: FastifyRequest, offered: readonly [T, ...T[]]): T {
  const liked = request.accepts().type([...offered]);
  const type = offered.find((one) => one === liked);
  if (type !== undefined) return type;
  throw new RequestProblem('NOT_ACCEPTABLE', { accept: request.headers.accept ?? '', offered: offered.join(', ') });
}

/** These rows of a table. */
export function pageOf({ columns, rows, values }: Table, { offset, count }: Page): Table {
  const end = offset + count;
  if (values === undefined) return { columns, rows: rows.slice(offset, end) };
  return tableOfColumns({ columns, values: values.map((column) => column.slice(offset, end)) });
}

/**
 * A table as the caller wants it: rows of JSON, an Arrow stream, CSV or a workbook. Of a long one as much as the request's
 * `limit`, with the address of the rest in `Link`; never a part of it to whoever did not ask for one.
 * @param table those of its rows; one more than are sent is asked for, to know whether there is a rest
 * @throws RequestProblem TOO_MANY_ROWS where it is too long for one answer, and no `limit` was said
 */
export async function sendTable(
  request: FastifyRequest,
  reply: FastifyReply,
  table: (page: Page) => Promise<Table>,
): Promise<FastifyReply> {
  const type = chosenType(request, [JSON_ROWS, CONTENT_TYPES.arrow, CONTENT_TYPES.csv, CONTENT_TYPES.xlsx]);
  const format = TABLE_FORMATS.find((one) => CONTENT_TYPES[one] === type) ?? 'json';
  const { lang, limit, offset = 0 } = request.query as { lang?: Language; limit?: number; offset?: number };
  const count = limit ?? MOST_ROWS;
  const found = await table({ offset, count: count + 1 });
  const isMore = (found.values?.[0] ?? found.rows).length > count;
  if (isMore && limit === undefined) throw new RequestProblem('TOO_MANY_ROWS', { limit: String(MOST_ROWS) });
  if (isMore) reply.header('link', `<${addressOfRest(request, offset + count)}>; rel="next"`);
  const made = isMore ? pageOf(found, { offset: 0, count }) : found;
  if (format === 'json') return reply.type(type).send(jsonRows(made));
  const title = request.routeOptions.schema?.summary ?? 'Về đích';
  const body = await encoded(made, format, { title, language: lang ?? 'vi' });
  return reply
    .type(format === 'csv' ? `${type}; charset=utf-8` : type)
    .send(typeof body === 'string' ? body : Buffer.from(body));
}

/** The same request, from a later row on. */
function addressOfRest(request: FastifyRequest, offset: number): string {
  const address = new URL(request.url, 'http://localhost');
  address.searchParams.set('offset', String(offset));
  return `${address.pathname}${address.search}`;
}
