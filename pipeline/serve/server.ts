import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer as createPlainServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import path from 'node:path';
import accepts from '@fastify/accepts';
import staticFiles from '@fastify/static';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type RawServerDefault } from 'fastify';
import { guard, hasGone } from './access.ts';
import { Audit, keepAudit } from './audit.ts';
import type { ServeContext } from './context.ts';
import { docRoutes } from './docs.ts';
import { keepAnswers } from './kept-answers.ts';
import { endWithLastAnswer, readOnNothingRefused } from './lines.ts';
import { PROBLEM_TYPE, problemDocument, problemOf, RequestProblem } from './problem.ts';
import { answerRoutes } from './routes/answers.ts';
import { askRoutes } from './routes/ask.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { collectionRoutes, collectRoute } from './routes/collection.ts';
import { defaultsRoutes } from './routes/defaults.ts';
import { differenceListRoute, differenceRoute } from './routes/difference.ts';
import { figureRoutes } from './routes/figures.ts';
import { importListRoutes } from './routes/import-list.ts';
import { importRoutes } from './routes/imports.ts';
import { libraryRoutes } from './routes/library.ts';
import { openQuestionRoutes } from './routes/open-questions.ts';
import { sendRoute, standingRoute } from './routes/own-reports.ts';
import { saidRoute } from './routes/said.ts';
import { spellingRoutes } from './routes/spellings.ts';
import { stateRoute } from './routes/state.ts';
import { wholeLibraryRoutes } from './routes/whole-library.ts';
import { whyRoutes } from './routes/why.ts';
import { jsonResponse, noQuery } from './schemas.ts';
import { secure, securityHeaders } from './security.ts';
import { Turns } from './turns.ts';
import { UPLOADING } from './upload.ts';

/** A slow line may take this long to send an upload. */
const REQUEST_MS = 15 * 60_000;
const HEADERS_MS = 30_000;
/** So long a server that closes waits for uploads that are still being sent. */
const GRACE_MS = 5_000;

