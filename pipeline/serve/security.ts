import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestProblem } from './problem.ts';

/** Nothing but data: no page of ours is built from these answers. The page of the documentation has its own style sheet. */
const API_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The sites in which Office on the web shows a pane. */
const OFFICE = 'https://*.officeapps.live.com https://*.office.com https://*.sharepoint.com https://*.cloud.microsoft';

/**
 * Fluent UI writes its rules into `<style>` elements that it creates empty, through the object model, which no policy
 * forbids. Only the empty element itself must be allowed: by the hash of no text at all. A style element or attribute
 * with any text in it stays refused.
 */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Office.js may only come from Microsoft; DuckDB in the pane compiles WebAssembly and runs in a worker. */
export const PANE_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval' https://appsforoffice.microsoft.com",
  "worker-src 'self' blob:",
  `style-src 'self' ${EMPTY_STYLE}`,
  "connect-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors 'self' ${OFFICE}`,
].join('; ');

/**
 * What Excel on the web fetches from its own pages, when it installs the add-in: the descriptions of the functions and the
 * icons of the ribbon. Nothing in them is anybody's.
 */
const FOR_OFFICE = /^\/(functions(\.en)?\.json|functions\.js|icons\/[\w-]+\.png)(\?|$)/;

/** The pane's page, with the other servers of ours that it may call. */
function panePolicy(origins: readonly string[]): string {
  return PANE_POLICY.replace("connect-src 'self'", ["connect-src 'self'", ...origins].join(' '));
}

export interface SecurityOptions {
  /** Only this machine is served: requests that name another host come from a page that misuses its name. */
  loopback: boolean;
  tls: boolean;
  /** Origins of other servers of ours: their pane may call this one, the pane of this one may call them. */
  origins: readonly string[];
}

/** Headers on every answer, and no service for pages of other sites. */
export function secure(app: FastifyInstance, options: SecurityOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders(request, options.tls, options.origins));
    refuseOtherHosts(request, options);
    const { origin = '' } = request.headers;
    if (!options.origins.includes(origin) || !request.url.startsWith('/api/v1')) return void refuseOtherSites(request);
    reply.headers({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'link, retry-after, etag, vedich-last-import',
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'Origin',
    });
    // A browser asks first whether it may.
    if (request.method === 'OPTIONS') return reply.headers(PREFLIGHT).status(204).send();
  });
}

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, PUT, DELETE',
  'access-control-allow-headers': 'authorization, content-type, accept, if-none-match',
  'access-control-max-age': '600',
};

export function securityHeaders(
  { id, url: written, routeOptions }: FastifyRequest,
  tls: boolean,
  origins: readonly string[],
): Record<string, string> {
  const isApi = (routeOptions.url ?? written).startsWith('/api');
  const forOffice = FOR_OFFICE.test(written);
  return {
    'content-security-policy': isApi ? API_POLICY : panePolicy(origins),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': forOffice ? 'cross-origin' : 'same-origin',
    ...(forOffice ? { 'access-control-allow-origin': '*' } : {}),
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'x-request-id': id,
    ...(isApi ? { 'cache-control': 'no-store', 'x-frame-options': 'DENY' } : {}),
    ...(tls ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/** A page could otherwise reach this machine under a name of its own. */
function refuseOtherHosts({ headers: { host = '' }, socket }: FastifyRequest, { loopback }: SecurityOptions): void {
  if (loopback && !/^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host))
    throw new RequestProblem('WRONG_HOST', { port: String(socket.localPort ?? '') });
}

/** A page of another site could otherwise use the browser of whoever sits at this machine to read or to import. */
function refuseOtherSites(request: FastifyRequest): void {
  const { host = '', origin } = request.headers;
  if (FOR_OFFICE.test(request.url)) return;
  const sameOrigin = origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
  // The route that answers, however its address was written; what none answers is nothing for others either.
  const isOfData = request.routeOptions.url?.startsWith('/api/v1') !== false;
  const crossSite = request.headers['sec-fetch-site'] === 'cross-site' && isOfData;
  if (!sameOrigin || crossSite) throw new RequestProblem('FOREIGN_SITE');
}
