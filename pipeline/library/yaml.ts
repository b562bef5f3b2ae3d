import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { nearestWord } from '../nearest.ts';
import { cleanText } from '../text.ts';
import type { DataMistake } from './data.ts';

/**
 * A YAML data file read for people's mistakes: values come back with the line they stand on, mistakes are collected and
 * never thrown. Every scalar is text (`70`, `2024-11-30` and `0.50` stay as written), so that decimals stay exact.
 */
export class YamlFile {
  readonly file: string;
  readonly mistakes: DataMistake[] = [];
  readonly #lines = new LineCounter();
  readonly #document: Document;

  constructor(text: string, file: string) {
    this.file = file;
    const document = parseDocument(text, { schema: 'failsafe', lineCounter: this.#lines, prettyErrors: false });
    for (const error of document.errors) {
      const line = this.#lines.linePos(error.pos[0]).line;
      this.say(
        line,
        error.code === 'DUPLICATE_KEY'
          ? 'Một khoá được viết hai lần trong cùng một mục; giữ lại một lần.'
          : `Không đọc được YAML ở đây (${error.code}); xem lại thụt đầu dòng, dấu hai chấm và dấu nháy.`,
      );
    }
    this.#document = document;
  }

  say(line: number, message: string): void {
    this.mistakes.push({ file: this.file, line, message });
  }

  lineOf(node: Node | null | undefined): number {
    const start = node?.range?.[0];
    return start === undefined ? 0 : this.#lines.linePos(start).line;
  }

  /** The whole file as a mapping; undefined (with a mistake) where it is something else. */
  root(known: readonly string[], subject: string): YamlFields | undefined {
    const root = this.#document.contents;
    if (!isMap(root)) {
      this.say(root ? this.lineOf(root) : 1, `${subject}: tệp phải gồm các dòng "khoá: giá trị", như "id: …".`);
      return undefined;
    }
    return new YamlFields(this, root, known, subject);
  }

  /** What a node stands for: an alias (`*name`) is what its anchor (`&name`) holds. */
  resolve(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#document) : node;
  }
}

/** One mapping of a data file. `subject` names it in sentences, e.g. `Chỉ tiêu "remote-online"`. */
export class YamlFields {
  readonly source: YamlFile;
  readonly line: number;
  subject: string;
  readonly #values = new Map<string, { line: number; value: unknown }>();

  constructor(source: YamlFile, map: YAMLMap, known: readonly string[], subject: string) {
    this.source = source;
    this.subject = subject;
    this.line = source.lineOf(map);
    for (const pair of map.items) {
      const key = isScalar(pair.key) ? cleanText(String(pair.key.value)) : '';
      const line = isScalar(pair.key) ? source.lineOf(pair.key) : this.line;
      if (known.length > 0 && !known.includes(key)) {
        const near = nearestWord(key, known);
        const advice = near ? `có phải "${near}" không?` : `các khoá được dùng: ${known.join(', ')}.`;
        source.say(line, `${subject}: không có khoá "${key}"; ${advice}`);
        continue;
      }
      this.#values.set(key, { line, value: source.resolve(pair.value) });
    }
  }

  keys(): string[] {
    return [...this.#values.keys()];
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  lineOf(key: string): number {
    return this.#values.get(key)?.line ?? this.line;
  }

  /** A mistake about one key, at its line. */
  say(key: string, message: string): void {
    this.source.say(this.lineOf(key), `${this.subject}: ${message}`);
  }

  /** The text of a key, clean (NFC, single spaces); empty where it is absent or empty. */
  text(key: string): string {
    const value = this.#values.get(key)?.value;
    if (value === undefined || value === null) {
      return '';
    }
    if (isScalar(value)) {
      const text = cleanText(String(value.value ?? ''));
      return text === '~' || text === 'null' ? '' : text;
    }
    this.say(key, `"${key}" phải là một dòng chữ.`);
    return '';
  }

  /** As `text`, with a mistake where nothing stands there. */
  required(key: string): string {
    const text = this.text(key);
    if (text === '' && (!this.has(key) || isScalar(this.#values.get(key)?.value))) {
      this.say(key, this.has(key) ? `"${key}" còn trống.` : `thiếu "${key}".`);
    }
    return text;
  }

  /** `true`, `yes`, `có` = true; absent, `false`, `no`, `không` = false. */
  flag(key: string): boolean {
    const text = this.text(key).toLowerCase();
    if (['true', 'yes', 'có'].includes(text)) {
      return true;
    }
    if (!['', 'false', 'no', 'không'].includes(text)) {
      this.say(key, `"${key}" phải là true hoặc false, không phải "${text}".`);
    }
    return false;
  }

  /** A list of texts with their lines; a single text is a list of one. */
  texts(key: string): { text: string; line: number }[] {
    const value = this.#values.get(key)?.value;
    if (value === undefined || value === null) {
      return [];
    }
    if (isScalar(value)) {
      const text = this.text(key);
      return text === '' ? [] : [{ text, line: this.lineOf(key) }];
    }
    if (!isSeq(value)) {
      this.say(key, `"${key}" phải là một danh sách.`);
      return [];
    }
    const found: { text: string; line: number }[] = [];
    for (const entry of value.items) {
      const item = this.source.resolve(entry);
      if (isScalar(item)) {
        found.push({ text: cleanText(String(item.value ?? '')), line: this.source.lineOf(item) });
      } else {
        this.say(key, `mỗi dòng của "${key}" phải là một dòng chữ.`);
      }
    }
    return found;
  }

  /** A mapping below a key. */
  fields(key: string, known: readonly string[]): YamlFields | undefined {
    const value = this.#values.get(key)?.value;
    if (value === undefined || value === null) {
      return undefined;
    }
    if (!isMap(value)) {
      this.say(key, `"${key}" phải gồm các khoá ${known.join(', ')}.`);
      return undefined;
    }
    return new YamlFields(this.source, value, known, this.subject);
  }

  /** A list of mappings below a key; `subject` names one of them by its number (first = 1). */
  list(key: string, known: readonly string[], subject: (number: number) => string): YamlFields[] {
    const value = this.#values.get(key)?.value;
    if (value === undefined || value === null || (isScalar(value) && this.text(key) === '')) {
      return [];
    }
    if (!isSeq(value)) {
      this.say(key, `"${key}" phải là một danh sách, mỗi mục bắt đầu bằng dấu gạch "-".`);
      return [];
    }
    const found: YamlFields[] = [];
    for (const [index, entry] of value.items.entries()) {
      const item = this.source.resolve(entry);
      if (isMap(item)) {
        found.push(new YamlFields(this.source, item, known, subject(index + 1)));
      } else {
        const line = isScalar(item) || isSeq(item) ? this.source.lineOf(item) : this.lineOf(key);
        this.source.say(line, `${subject(index + 1)}: phải gồm các khoá ${known.join(', ')}.`);
      }
    }
    return found;
  }
}

/** Whether a text is a day of the calendar written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) {
    return false;
  }
  const [year, month, day] = match.slice(1).map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}

/** How a date written another way should be written here: `30/11/2024` → `2024-11-30`; undefined where it cannot be told. */
export function dayAdvice(text: string): string | undefined {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const day = match ? `${match[3]}-${(match[2] ?? '').padStart(2, '0')}-${(match[1] ?? '').padStart(2, '0')}` : '';
  return isDay(day) ? day : undefined;
}