/** Those of TLS 1.3, and of 1.2 those whose keys are of one connection only: who gets the server's key later reads nothing of before. */
const CIPHERS = [
  ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
  ...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
  ...['ECDHE-RSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
].join(':');

/** The page of the pane; everything beside it has a hash in its name. */
const PANE = 'taskpane.html';

export interface ServerOptions extends Omit<ServeContext, 'uploading' | 'cut' | 'audit'> {
  version: string;
  /** Where it is kept who did what; see `auditFile`. */
  auditFile: string;
  /** Milliseconds that a server that closes waits for uploads; five seconds, where it is not said. */
  graceMs?: number;
  tokenFile: string;
  requireTokens: boolean;
  /** Only this machine is served. */
  loopback: boolean;
  tls?: { cert: Buffer; key: Buffer };
  /** Origins of other servers of ours; see `SecurityOptions`. */
  origins?: readonly string[];
  /** The built add-in; served where it is there. */
  addin: string;
}

/** The server with all its routes, not listening yet. Closing it waits for requests and for a running import. */
export async function buildServer(given: ServerOptions): Promise<FastifyInstance> {
  const { tls, origins = [], graceMs = GRACE_MS } = given;
  const late = new AbortController();
  const options = { ...given, uploading: new Turns(UPLOADING), cut: late.signal, audit: new Audit(given.auditFile) };
  const answerProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const isOver = hasGone(request);
    // What was ended because nobody waited for it is no fault.
    const wasEnded = isOver && error instanceof Error && error.name === 'AbortError';
    const problem = problemOf(error, request.id);
    if (problem.code === 'OUR_FAULT' && !wasEnded) options.onFault(request.id, error);
    if (isOver) return reply.hijack();
    const document = problemDocument(problem, request.id);
    if (document.status === 401) reply.header('www-authenticate', 'Bearer');
    const wait = problem.params['seconds'];
    if ([429, 503].includes(document.status) && wait !== undefined) reply.header('retry-after', wait);
    return reply.status(document.status).type(PROBLEM_TYPE).serializer(JSON.stringify).send(document);
  };
  const app = Fastify({
    genReqId: () => randomUUID(),
    bodyLimit: 64 * 1024,
    routerOptions: { maxParamLength: 200 },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array' } },
    // An address that cannot be decoded never reaches a route, nor its hooks.
    frameworkErrors: (error, request, reply) => {
      reply.headers(securityHeaders(request, tls !== undefined, origins));
      answerProblem(error, request, reply);
    },
    clientErrorHandler: (_error, socket) => refuseRaw(socket),
    serverFactory: (handler): RawServerDefault => {
      const limits = { requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS };
      return tls === undefined
        ? createPlainServer(limits, handler)
        : createTlsServer({ ...limits, ...tls, minVersion: 'TLSv1.2', ciphers: CIPHERS }, handler);
    },
  });
  secure(app, { loopback: options.loopback, tls: tls !== undefined, origins });
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler((request) => {
    throw new RequestProblem('NOT_FOUND', { path: request.url.split('?')[0]?.slice(0, 200) ?? '' });
  });
  app.addHook('preClose', async () => {
    options.warehouse.stopImports();
    setTimeout(() => late.abort(), graceMs).unref();
  });
  endWithLastAnswer(app);
  readOnNothingRefused(app);
  keepAudit(app, options.audit, options);
  app.addHook('onClose', () => options.warehouse.close());

  await app.register(accepts);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Về đích',
        description:
          'Số liệu chỉ tiêu cải cách hành chính từ tệp xuất của cổng dịch vụ công. Không có dữ liệu cá nhân.',
        version: options.version,
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
  });
  await app.register(
    async (api) => {
      guard(api, {
        library: options.library,
        tokenFile: options.tokenFile,
        required: options.requireTokens,
        clock: options.clock,
      });
      keepAnswers(api, options);
      api.get(
        '/health',
        {
          config: { open: true },
          schema: {
            summary: 'Máy chủ có chạy không',
            security: [],
            querystring: noQuery,
            response: jsonResponse('status, version, tokens'),
          },
        },
        async () => ({ status: 'ok', version: options.version, tokens: options.requireTokens }),
      );
      catalogueRoutes(api, options);
      figureRoutes(api, options);
      whyRoutes(api, options);
      answerRoutes(api, options);
      askRoutes(api, options);
      stateRoute(api, options);
      importListRoutes(api, options);
      saidRoute(api, options);
      collectionRoutes(api, options);
      differenceRoute(api, options);
      standingRoute(api, options);
      await api.register(async (uploads) => {
        await importRoutes(uploads, options);
        collectRoute(uploads, options);
        differenceListRoute(uploads, options);
        sendRoute(uploads, options);
      });
      await api.register(async (own) => libraryRoutes(own, options.library));
      spellingRoutes(api, options.library);
      openQuestionRoutes(api, options);
      await api.register(async (whole) => wholeLibraryRoutes(whole, options.library));
      await api.register(async (defaults) => defaultsRoutes(defaults, options.library));
    },
    { prefix: '/api/v1' },
  );
  docRoutes(app);
  if (existsSync(path.join(options.addin, PANE))) {
    await app.register(staticFiles, {
      root: options.addin,
      index: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: cached,
    });
    app.get('/', { schema: { hide: true } }, (_, reply) => reply.sendFile(PANE));
  } else app.get('/', { schema: { hide: true } }, async (_, reply) => reply.redirect('/api/docs'));
  return app;
}

/** A file whose name changes with its content never changes. */
function cached(reply: FastifyReply, file: string): void {
  const forever = path.basename(path.dirname(file)) === 'assets';
  reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/** What is no HTTP at all gets a problem as well, then the line is closed. */
function refuseRaw(socket: Socket): void {
  if (!socket.writable) return;
  const body = JSON.stringify(
    problemDocument(
      new RequestProblem('BAD_REQUEST', {
        place: 'HTTP',
        reason: { vi: 'không phải yêu cầu HTTP', en: 'not an HTTP request' },
      }),
      randomUUID(),
    ),
  );
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
