import { REQUIRED } from './required.ts';
import type { Host } from './types.ts';

/** Where this page runs, and whether that Excel can do what the add-in needs. Waits until Office.js is ready. */
export async function detectHost(): Promise<Host> {
  // In a plain browser without a network office.js is not there at all.
  if (!('Office' in globalThis) || typeof Office.onReady !== 'function') return 'browser';
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Excel) return 'browser';
  const { requirements } = Office.context;
  return Object.entries(REQUIRED).every(([set, version]) => requirements.isSetSupported(set, version))
    ? 'excel'
    : 'old-excel';
}
