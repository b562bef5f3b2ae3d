/** Where pages are put together: one buffer that grows and is used again for every row group. */
export class PageBytes {
  bytes = new Uint8Array(1 << 20);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Room for `more` bytes behind `length`; `bytes` may be another buffer afterwards. */
  reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.length + more, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Little-endian, 32 bits. */
  uint32(value: number): void {
    this.reserve(4);
    this.setUint32(this.length, value);
    this.length += 4;
  }

  setUint32(at: number, value: number): void {
    const bytes = this.bytes;
    bytes[at] = value;
    bytes[at + 1] = value >>> 8;
    bytes[at + 2] = value >>> 16;
    bytes[at + 3] = value >>> 24;
  }

  varint(value: number): void {
    this.reserve(5);
    let rest = value;
    for (; rest >= 0x80; rest >>>= 7) this.bytes[this.length++] = (rest & 0x7f) | 0x80;
    this.bytes[this.length++] = rest;
  }

  /**
   * `PLAIN` of texts, each its length and its UTF-8: from `starts[i]` to `ends[i]` of `source`, `count` of them with `size`
   * bytes in all. Four bytes at a time, past a text's end too: what is too much is written over by the next one.
   */
  texts(source: Uint8Array, starts: Uint32Array, ends: Uint32Array, count: number, size: number): void {
    this.reserve(size + 4 * count + 8);
    const from = new DataView(source.buffer, source.byteOffset, source.byteLength);
    const to = new DataView(this.bytes.buffer);
    const last = source.byteLength - 4;
    let at = this.length;
    for (let i = 0; i < count; i++) {
      const start = starts[i]!;
      const end = ends[i]!;
      to.setUint32(at, end - start, true);
      at += 4;
      let k = start;
      for (; k < end && k <= last; k += 4, at += 4) to.setUint32(at, from.getUint32(k, true), true);
      for (; k < end; k++) this.bytes[at++] = source[k]!;
      at -= k - end;
    }
    this.length = at;
  }

  /**
   * Numbers of `width` bits as one bit-packed run (Parquet, "RLE/bit-packing hybrid"): the run's header, then the numbers
   * from the lowest bit up, filled up to a multiple of eight numbers.
   */
  bitPacked(values: Uint32Array, count: number, width: number): void {
    const groups = Math.ceil(count / 8);
    this.varint((groups << 1) | 1);
    this.reserve(groups * width + 8);
    const bytes = this.bytes;
    let at = this.length;
    const end = at + groups * width;
    let bits = 0;
    let held = 0;
    for (let i = 0; i < count; i++) {
      // At most 7 bits are held and a number has at most 24: 31 bits.
      bits |= values[i]! << held;
      held += width;
      for (; held >= 8; held -= 8) {
        bytes[at++] = bits;
        bits >>>= 8;
      }
    }
    if (held > 0) bytes[at++] = bits;
    bytes.fill(0, at, end);
    this.length = end;
  }
}
