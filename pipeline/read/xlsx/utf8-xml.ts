const encoder = new TextEncoder();

/**
 * XML in any encoding as UTF-8 (XML 1.0, appendix F): the byte order mark or the pattern of the first bytes tells UTF-16,
 * otherwise the declaration. Nearly every part is UTF-8 already and passes through untouched.
 */
export async function* asUtf8Xml(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: TextDecoder | undefined;
  let first = true;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    if (first) {
      const encoding = xmlEncoding(chunk);
      if (encoding !== 'utf-8') decoder = new TextDecoder(encoding);
      first = false;
    }
    yield decoder ? encoder.encode(decoder.decode(chunk, { stream: true })) : chunk;
  }
  if (decoder) yield encoder.encode(decoder.decode());
}

/** A part in memory as UTF-8. */
export function utf8Xml(bytes: Uint8Array): Uint8Array {
  const encoding = xmlEncoding(bytes);
  return encoding === 'utf-8' ? bytes : encoder.encode(new TextDecoder(encoding).decode(bytes));
}

function xmlEncoding(bytes: Uint8Array): string {
  const [a = 0, b = 0] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/
    .exec(start)?.[1]
    ?.toLowerCase();
  if (!declared || declared.startsWith('utf-16')) return 'utf-8';
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    return 'utf-8';
  }
}
