export {};

/** What the host puts on a page with Excel in it, and what tests leave there to be asked for later. */
declare global {
  namespace OfficeExtension {
    /** Of office.js itself, in no list of its types. */
    const CommonUtility: { _doApiNotSupportedCheck: boolean };
  }
  interface Window {
    excelHostBatch(body: string): Promise<string>;
    excelHostSettings(keys: string[], values: string[]): Promise<void>;
    excelHostCommandDone(id: string, status: number): Promise<void>;
    excelHostUnknown(what: string): Promise<void>;
    excelHostInitialSettings?: Record<string, string>;
    excelHostFire?: (id: number, payload: unknown[]) => number;
    /** How often something was heard; what was heard, told or seen, in its order. */
    times: number;
    heard: unknown[];
    told: unknown[];
    seen: string[];
    requests(): number;
    end(): Promise<void>;
    meanwhile(): Promise<void>;
  }
}
