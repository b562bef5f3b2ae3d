import { deflateSync } from 'node:zlib';
import { CFB } from '@e965/xlsx';
import { zipSync } from 'fflate';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word file of these parts. */
export function wordOf(body: string, more: Readonly<Record<string, Uint8Array>> = {}, before = ''): Uint8Array {
  return zipSync({
    '[Content_Types].xml': encode('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'word/document.xml': encode(`<?xml version="1.0"?>${before}<w:document ${W}><w:body>${body}</w:body></w:document>`),
    ...more,
  });
}

export const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

/** A PDF of these objects, the first its catalogue. */
export function pdfOf(objects: readonly (string | Uint8Array)[], trailer = ''): Uint8Array {
  const parts: Uint8Array[] = [encode('%PDF-1.7\n')];
  const places: number[] = [];
  let length = parts[0]?.length ?? 0;
  const push = (bytes: Uint8Array): void => {
    parts.push(bytes);
    length += bytes.length;
  };
  for (const [at, object] of objects.entries()) {
    places.push(length);
    push(encode(`${at + 1} 0 obj\n`));
    push(typeof object === 'string' ? encode(object) : object);
    push(encode('\nendobj\n'));
  }
  const start = length;
  push(
    encode(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`,
    ),
  );
  push(encode(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF`));
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A stream of a PDF, deflated. */
export function streamOf(content: Uint8Array, entries = ''): Uint8Array {
  const packed = deflateSync(content);
  const head = encode(`<< /Length ${packed.length} /Filter /FlateDecode ${entries} >>\nstream\n`);
  const tail = encode('\nendstream');
  const all = new Uint8Array(head.length + packed.length + tail.length);
  all.set(head);
  all.set(packed, head.length);
  all.set(tail, head.length + packed.length);
  return all;
}

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

/** A PDF whose one page shows this. */
export function pagePdf(content: Uint8Array, resources = '', more: readonly (string | Uint8Array)[] = []): Uint8Array {
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> ${resources} >> >>`,
    FONT,
    streamOf(content),
    ...more,
  ]);
}

/** The same page so many times. */
export function longPdf(pages: number): Uint8Array {
  const kids = Array.from({ length: pages }, (_, at) => `${at + 5} 0 R`).join(' ');
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    FONT,
    streamOf(encode('BT /F1 12 Tf 50 700 Td (Chi tieu) Tj ET')),
    ...Array.from(
      { length: pages },
      () =>
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>',
    ),
  ]);
}

/** A Word file with a password: its package lies encrypted in an OLE container. */
export function lockedWord(): Uint8Array {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/EncryptionInfo', new Uint8Array(64));
  CFB.utils.cfb_add(container, '/EncryptedPackage', new Uint8Array(4096));
  return Uint8Array.from(CFB.write(container, { type: 'buffer' }) as ArrayLike<number>);
}
