import { useEffect, useState } from 'react';
import { detectHost } from '../excel/host.ts';
import type { Host } from '../excel/types.ts';
import { loadOfficeScript } from './office-script.ts';

/** How long the pane waits for Office.js before it goes on as in a browser; when Excel answers later, it follows. */
const WAIT_MS = 2500;

export interface Surroundings {
  host: Host;
  /** Office's language, such as `vi-VN`; undefined in a browser. */
  language: string | undefined;
}

/** Where the pane runs; undefined for the moment in which nobody knows. */
export function useSurroundings(): Surroundings | undefined {
  const [known, setKnown] = useState<Surroundings>();
  useEffect(() => {
    const waiting = setTimeout(() => setKnown((before) => before ?? IN_A_BROWSER), WAIT_MS);
    void surroundings().then((found) => setKnown(found));
    return () => clearTimeout(waiting);
  }, []);
  return known;
}

const IN_A_BROWSER: Surroundings = { host: 'browser', language: undefined };

async function surroundings(): Promise<Surroundings> {
  if (!(await loadOfficeScript())) return IN_A_BROWSER;
  const host = await detectHost();
  if (host === 'browser') return IN_A_BROWSER;
  await connectOffice();
  return { host, language: Office.context.displayLanguage };
}

/** Custom functions and ribbon commands run in this page, whether the pane is seen or not. */
async function connectOffice(): Promise<void> {}
