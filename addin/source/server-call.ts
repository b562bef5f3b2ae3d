import { sourceError } from './messages.ts';
import { tellReached } from './reached.ts';
import type { Connection } from './server-address.ts';
import { SourceError } from './source.ts';

/** A figure of the whole province is reckoned within seconds; a server that is silent this long hangs. */
const PATIENCE_MS = 60_000;

/** What a server says when it does not do what was asked (RFC 9457). */
export interface Problem {
  code: string;
  detail: string;
  detail_en: string;
  failures?: { file: string; code: string; message: string; message_en: string }[];
}

/** What the server refused, with its reason for each file or line where it gives them. */
export class ProblemError extends SourceError {
  readonly failures: NonNullable<Problem['failures']>;

  constructor({ code, detail, detail_en, failures = [] }: Problem) {
    super(code, detail, detail_en);
    this.failures = failures;
  }
}

/** Calls a route below `/api/v1`. @throws SourceError for whatever is no answer; the abort reason when `signal` aborts */
export async function callServer(
  { address, token }: Connection,
  place: string,
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
  accept: string,
  signal?: AbortSignal,
  body?: unknown,
  /** GET without a body, else POST; what is no text goes as it is. */
  method = body === undefined ? 'GET' : 'POST',
): Promise<Response> {
  const silence = AbortSignal.timeout(PATIENCE_MS);
  let answer: Response;
  try {
    answer = await fetch(`${address}/api/v1${place}${queryText(query)}`, {
      method,
      ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
      headers: {
        accept,
        // Of a form the browser says the type itself, with what parts it.
        ...(body === undefined || body instanceof FormData
          ? {}
          : { 'content-type': body instanceof Blob ? body.type : 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      signal: signal === undefined ? silence : AbortSignal.any([signal, silence]),
      cache: 'no-store',
    });
  } catch (cause) {
    signal?.throwIfAborted();
    if (silence.aborted) throw sourceError('SLOW', { address, seconds: PATIENCE_MS / 1000 }, { cause });
    throw offline(address, cause);
  }
  tellReached(address);
  if (answer.ok) return answer;
  throw problemError(await problemIn(answer), address, answer.status);
}

/** The body of an answer; the line can break while it comes. */
export async function bodyOf<T>(
  answer: Response,
  read: (answer: Response) => Promise<T>,
  address: string,
  signal?: AbortSignal,
): Promise<T> {
  try {
    return await read(answer);
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof SyntaxError)
      throw sourceError('NOT_OUR_SERVER', { address, status: answer.status }, { cause });
    throw offline(address, cause);
  }
}

/** Nobody answers, and the pane is told. A page may call another server only where both allow it, and the browser does not tell these apart. */
export function offline(address: string, cause?: unknown): SourceError {
  // Outside of a page there is no own server.
  const own = 'location' in globalThis ? location.origin : address;
  const why =
    address === own
      ? sourceError('OFFLINE', { address }, { cause })
      : sourceError('OFFLINE_ELSEWHERE', { address, own }, { cause });
  tellReached(address, why);
  return why;
}

export function queryText(query: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of typeof value === 'string' ? [value] : value) params.append(name, one);
  }
  return params.size === 0 ? '' : `?${params}`;
}

export function problemError(problem: Problem | undefined, address: string, status: number): SourceError {
  if (problem === undefined) return sourceError('NOT_OUR_SERVER', { address, status });
  return new ProblemError(problem);
}

async function problemIn(answer: Response): Promise<Problem | undefined> {
  const text = await answer.text().catch(() => '');
  return problemOf(text);
}

/** The problem document in a text, or undefined where it is none. */
export function problemOf(text: string): Problem | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isProblem(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return ['code', 'detail', 'detail_en'].every((name) => typeof fields.get(name) === 'string');
}

function isRaw(body: unknown): body is Blob | FormData {
  return body instanceof Blob || body instanceof FormData;
}
