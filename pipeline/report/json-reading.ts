/** What is wrong in a written report: where, as `report[0].targets[2].counts[0].members`, and what, in both languages. */
export interface PartMistake {
  place: string;
  vi: string;
  en: string;
}

type Json = Readonly<Record<string, unknown>>;

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** JSON read for its mistakes: values come back with a stand-in where there is none, mistakes are collected, never thrown. */
export class JsonReading {
  readonly mistakes: PartMistake[] = [];

  say(place: string, vi: string, en: string): void {
    this.mistakes.push({ place, vi, en });
  }

  /** The parsed text; undefined where it is no JSON. */
  parse(text: string, place: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      this.say(place, 'không phải JSON đọc được', 'is no JSON that can be read');
      return undefined;
    }
  }

  fields(value: unknown, place: string): Fields {
    if (isObject(value)) return new Fields(this, value, place);
    this.say(place, 'phải là một nhóm "khoá: giá trị"', 'must be an object');
    return new Fields(this, undefined, place);
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One object of the JSON. Of something that is no object every field is there and empty: it was told once. */
export class Fields {
  readonly place: string;
  readonly #reading: JsonReading;
  readonly #json: Json | undefined;

  constructor(reading: JsonReading, json: Json | undefined, place: string) {
    this.#reading = reading;
    this.#json = json;
    this.place = place;
  }

  has(key: string): boolean {
    return this.#json !== undefined && Object.hasOwn(this.#json, key) && this.#json[key] !== undefined;
  }

  /** A mistake in one of its fields. */
  wrong(key: string, vi: string, en: string): void {
    if (this.#json !== undefined) this.#reading.say(`${this.place}.${key}`, vi, en);
  }

  text(key: string): string {
    const value = this.#json?.[key];
    if (typeof value === 'string') return value;
    this.wrong(key, 'phải là văn bản', 'must be text');
    return '';
  }

  /** A text of a form, which both sentences name: `YYYY-MM-DD`. */
  formed(key: string, form: RegExp, example: string): string {
    const value = this.#json?.[key];
    if (typeof value === 'string' && form.test(value)) return value;
    this.wrong(key, `phải có dạng ${example}`, `must look like ${example}`);
    return '';
  }

  day(key: string): string {
    return this.formed(key, DAY, '2024-11-30');
  }

  oneOf<T extends string>(key: string, words: readonly T[]): T | undefined {
    const found = words.find((word) => word === this.#json?.[key]);
    if (found === undefined)
      this.wrong(key, `phải là một trong: ${words.join(', ')}`, `must be one of: ${words.join(', ')}`);
    return found;
  }

  /** A whole number from `least`. */
  whole(key: string, least = 0): number {
    const value = this.#json?.[key];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
    this.wrong(key, `phải là số nguyên từ ${least}`, `must be a whole number from ${least}`);
    return least;
  }

  /** An exact number as text, or null. */
  decimal(key: string): string | null {
    const value = this.#json?.[key];
    if (value === null || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))) return value;
    this.wrong(
      key,
      'phải là số viết dạng văn bản ("12", "0.5") hoặc null',
      'must be a number as text ("12", "0.5") or null',
    );
    return null;
  }

  cell(key: string): string | number | boolean {
    const value = this.#json?.[key];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    this.wrong(key, 'phải là văn bản, số hoặc đúng/sai', 'must be text, a number, true or false');
    return '';
  }

  fields(key: string): Fields {
    if (this.#json === undefined) return this;
    return this.#reading.fields(this.#json[key], `${this.place}.${key}`);
  }

  /** Each value of an object by its key. */
  entries<T>(key: string, read: (value: Fields, key: string) => T): Record<string, T> {
    const inside = this.fields(key);
    return Object.fromEntries(Object.keys(inside.#json ?? {}).map((name) => [name, read(inside.fields(name), name)]));
  }

  #list(key: string): unknown[] {
    const value = this.#json?.[key];
    if (Array.isArray(value)) return value;
    this.wrong(key, 'phải là một danh sách', 'must be a list');
    return [];
  }

  list<T>(key: string, read: (value: Fields) => T): T[] {
    return this.#list(key).map((value, i) => read(this.#reading.fields(value, `${this.place}.${key}[${i}]`)));
  }

  /** Values of cells. */
  cells(key: string): (string | number | boolean)[] {
    return this.#list(key).map((value, i) =>
      new Fields(this.#reading, { [i]: value }, `${this.place}.${key}`).cell(`${i}`),
    );
  }
}
