import { type Profiler, Session } from 'node:inspector/promises';

/** Whose coverage decides: what ships, not what it stands on. */
const OURS = /^file:.*\/pipeline\/[^?]*\.ts$/;

/** Which places of the program have ever been run, from V8's own counters: no instrumented copy, so what is fuzzed is what ships. */
export class Coverage {
  readonly #session = new Session();
  /** Of each script, by the place in its text: run. */
  readonly #run = new Map<string, Uint8Array>();
  places = 0;

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /**
   * Takes the counters, which begin at nothing again.
   * @param keep what is new counts as run from now on
   * @returns how many places of the text ran that never had
   */
  async fresh(keep: boolean): Promise<number> {
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    let fresh = 0;
    for (const script of result) if (OURS.test(script.url)) fresh += this.#ofScript(script, keep);
    if (keep) this.places += fresh;
    return fresh;
  }

  /** As if nothing had ever run. */
  again(): void {
    this.#run.clear();
  }

  #ofScript({ url, functions }: Profiler.ScriptCoverage, keep: boolean): number {
    const end = functions.reduce((most, { ranges }) => Math.max(most, ...ranges.map((range) => range.endOffset)), 0);
    const now = new Uint8Array(end);
    // Outer functions and blocks come before those within them.
    for (const { ranges } of functions)
      for (const { startOffset, endOffset, count } of ranges) now.fill(count > 0 ? 1 : 0, startOffset, endOffset);
    let before = this.#run.get(url);
    if (before === undefined || before.length < end) {
      const longer = new Uint8Array(end);
      longer.set(before ?? []);
      before = longer;
      if (keep) this.#run.set(url, before);
    }
    let fresh = 0;
    let done = 0;
    for (const { ranges } of functions) {
      const [outer] = ranges;
      if (outer === undefined || outer.count === 0 || outer.endOffset <= done) continue;
      for (let at = Math.max(done, outer.startOffset); at < outer.endOffset; at += 1) {
        if (now[at] !== 1 || before[at] === 1) continue;
        fresh += 1;
        if (keep) before[at] = 1;
      }
      done = outer.endOffset;
    }
    return fresh;
  }
}
