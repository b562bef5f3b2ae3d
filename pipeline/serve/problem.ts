import { isAskCode } from '../ask/messages.ts';
import { type MessageParams, renderMessage, UserError, type Words } from '../messages.ts';
import { isQuestionCode } from '../office/questions.ts';
import { type ServeCode, STATUS_TITLES, serveMessages } from './messages.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** RFC 9457, with the sentence in both languages and a code that never changes. */
export interface ProblemDocument {
  type: string;
  code: string;
  status: number;
  title: string;
  detail: string;
  title_en: string;
  detail_en: string;
  /** The request's number, for whoever supports the user. */
  request: string;
  /** Files that were not imported, each with its reason. */
  failures?: readonly FileFailure[];
}

/** A file that could not be imported; the others of the same upload were. */
export interface FileFailure {
  file: string;
  code: string;
  message: string;
  message_en: string;
}

/** Something the caller can mend: a code, a status, a sentence. */
export class RequestProblem extends Error {
  readonly code: ServeCode;
  readonly params: MessageParams;
  readonly failures: readonly FileFailure[] | undefined;

  constructor(code: ServeCode, params: MessageParams = {}, failures?: readonly FileFailure[], options?: ErrorOptions) {
    super(renderMessage(serveMessages[code], params, 'en'), options);
    this.name = 'RequestProblem';
    this.code = code;
    this.params = params;
    this.failures = failures;
  }
}

export function problemDocument(problem: RequestProblem | UserError, request: string): ProblemDocument {
  const template = problem instanceof RequestProblem ? serveMessages[problem.code] : problem.template;
  const status = problem instanceof RequestProblem ? serveMessages[problem.code].status : statusOf(problem);
  const title = STATUS_TITLES[status] ?? { vi: '', en: '' };
  const failures = problem instanceof RequestProblem ? problem.failures : undefined;
  return {
    type: 'about:blank',
    code: problem.code,
    status,
    title: title.vi,
    detail: renderMessage(template, problem.params, 'vi'),
    title_en: title.en,
    detail_en: renderMessage(template, problem.params, 'en'),
    request,
    ...(failures === undefined ? {} : { failures }),
  };
}

/** A question can be mended where it was typed; all else that users mend is about files. */
function statusOf({ code }: UserError): number {
  if (code === 'OTHER_UNITS_REPORT') return 403;
  if (code === 'SENT_MEANWHILE') return 409;
  return isAskCode(code) || isQuestionCode(code) ? 400 : 422;
}

/**
 * What was thrown while a request was handled, as the problem that the caller is told. A framework error with a status of
 * 4xx is the caller's; all else is ours, and nothing of it is told.
 */
export function problemOf(error: unknown, request: string): RequestProblem | UserError {
  if (error instanceof RequestProblem || error instanceof UserError) return error;
  if (error instanceof Error) {
    if ('validation' in error && Array.isArray(error.validation)) return invalid(error.validation, error);
    const status = 'statusCode' in error ? error.statusCode : undefined;
    if (status === 413) return new RequestProblem('TOO_LARGE', { limit: 1, files: 1 });
    if (status === 415) return new RequestProblem('NOT_A_FILE_TYPE', { type: '?' });
    if (typeof status === 'number' && status >= 400 && status < 500)
      return new RequestProblem('BAD_REQUEST', {
        place: 'HTTP',
        reason: 'code' in error ? String(error.code) : `${status}`,
      });
  }
  return new RequestProblem('OUR_FAULT', { request });
}

/** The first thing that the schema refused. */
function invalid(validation: readonly unknown[], error: Error): RequestProblem {
  const first: unknown = validation[0];
  const context = 'validationContext' in error ? String(error.validationContext) : '';
  const place = String(fieldOf(first, 'instancePath') ?? '').replace(/^\//, '') || context;
  const params = fieldOf(first, 'params');
  switch (fieldOf(first, 'keyword')) {
    case 'required':
      return new RequestProblem('MISSING_PARAMETER', { place: String(fieldOf(params, 'missingProperty')) });
    case 'additionalProperties':
      return new RequestProblem('NO_SUCH_PARAMETER', {
        place: String(fieldOf(params, 'additionalProperty')).slice(0, 100),
      });
    case 'enum':
      return new RequestProblem('NOT_A_CHOICE', { place, choices: String(fieldOf(params, 'allowedValues')) });
    case 'format':
      return new RequestProblem('BAD_DAY', { place });
    case 'pattern':
      if (/(^|\/)(from|as_of)$/.test(place)) return new RequestProblem('BAD_DAY', { place });
      break;
  }
  return new RequestProblem('BAD_REQUEST', { place, reason: reasonOf(fieldOf(first, 'keyword'), params) });
}

/** What the schema says of a value, in words; its own are English alone. */
function reasonOf(keyword: unknown, params: unknown): Words {
  const limit = String(fieldOf(params, 'limit') ?? '');
  switch (keyword) {
    case 'type': {
      const type = String(fieldOf(params, 'type') ?? '');
      return { vi: `phải là kiểu ${type}`, en: `must be of type ${type}` };
    }
    case 'minLength':
    case 'minItems':
    case 'minimum':
      return { vi: `ít nhất là ${limit}`, en: `must be at least ${limit}` };
    case 'maxLength':
    case 'maxItems':
    case 'maximum':
      return { vi: `nhiều nhất là ${limit}`, en: `must be at most ${limit}` };
    case 'pattern': {
      const pattern = String(fieldOf(params, 'pattern') ?? '');
      return { vi: `phải theo mẫu ${pattern}`, en: `must match ${pattern}` };
    }
    default:
      return { vi: `không hợp lệ (${String(keyword)})`, en: `is not valid (${String(keyword)})` };
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}
