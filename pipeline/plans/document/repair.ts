import { fromLegacy, LEGACY_FONTS, LegacyWords } from '../../read/text/legacy-words.ts';
import type { Line } from './text-blocks.ts';
import type { Block } from './types.ts';

/** Words that prove a font before a document is read in it. */
const PROOF = 6;

/** Texts of TCVN3 and VNI fonts in Unicode; a document is in one of them as a whole, but for what is Unicode already. */
export function repaired<T extends Line | Extract<Block, { kind: 'row' }>>(blocks: readonly T[]): T[] {
  const words = new LegacyWords();
  const texts = blocks.flatMap((block) => ('cells' in block ? block.cells : [block.text])).filter(isLatin);
  const font = LEGACY_FONTS.map((one) => {
    const judged = texts.slice(0, 400).map((text) => words.judge(text)[one]);
    const proof = judged.reduce((sum, { proving, betterAsIs }) => sum + (betterAsIs ? 0 : proving.length), 0);
    const against = judged.reduce((sum, { against: one_ }) => sum + one_, 0);
    return { one, proof, against };
  }).sort((a, b) => b.proof - b.against / 4 - (a.proof - a.against / 4))[0];
  if (font === undefined || font.proof < PROOF || font.proof < font.against / 4) return [...blocks];
  const read = (text: string): string => (isLatin(text) ? fromLegacy(text, font.one).normalize('NFC') : text);
  return blocks.map((block) =>
    'cells' in block ? { ...block, cells: block.cells.map(read) } : { ...block, text: read(block.text) },
  );
}

/** Has letters of Latin-1 and none beyond: may be of an old font. */
function isLatin(text: string): boolean {
  return /[\u00a1-\u00ff]/.test(text) && !/[\u0102-\u024f\u1ea0-\u1ef9]/.test(text);
}
