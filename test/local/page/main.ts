import { LocalSource } from '../../../addin/source/local/local-source.ts';

declare global {
  interface Window {
    source: LocalSource;
    /** The files that the test put into the page. */
    chosen(): File[];
  }
}

window.source = new LocalSource('test');
window.chosen = () => [...(document.querySelector('input')?.files ?? [])];
