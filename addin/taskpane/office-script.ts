const OFFICE_JS = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
/** A network that swallows the request must not leave the pane waiting: in Excel the script is in its cache. */
const PATIENCE_MS = 15_000;

/**
 * Whether the page can stand in Office at all: in its web view, in a frame of Office on the web, or called with what Office
 * adds to an address. A plain tab of a browser asks Microsoft for nothing.
 */
export function canBeInOffice(): boolean {
  const has = (holder: unknown, name: string): boolean =>
    typeof holder === 'object' && holder !== null && Reflect.has(holder, name);
  return (
    window.self !== window.top ||
    location.href.includes('_host_Info=') ||
    has(window.external, 'GetHostInfo') ||
    has(window.external, 'GetContext') ||
    has(Reflect.get(window, 'chrome'), 'webview') ||
    has(Reflect.get(window, 'webkit'), 'messageHandlers')
  );
}

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
