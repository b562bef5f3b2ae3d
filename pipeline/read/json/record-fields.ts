import { plainNumber } from '../number-text.ts';

/**
 * The fields of one record as text, by name; objects inside are flattened (`a.b`), arrays keep their JSON text. Numbers
 * are taken from the source, so that a code of twenty digits keeps them all; `true` is `1`, `false` is `0` as in a
 * workbook; `null` is empty. Throws `SyntaxError` when the text is not JSON, `TypeError` when it is no object.
 */
export function recordFields(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  // Wrong JSON is found by the engine's own parser; the walk below may then trust the text.
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(text.slice(0, 40));
  for (const [name, field] of Object.entries(value)) {
    const plain = plainField(field);
    if (plain === undefined) {
      fields.clear();
      new FieldWalk(text, fields).object('');
      return fields;
    }
    fields.set(name, plain);
  }
  return fields;
}

/** The text of a value that parsing has not changed; undefined when its source must be looked at. */
function plainField(value: unknown): string | undefined {
  if (typeof value === 'string') return oneLineEnd(value);
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

function oneLineEnd(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

class FieldWalk {
  private at = 0;
  private readonly text: string;
  private readonly fields: Map<string, string>;

  constructor(text: string, fields: Map<string, string>) {
    this.text = text;
    this.fields = fields;
  }

  object(prefix: string): void {
    this.blanks();
    this.at++;
    this.blanks();
    while (this.text[this.at] !== '}') {
      const name: unknown = JSON.parse(this.slice(() => this.string()));
      this.blanks();
      this.at++;
      this.blanks();
      this.value(prefix + String(name));
      this.blanks();
      if (this.text[this.at] === ',') this.at++;
      this.blanks();
    }
    this.at++;
  }

  private value(name: string): void {
    const first = this.text[this.at];
    if (first === '{') this.object(`${name}.`);
    else if (first === '[') {
      this.fields.set(
        name,
        this.slice(() => this.nested()),
      );
    } else if (first === '"') this.fields.set(name, oneLineEnd(String(JSON.parse(this.slice(() => this.string())))));
    else {
      const word = this.slice(() => {
        while (this.at < this.text.length && !/[,}\]\s]/.test(this.text[this.at]!)) this.at++;
      });
      this.fields.set(name, WORDS[word] ?? plainNumber(word));
    }
  }

  private slice(move: () => void): string {
    const start = this.at;
    move();
    return this.text.slice(start, this.at);
  }

  private string(): void {
    for (this.at++; this.text[this.at] !== '"'; this.at++) if (this.text[this.at] === '\\') this.at++;
    this.at++;
  }

  private nested(): void {
    let depth = 0;
    do {
      const c = this.text[this.at];
      if (c === '"') this.string();
      else {
        if (c === '[' || c === '{') depth++;
        else if (c === ']' || c === '}') depth--;
        this.at++;
      }
    } while (depth > 0);
  }

  private blanks(): void {
    while (this.text.charCodeAt(this.at) <= 0x20) this.at++;
  }
}

const WORDS: Readonly<Record<string, string>> = { true: '1', false: '0', null: '' };
