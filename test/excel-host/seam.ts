/** What the page needs to know before office.js runs. */
export interface SeamOptions {
  hostInfo: string;
  locale: string;
  /** Requirement sets and their levels, as the library reads them. */
  requirements: string;
}

interface VbArray {
  toArray(): unknown[];
  dimensions(): number;
  getItem(index: number): unknown;
}

type Answer = (response: VbArray | number) => void;

/**
 * Runs in the page, before every other script: what Excel on Windows offers to the library (`window.external`). Batches
 * go to the test's process and come back as JSON. Must not use anything outside itself.
 */
export function installSeam(options: SeamOptions): void {
  const array = (items: unknown[]): VbArray => ({
    toArray: () => items,
    dimensions: () => 1,
    getItem: (index) => items[index],
  });
  const handlers = new Map<number, ((id: number, payload: unknown) => void)[]>();
  const settings = {
    Read(keys: string[], values: string[]) {
      for (const [key, value] of Object.entries(window.excelHostInitialSettings ?? {})) {
        keys.push(key);
        values.push(value);
      }
    },
    WriteAsync(keys: string[], values: string[], done: (status: number) => void) {
      window.excelHostInitialSettings = Object.fromEntries(keys.map((key, i) => [key, values[i] ?? '']));
      window.excelHostSettings(keys, values).then(() => done(0));
    },
  };
  const context = {
    GetAppType() {
      return 1;
    },
    GetSolutionRef() {
      return '00000000-0000-0000-0000-000000000001';
    },
    GetAppVersionMajor() {
      return 16;
    },
    GetAppVersionMinor() {
      return 1;
    },
    GetAppUILocale() {
      return options.locale;
    },
    GetAppDataLocale() {
      return options.locale;
    },
    GetDocUrl() {
      return 'Book1.xlsx';
    },
    GetAppCapabilities() {
      return 0;
    },
    GetActivationMode() {
      return 1;
    },
    GetControlIntegrationLevel() {
      return 1;
    },
    GetSolutionToken() {
      return '';
    },
    GetSupportedMatrix() {
      return options.requirements;
    },
    GetHostFullVersion() {
      return '16.0.17928.20114';
    },
    GetSettings() {
      return settings;
    },
  };
  const external = {
    GetHostInfo() {
      return options.hostInfo;
    },
    GetLoggingAllowed() {
      return false;
    },
    GetContext() {
      // The library asks when it is there as a whole; from now on it refuses what this Excel lacks.
      if (window.OfficeExtension) window.OfficeExtension.CommonUtility._doApiNotSupportedCheck = true;
      return context;
    },
    Execute(id: number, params: unknown[], answer: Answer) {
      const request = params[0];
      if (id === 94) {
        // A button's function has done its work, or could not be called.
        window.excelHostCommandDone(String(params[0]), Number(params[1]));
        answer(array([0]));
        return;
      }
      if (id !== 93 || !Array.isArray(request)) {
        window.excelHostUnknown(`Execute ${id}`);
        answer(5001);
        return;
      }
      window.excelHostBatch(String(request[4])).then(
        (body) => answer(array([0, array([200, [], body])])),
        (error: unknown) => answer(array([5001, String(error)])),
      );
    },
    RegisterEvent(id: number, _target: string, handler: (id: number, payload: unknown) => void, answer: Answer) {
      handlers.set(id, [...(handlers.get(id) ?? []), handler]);
      answer(0);
    },
    UnregisterEvent(id: number, _target: string, answer: Answer) {
      handlers.delete(id);
      answer(0);
    },
  };
  window.excelHostFire = (id, payload) => {
    const called = handlers.get(id) ?? [];
    for (const handler of called) handler(id, array(payload));
    return called.length;
  };
  Object.defineProperty(window, 'external', { value: external, configurable: true, writable: true });
}
