import { onChange } from '../../../addin/source/changed.ts';
import { LocalSource } from '../../../addin/source/local/local-source.ts';

declare global {
  interface Window {
    source: LocalSource;
    /** The files that the test put into the page. */
    chosen(): File[];
    /** How often the page was told that the figures may be others now. */
    news: number;
  }
}

window.source = new LocalSource('test');
window.chosen = () => [...(document.querySelector('input')?.files ?? [])];
window.news = 0;
onChange(() => {
  window.news += 1;
});
