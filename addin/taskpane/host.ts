import { useEffect, useState } from 'react';
import { associateCommands } from '../commands/associate.ts';
import { detectHost } from '../excel/host.ts';
import type { Host } from '../excel/types.ts';
import { associateFunctions } from '../functions/associate.ts';
import { currentSource } from '../source/current.ts';
import { firstLanguage } from './language.tsx';
import { canBeInOffice, loadOfficeScript } from './office-script.ts';
import { rememberedChoice, rememberedLanguage } from './remembered.ts';

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
  if (!canBeInOffice() || !(await loadOfficeScript())) return IN_A_BROWSER;
  // Before Office is ready: Excel calls functions and commands from then on, and gives up on those it does not know.
  connectOffice();
  const host = await detectHost();
  if (host === 'browser') return IN_A_BROWSER;
  return { host, language: Office.context.displayLanguage };
}

/** Custom functions and ribbon commands run in this page, whether the pane is seen or not. */
function connectOffice(): void {
  associateFunctions({
    source: currentSource,
    language: () => firstLanguage(rememberedLanguage(), Office.context.displayLanguage),
    recalculate: async () => (await import('../excel/recalculate.ts')).recalculate(),
  });
  associateCommands(rememberedChoice);
}
