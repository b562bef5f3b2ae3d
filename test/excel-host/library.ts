import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Route } from 'playwright-core';

const CURRENT = {
  ExcelApi: '1.13',
  SharedRuntime: '1.1',
  CustomFunctionsRuntime: '1.1',
  RibbonApi: '1.1',
  DialogApi: '1.1',
};
const OLD = { ExcelApi: '1.1', DialogApi: '1.1' };
/** What the library itself asks for when it hands over results of functions. */
const INTERNAL = { CustomFunctions: '1.4', Settings: '1.1', CustomXmlParts: '1.1' };

export interface ExcelVersion {
  requirements?: Readonly<Record<string, string>>;
  old?: boolean;
}

/** The requirement sets of an Excel, as the library reads them. */
export function requirementSets({ requirements, old }: ExcelVersion): Record<string, string> {
  return { ...INTERNAL, ...(requirements ?? (old ? OLD : CURRENT)) };
}

const library = join(dirname(createRequire(import.meta.url).resolve('@microsoft/office-js/package.json')), 'dist');

/** Answers Microsoft's addresses from the installed package; nothing leaves the machine. */
export async function answerLibrary(route: Route): Promise<void> {
  const path = new URL(route.request().url()).pathname.replace(/^\/lib\/(?:1|1\.1|beta)\/hosted\//, '');
  const file = join(library, path);
  if (!file.startsWith(library) || !existsSync(file)) return route.fulfill({ status: 404, body: '' });
  return route.fulfill({ body: readFileSync(file), contentType: 'text/javascript' });
}
