import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { nearestWord } from '../nearest.ts';
import { cleanText } from '../text.ts';
import type { DataMistake } from './data.ts';

/** Characters of a file; several times the longest that ships. */
const LONGEST_FILE = 1_000_000;
const MOST_MISTAKES = 200;

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
    this.#document = this.#parsed(text);
  }

  #parsed(text: string): Document {
    try {
      // The library would hold each key against all before it.
      const options = { schema: 'failsafe', lineCounter: this.#lines, prettyErrors: false, uniqueKeys: false } as const;
      const document = parseDocument(text.length > LONGEST_FILE ? '' : text, options);
      if (text.length > LONGEST_FILE)
        this.say(
          1,
          `Tệp dài hơn ${LONGEST_FILE / 1e6} triệu ký tự; hãy chia nhỏ.`,
          `The file is longer than ${LONGEST_FILE / 1e6} million characters; split it.`,
        );
      for (const error of document.errors)
        this.say(
          this.#lines.linePos(error.pos[0]).line,
          `Không đọc được YAML ở đây (${error.code}); xem lại thụt đầu dòng, dấu hai chấm và dấu nháy.`,
          `This is not YAML (${error.code}); check the indentation, the colons and the quotes.`,
        );
      visit(document, { Map: (_, map) => this.#twice(map) });
      return document;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.say(
        1,
        'Các mục lồng nhau quá sâu; hãy viết lại.',
        'The entries stand too deep within each other; write it anew.',
      );
      return parseDocument('');
    }
  }

  #twice(map: YAMLMap): void {
    const seen = new Set<string>();
    for (const { key } of map.items) {
      if (!isScalar(key)) continue;
      const written = String(key.value);
      if (seen.has(written))
        this.say(
          this.lineOf(key),
          'Một khoá được viết hai lần trong cùng một mục; giữ lại một lần.',
          'A key is written twice in one entry; keep one of them.',
        );
      seen.add(written);
    }
  }

  /** Enough for one reading: what more there is says nothing new. */
  get isFull(): boolean {
    return this.mistakes.length > MOST_MISTAKES;
  }

  /** @param en may be left out where only the program's own files can have the mistake */
  say(line: number, message: string, en: string = message): void {
    if (this.isFull) return;
    const isLast = this.mistakes.length === MOST_MISTAKES;
    const more = [
      'Còn lỗi nữa; hãy sửa các lỗi trên trước.',
      'There are more mistakes; mend those above first.',
    ] as const;
    this.mistakes.push({ file: this.file, line, message: isLast ? more[0] : message, en: isLast ? more[1] : en });
  }

  lineOf(node: Node | null | undefined): number {
    const start = node?.range?.[0];
    return start === undefined ? 0 : this.#lines.linePos(start).line;
  }

  /** The whole file as a mapping; undefined (with a mistake) where it is something else. */
  root(known: readonly string[], subject: Subject): YamlFields | undefined {
    const root = this.#document.contents;
    if (!isMap(root)) {
      const { vi, en } = bothOf(subject);
      this.say(
        root ? this.lineOf(root) : 1,
        `${vi}: tệp phải gồm các dòng "khoá: giá trị", như "id: …".`,
        `${en}: the file must be lines of "key: value", such as "id: …".`,
      );
      return undefined;
    }
    return new YamlFields(this, root, known, subject);
  }

  /** What a node stands for: an alias (`*name`) is what its anchor (`&name`) holds. */
  resolve(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#document) : node;
  }
}

/** What sentences call an entry; one text where the program's own files alone have such entries. */
export type Subject = string | { vi: string; en: string };

function bothOf(subject: Subject): { vi: string; en: string } {
  return typeof subject === 'string' ? { vi: subject, en: subject } : subject;
}

/** One mapping of a data file. `subject` names it in sentences, e.g. `Chỉ tiêu "remote-online"`. */
export class YamlFields {
  readonly source: YamlFile;
  readonly line: number;
  subject: string;
  subjectEn: string;
  readonly #values = new Map<string, { line: number; value: unknown }>();

