import { Parser } from 'htmlparser2';
import { formatRoman } from '../../numbers.ts';

/** How Word numbers paragraphs: `numbering.xml` (ECMA-376 part 1, 17.9). */
interface Level {
  format: string;
  text: string;
  start: number;
}

/** What a paragraph's style says of it. */
export interface Style {
  numId: string | undefined;
  level: number | undefined;
  isHeading: boolean;
  basedOn: string | undefined;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
const value = (attributes: Readonly<Record<string, string>>): string => attributes['w:val'] ?? attributes['val'] ?? '';

/** The signs of numbered paragraphs, counted as they come: `II.`, `1.2.`, `a)`, `-`. */
export class WordNumbers {
  readonly #abstract = new Map<string, Map<number, Level>>();
  readonly #nums = new Map<string, string>();
  readonly #counts = new Map<string, number[]>();

  constructor(xml: string) {
    let abstract: Map<number, Level> | undefined;
    let level: Level | undefined;
    let num = '';
    const parser = new Parser(
      {
        onopentag: (name, attributes) => {
          switch (local(name)) {
            case 'abstractNum':
              abstract = new Map();
              this.#abstract.set(attributes['w:abstractNumId'] ?? '', abstract);
              break;
            case 'lvl':
              level = { format: 'decimal', text: '', start: 1 };
              if (num === '') abstract?.set(Number(attributes['w:ilvl'] ?? 0), level);
              break;
            case 'numFmt':
              if (level) level.format = value(attributes);
              break;
            case 'lvlText':
              if (level) level.text = value(attributes);
              break;
            case 'start':
              if (level) level.start = Number(value(attributes)) || 0;
              break;
            case 'num':
              num = attributes['w:numId'] ?? '';
              break;
            case 'abstractNumId':
              if (num !== '') this.#nums.set(num, value(attributes));
              break;
          }
        },
        onclosetag: (name) => {
          if (local(name) === 'num') num = '';
          if (local(name) === 'lvl') level = undefined;
        },
      },
      { xmlMode: true },
    );
    parser.write(xml);
    parser.end();
  }

  /** The sign of the next paragraph of a list, empty where it has none. */
  next(numId: string, ilvl: number): string {
    const abstract = this.#nums.get(numId);
    const levels = abstract === undefined ? undefined : this.#abstract.get(abstract);
    const level = levels?.get(ilvl);
    if (abstract === undefined || levels === undefined || level === undefined || level.format === 'none') return '';
    if (level.format === 'bullet') return /^[+]/.test(level.text) ? '+' : /^[*]/.test(level.text) ? '*' : '-';
    const counts = this.#counts.get(abstract) ?? [];
    this.#counts.set(abstract, counts);
    counts[ilvl] = (counts[ilvl] ?? level.start - 1) + 1;
    counts.length = ilvl + 1;
    return level.text.replace(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const one = levels.get(at);
      return one === undefined ? '' : written(counts[at] ?? one.start, one.format);
    });
  }
}

function written(number: number, format: string): string {
  switch (format) {
    case 'upperRoman':
      return formatRoman(number);
    case 'lowerRoman':
      return formatRoman(number).toLowerCase();
    case 'upperLetter':
      return String.fromCharCode(64 + ((number - 1) % 26) + 1);
    case 'lowerLetter':
      return String.fromCharCode(96 + ((number - 1) % 26) + 1);
    default:
      return format === 'decimalZero' ? String(number).padStart(2, '0') : String(number);
  }
}

/** `styles.xml`: which styles number their paragraphs, and which are headings. */
export function wordStyles(xml: string): Map<string, Style> {
  const styles = new Map<string, Style>();
  let style: Style | undefined;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const tag = local(name);
        if (tag === 'style') {
          style = { numId: undefined, level: undefined, isHeading: false, basedOn: undefined };
          styles.set(attributes['w:styleId'] ?? '', style);
        } else if (style === undefined) return;
        else if (tag === 'numId') style.numId = value(attributes);
        else if (tag === 'ilvl') style.level = Number(value(attributes));
        else if (tag === 'outlineLvl') style.isHeading = Number(value(attributes)) < 9;
        else if (tag === 'basedOn') style.basedOn = value(attributes);
      },
      onclosetag: (name) => {
        if (local(name) === 'style') style = undefined;
      },
    },
    { xmlMode: true },
  );
  parser.write(xml);
  parser.end();
  return styles;
}

/** What holds for a style, with what it is based on. */
export function styleOf(styles: ReadonlyMap<string, Style>, id: string, depth = 0): Style | undefined {
  const own = styles.get(id);
  if (own === undefined || own.basedOn === undefined || depth > 10) return own;
  const base = styleOf(styles, own.basedOn, depth + 1);
  return {
    numId: own.numId ?? base?.numId,
    level: own.level ?? base?.level,
    isHeading: own.isHeading || (base?.isHeading ?? false),
    basedOn: own.basedOn,
  };
}
