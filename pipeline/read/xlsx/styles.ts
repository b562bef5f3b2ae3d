import { builtInFormat, formatOfCode } from '../number-format.ts';
import { ByteText } from '../text/byte-text.ts';
import { appendXmlText } from './xml-text.ts';
import { CLOSE, END, OPEN, type XmlTokens } from './xml-tokens.ts';

/**
 * For each cell style (`s` of a cell = position in `cellXfs`, ECMA-376 part 1, 18.8.10) what its number format shows:
 * `FORMAT_…` of number-text.ts. The formats themselves are `numFmts` (18.8.31).
 */
export function readStyles(tokens: XmlTokens): Uint8Array {
  const codes = new Map<number, number>();
  const formats: number[] = [];
  let inCellXfs = false;
  for (let token = tokens.next(); token !== END; token = tokens.next()) {
    if (token === OPEN) {
      if (tokens.named('numFmt')) {
        // Differential formats (`dxf`) come later in the part and hold formats too: the first definition stands.
        const id = Number(tokens.attribute('numFmtId'));
        if (!codes.has(id)) codes.set(id, formatOfCode(decoded(tokens.attribute('formatCode') ?? '')));
      } else if (tokens.named('cellXfs')) {
        inCellXfs = !tokens.selfClosing;
      } else if (inCellXfs && tokens.named('xf')) {
        const id = Number(tokens.attribute('numFmtId') ?? 0);
        formats.push(codes.get(id) ?? builtInFormat(id));
      }
    } else if (token === CLOSE && tokens.named('cellXfs')) inCellXfs = false;
  }
  return Uint8Array.from(formats);
}

function decoded(raw: string): string {
  const bytes = new TextEncoder().encode(raw);
  const text = new ByteText();
  appendXmlText(text, bytes, 0, bytes.length, false);
  return text.toString();
}