  constructor(source: YamlFile, map: YAMLMap, known: readonly string[], subject: Subject) {
    this.source = source;
    const { vi, en } = bothOf(subject);
    this.subject = vi;
    this.subjectEn = en;
    this.line = source.lineOf(map);
    for (const pair of map.items) {
      const key = isScalar(pair.key) ? cleanText(String(pair.key.value)) : '';
      const line = isScalar(pair.key) ? source.lineOf(pair.key) : this.line;
      if (source.isFull) break;
      if (known.length > 0 && !known.includes(key)) {
        const near = known.find((one) => joined(one) === joined(key)) ?? nearestWord(key, known);
        source.say(
          line,
          `${vi}: không có khoá "${key}"; ${near ? `có phải "${near}" không?` : `các khoá được dùng: ${known.join(', ')}.`}`,
          `${en}: there is no key "${key}"; ${near ? `is it "${near}"?` : `the keys are: ${known.join(', ')}.`}`,
        );
        continue;
      }
      this.#values.set(key, { line, value: source.resolve(pair.value) });
    }
  }

  /** Names the entry in sentences to come. */
  named(vi: string, en: string): void {
    this.subject = vi;
    this.subjectEn = en;
  }

  get subjects(): { vi: string; en: string } {
    return { vi: this.subject, en: this.subjectEn };
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
  say(key: string, message: string, en: string = message): void {
    this.sayAt(this.lineOf(key), message, en);
  }

  /** A mistake at a line of its own, as of one text in a list. */
  sayAt(line: number, message: string, en: string = message): void {
    this.source.say(line, `${this.subject}: ${message}`, `${this.subjectEn}: ${en}`);
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
    this.say(key, `"${key}" phải là một dòng chữ.`, `"${key}" must be a line of text.`);
    return '';
  }

  /** As `text`, with a mistake where nothing stands there. */
  required(key: string): string {
    const text = this.text(key);
    if (text === '' && (!this.has(key) || isScalar(this.#values.get(key)?.value))) {
      if (this.has(key)) this.say(key, `"${key}" còn trống.`, `"${key}" is empty.`);
      else this.say(key, `thiếu "${key}".`, `"${key}" is missing.`);
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
      this.say(
        key,
        `"${key}" phải là true hoặc false, không phải "${text}".`,
        `"${key}" must be true or false, not "${text}".`,
      );
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
      this.say(key, `"${key}" phải là một danh sách.`, `"${key}" must be a list.`);
      return [];
    }
    const found: { text: string; line: number }[] = [];
    for (const entry of value.items) {
      const item = this.source.resolve(entry);
      if (isScalar(item)) {
        found.push({ text: cleanText(String(item.value ?? '')), line: this.source.lineOf(item) });
      } else {
        this.say(key, `mỗi dòng của "${key}" phải là một dòng chữ.`, `each entry of "${key}" must be a line of text.`);
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
      this.say(
        key,
        `"${key}" phải gồm các khoá ${known.join(', ')}.`,
        `"${key}" must have the keys ${known.join(', ')}.`,
      );
      return undefined;
    }
    return new YamlFields(this.source, value, known, this.subjects);
  }

  /** A list of mappings below a key; `subject` names one of them by its number (first = 1). */
  list(key: string, known: readonly string[], subject: (number: number) => Subject): YamlFields[] {
    const value = this.#values.get(key)?.value;
    if (value === undefined || value === null || (isScalar(value) && this.text(key) === '')) {
      return [];
    }
    if (!isSeq(value)) {
      this.say(
        key,
        `"${key}" phải là một danh sách, mỗi mục bắt đầu bằng dấu gạch "-".`,
        `"${key}" must be a list, each entry beginning with a dash "-".`,
      );
      return [];
    }
    const found: YamlFields[] = [];
    for (const [index, entry] of value.items.entries()) {
      const item = this.source.resolve(entry);
      if (isMap(item)) {
        found.push(new YamlFields(this.source, item, known, subject(index + 1)));
      } else {
        const line = isScalar(item) || isSeq(item) ? this.source.lineOf(item) : this.lineOf(key);
        const { vi, en } = bothOf(subject(index + 1));
        this.source.say(
          line,
          `${vi}: phải gồm các khoá ${known.join(', ')}.`,
          `${en}: must have the keys ${known.join(', ')}.`,
        );
      }
    }
    return found;
  }
}

/** A key without what tells `shortTitle`, `short-title` and `short_title` apart. */
function joined(key: string): string {
  return key.replace(/[\s_-]/g, '').toLowerCase();
}

/** Whether a text can be an id: it stands in names of files and in addresses. */
export function isId(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}
