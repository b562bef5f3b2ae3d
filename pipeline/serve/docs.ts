import type { FastifyInstance } from 'fastify';

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 "Segoe UI", system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
section { border-top: 1px solid GrayText; padding: 0.5rem 0 1rem; }
h2 { font-size: 1.1rem; margin: 0.5rem 0; } code { font-family: Consolas, monospace; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 0.25rem 0.75rem 0.25rem 0; vertical-align: top; }`;

/** The OpenAPI document, and a page of it without scripts: no other site is asked for anything. */
export function docRoutes(app: FastifyInstance): void {
  app.get('/api/openapi.json', { config: { open: true }, schema: { hide: true } }, async () => app.swagger());
  app.get('/api/docs.css', { config: { open: true }, schema: { hide: true } }, async (_, reply) =>
    reply.type('text/css').send(STYLE),
  );
  app.get('/api/docs', { config: { open: true }, schema: { hide: true } }, async (_, reply) =>
    reply.type('text/html; charset=utf-8').send(page(JSON.parse(JSON.stringify(app.swagger())))),
  );
}

interface Document {
  info: { title: string; description: string; version: string };
  paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  summary?: string;
  description?: string;
  parameters?: { name: string; required?: boolean; description?: string; schema?: { enum?: string[] } }[];
}

function page({ info, paths }: Document): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => section(method, path, operation)),
  );
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${html(info.title)}</title><link rel="stylesheet" href="/api/docs.css"></head>
<body><h1>${html(info.title)} ${html(info.version)}</h1><p>${html(info.description)}</p>
<p><a href="/api/openapi.json">openapi.json</a></p>
<main>${operations.join('\n')}</main></body></html>`;
}

function section(method: string, path: string, { summary = '', description = '', parameters = [] }: Operation): string {
  const rows = parameters.map(
    ({ name, required = false, description: what = '', schema }) =>
      `<tr><th scope="row"><code>${html(name)}</code></th><td>${required ? 'bắt buộc' : ''}</td><td>${html(what)} ${html(schema?.enum?.join(' | ') ?? '')}</td></tr>`,
  );
  return `<section><h2><code>${html(method.toUpperCase())} ${html(path)}</code></h2><p>${html(summary)}. ${html(description)}</p>
${rows.length === 0 ? '' : `<table>${rows.join('')}</table>`}</section>`;
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
