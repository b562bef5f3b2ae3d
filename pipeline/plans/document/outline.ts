import { type Label, labelOf } from './labels.ts';
import { plain } from './plain.ts';
import { isCapitals } from './text-blocks.ts';
import type { Block } from './types.ts';

/** A block with what it stands below. */
export interface Passage {
  /** The item's own words, without its label. */
  text: string;
  label: Label | undefined;
  level: number;
  /** Headings, items and lead-ins above it, the outermost first. */
  above: Passage[];
  /** In Vietnamese, as plans cite: `Mục II.2a, gạch đầu dòng 4`; `Điều 1, khoản 2`; `Phụ lục, dòng 3`. */
  place: string;
  page: number | null;
  /** Which block it is. */
  at: number;
  /** Cells of a table's row; `text` is then empty. */
  cells: string[] | undefined;
  table: number;
  /** Ends with a colon and opens what follows it. */
  isLead: boolean;
}

const PARAGRAPH = 9;
const LEAD = 6.5;
const HEAD = 2.5;
const FOOTNOTE = /^(?:[¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,2}\])\s*(?=\S)/;

/** The outline of a document: who stands below whom, told by labels, headings and lead-ins. Footnotes are left out. */
export function outlineOf(blocks: readonly Block[]): { passages: Passage[]; footnotes: Map<string, string> } {
  const passages: Passage[] = [];
  const footnotes = new Map<string, string>();
  const open: Passage[] = [];
  const dashes = new Map<Passage | undefined, number>();
  const rows = new Map<number, number>();
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'row') {
      rows.set(block.table, (rows.get(block.table) ?? 0) + 1);
      const above = open.filter(({ level }) => level < PARAGRAPH);
      const place = rowPlace(block, above, (rows.get(block.table) ?? 1) - 1);
      passages.push({ ...rowPassage(block), above, place, at: index });
      continue;
    }
    const note = FOOTNOTE.exec(block.text);
    if (note && passages.length > 3) {
      footnotes.set(note[0].trim(), block.text.slice(note[0].length));
      continue;
    }
    const clean = block.text.replace(/^#+\s*|\*\*|^\*(?=\S)|(?<=\S)\*$/g, '').trim();
    if (clean === '') continue;
    const label = labelOf(clean);
    const text = label === undefined ? clean : clean.slice(label.end).trim();
    const isLead = /:\s*$/.test(text) || (label === undefined && isLeadIn(text));
    const level = levelOf(block, label, text, isLead, nextLabel(blocks, index));
    while ((open.at(-1)?.level ?? -1) >= level) open.pop();
    const above = [...open];
    const passage: Passage = {
      text,
      label,
      level,
      above,
      place: '',
      page: block.page,
      at: index,
      cells: undefined,
      table: 0,
      isLead,
    };
    passage.place = placeOf(passage, dashes);
    passages.push(passage);
    if (level < PARAGRAPH || isLead) open.push(passage);
  }
  return { passages, footnotes };
}

function nextLabel(blocks: readonly Block[], index: number): Label | undefined {
  const next = blocks[index + 1];
  return next?.kind === 'text' ? labelOf(next.text) : undefined;
}

/** "Đến năm 2025" on a line of its own. */
function isLeadIn(text: string): boolean {
  return (
    text.length < 60 && /^(?:den|trong|lo trinh|muc tieu|chi tieu)\b[^.%]*$/.test(plain(text)) && !/\d\s*%/.test(text)
  );
}

function levelOf(
  block: Block,
  label: Label | undefined,
  text: string,
  isLead: boolean,
  next: Label | undefined,
): number {
  if (label !== undefined) {
    const opensItsLike = isLead && (label.kind === 'dash' || label.kind === 'plus') && next?.kind === label.kind;
    return opensItsLike && !/^(?:co quan|don vi|thoi gian|giai phap)/.test(plain(text))
      ? label.level - 0.5
      : label.level;
  }
  if (isLead) return LEAD;
  const isHead = (block.kind === 'text' && block.heading === true) || (isCapitals(text) && text.length < 160);
  return isHead ? HEAD : PARAGRAPH;
}

function rowPassage(block: Extract<Block, { kind: 'row' }>): Omit<Passage, 'above' | 'at'> {
  const { cells, table, page } = block;
  return { text: '', label: undefined, level: PARAGRAPH, place: '', page, cells, table, isLead: false };
}

const ANNEX = 'Phụ lục';

/** What a passage's headings are called: `Mục II.2a`, `Điều 1, khoản 2`. */
export function headingPlace(chain: readonly Passage[]): string {
  const parts: string[] = [];
  let section = '';
  let isArticle = false;
  for (const { label } of chain) {
    if (label === undefined) continue;
    if (label.kind === 'annex') parts.push(`${ANNEX}${label.sign === '' ? '' : ` ${label.sign}`}`);
    else if (label.kind === 'part') parts.push(`Phần ${label.sign}`);
    else if (label.kind === 'article') {
      isArticle = true;
      parts.push(`Điều ${label.sign}`);
    } else if (label.kind === 'roman') section = label.sign;
    else if (label.kind === 'number') {
      if (isArticle) parts.push(`khoản ${label.sign}`);
      else
        section =
          label.sign.includes('.') || section === ''
            ? `${/^[IVX]/.test(section) ? `${/^[IVX]+/.exec(section)?.[0]}.` : ''}${label.sign}`
            : `${section}.${label.sign}`;
    } else if (label.kind === 'letter') {
      if (isArticle) parts.push(`điểm ${label.sign}`);
      else section = `${section}${label.sign}`;
    }
  }
  if (section !== '') parts.push(`Mục ${section}`);
  return parts.join(', ');
}

function placeOf(passage: Passage, dashes: Map<Passage | undefined, number>): string {
  const chain = [...passage.above, passage];
  const base = headingPlace(chain);
  const { label } = passage;
  const heading = chain.filter((one) => one.label !== undefined && one.label.level < 7).at(-1);
  if (label?.kind === 'dash' || label?.kind === 'plus' || label?.kind === 'star') {
    const name = label.kind === 'dash' ? 'gạch đầu dòng' : label.kind === 'plus' ? 'dấu cộng' : 'dấu sao';
    const parent = label.kind === 'dash' ? heading : passage.above.at(-1);
    const isBelowDash = parent?.label?.kind === 'dash' && label.kind !== 'dash';
    const count = (dashes.get(parent) ?? 0) + 1;
    dashes.set(parent, count);
    const before = isBelowDash ? parent.place : base;
    return before === '' ? `${name} ${count}` : `${before}, ${name} ${count}`;
  }
  return base === '' ? 'Phần mở đầu' : base;
}

function rowPlace(row: Extract<Block, { kind: 'row' }>, above: readonly Passage[], index: number): string {
  const base = headingPlace(above);
  const first = row.cells[0]?.trim() ?? '';
  const number = /^\d{1,3}(?:\.\d{1,2})*\.?$/.test(first) ? first.replace(/\.$/, '') : String(index);
  const where = base === '' ? `Bảng ${row.table}` : base.startsWith(ANNEX) ? base : `${base}, bảng ${row.table}`;
  return `${where}, dòng ${number}`;
}
