/** How many wrong tokens an address may show before it must wait. */
const ALLOWED = 10;
const WINDOW_MS = 60_000;
/** Addresses remembered at most: a flood from many of them must not fill the memory. */
const REMEMBERED = 10_000;

/** Counts failures by address; after ten within a minute the address waits until the minute is over. */
export class Failures {
  readonly #since = new Map<string, { start: number; count: number }>();

  /** @returns seconds to wait, 0 where the address may try. */
  wait(address: string, now: number): number {
    const seen = this.#since.get(address);
    if (seen === undefined || now - seen.start >= WINDOW_MS || seen.count < ALLOWED) return 0;
    return Math.ceil((seen.start + WINDOW_MS - now) / 1000);
  }

  add(address: string, now: number): void {
    const seen = this.#since.get(address);
    if (seen !== undefined && now - seen.start < WINDOW_MS) {
      seen.count += 1;
      return;
    }
    const oldest = this.#since.keys().next();
    if (this.#since.size >= REMEMBERED && !oldest.done) this.#since.delete(oldest.value);
    this.#since.delete(address);
    this.#since.set(address, { start: now, count: 1 });
  }
}
