/** Types of fields (Thrift compact protocol, "Struct encoding"). */
const I32 = 5;
const I64 = 6;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;

const encoder = new TextEncoder();

/**
 * Writes structs in Thrift's compact protocol, which Parquet uses for page headers and the footer. A field is its
 * distance from the field before and its type in one byte; numbers are zigzag varints; a struct ends with 0.
 */
export class ThriftWriter {
  #bytes = new Uint8Array(256);
  #length = 0;
  #field = 0;
  readonly #outer: number[] = [];

  i32(field: number, value: number): void {
    this.#head(field, I32);
    this.varint(value >= 0 ? value * 2 : -value * 2 - 1);
  }

  /** Whole numbers that JavaScript holds exactly. */
  i64(field: number, value: number): void {
    this.#head(field, I64);
    this.varint(value >= 0 ? value * 2 : -value * 2 - 1);
  }

  text(field: number, value: string): void {
    this.#head(field, BINARY);
    this.#text(value);
  }

  struct(field: number, write: () => void): void {
    this.#head(field, STRUCT);
    this.#inside(write);
  }

  i32List(field: number, values: readonly number[]): void {
    this.#listHead(field, values.length, I32);
    for (const value of values) this.varint(value * 2);
  }

  textList(field: number, values: readonly string[]): void {
    this.#listHead(field, values.length, BINARY);
    for (const value of values) this.#text(value);
  }

  structList<T>(field: number, items: readonly T[], write: (item: T) => void): void {
    this.#listHead(field, items.length, STRUCT);
    for (const item of items) this.#inside(() => write(item));
  }

  /** The outermost struct ends. */
  end(): Uint8Array {
    this.#byte(0);
    return this.#bytes.slice(0, this.#length);
  }

  varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.#byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#byte(rest);
  }

  #inside(write: () => void): void {
    this.#outer.push(this.#field);
    this.#field = 0;
    write();
    this.#byte(0);
    this.#field = this.#outer.pop() ?? 0;
  }

  #listHead(field: number, size: number, type: number): void {
    this.#head(field, LIST);
    if (size < 15) this.#byte((size << 4) | type);
    else {
      this.#byte(0xf0 | type);
      this.varint(size);
    }
  }

  #head(field: number, type: number): void {
    const distance = field - this.#field;
    if (distance < 1 || distance > 15) throw new RangeError(`thrift field ${field} after ${this.#field}`);
    this.#byte((distance << 4) | type);
    this.#field = field;
  }

  #text(value: string): void {
    const bytes = encoder.encode(value);
    this.varint(bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#length + more, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
