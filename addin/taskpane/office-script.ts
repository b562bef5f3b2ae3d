const OFFICE_JS = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
/** A network that swallows the request must not leave the pane waiting: in Excel the script is in its cache. */
const PATIENCE_MS = 15_000;

/**
 * Loads Office.js from Microsoft, which supports no other place. Not by a tag of the page: there it would hold up the
 * first paint, and a page without a network would never know that it failed.
 * @returns whether it is there
 */
export function loadOfficeScript(): Promise<boolean> {
  return new Promise((resolve) => {
    const script = document.createElement('script');
    script.src = OFFICE_JS;
    script.onload = () => resolve(true);
    script.onerror = () => resolve(false);
    setTimeout(resolve, PATIENCE_MS, false);
    document.head.append(script);
  });
}
