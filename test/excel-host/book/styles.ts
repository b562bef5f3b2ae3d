import type { Element } from '@xmldom/xmldom';
import { XMLSerializer } from '@xmldom/xmldom';
import { childElement, childElements, newElement, removeChildren } from '../../../pipeline/report/xml.ts';

export interface StyleChange {
  numberFormat?: string;
  /** `#RRGGBB`; `null` = no fill. */
  fill?: string | null;
  font?: {
    bold?: boolean;
    italic?: boolean;
    underline?: boolean;
    strikethrough?: boolean;
    color?: string;
    name?: string;
    size?: number;
  };
  horizontal?: string;
  vertical?: string;
  wrapText?: boolean;
  indent?: number;
  quotePrefix?: boolean;
  locked?: boolean;
}

/** Formats that the file names by number only. */
const BUILT_IN = new Map<number, string>([
  [0, 'General'],
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [11, '0.00E+00'],
  [12, '# ?/?'],
  [13, '# ??/??'],
  [14, 'm/d/yyyy'],
  [15, 'd-mmm-yy'],
  [16, 'd-mmm'],
  [17, 'mmm-yy'],
  [18, 'h:mm AM/PM'],
  [19, 'h:mm:ss AM/PM'],
  [20, 'h:mm'],
  [21, 'h:mm:ss'],
  [22, 'm/d/yyyy h:mm'],
  [37, '#,##0 ;(#,##0)'],
  [38, '#,##0 ;[Red](#,##0)'],
  [39, '#,##0.00;(#,##0.00)'],
  [40, '#,##0.00;[Red](#,##0.00)'],
  [45, 'mm:ss'],
  [46, '[h]:mm:ss'],
  [47, 'mmss.0'],
  [48, '##0.0E+0'],
  [49, '@'],
]);

const LISTS = [
  'numFmts',
  'fonts',
  'fills',
  'borders',
  'cellStyleXfs',
  'cellXfs',
  'cellStyles',
  'dxfs',
  'tableStyles',
  'colors',
  'extLst',
];

/** How wide digits are, as shares of a font's size. */
const DIGITS: Record<string, number> = { Calibri: 0.507, 'Times New Roman': 0.5, Arial: 0.556, 'Aptos Narrow': 0.49 };

function serialize(element: Element): string {
  return new XMLSerializer().serializeToString(element);
}

/** The styles of a workbook: cells name them by number, a changed style is a new number. */
export class Styles {
  readonly root: Element;
  private readonly derived = new Map<string, number>();
  /** A style never changes once it has its number. */
  private readonly formats = new Map<number, string>();
  private readonly prefixes = new Map<number, boolean>();

  constructor(root: Element) {
    this.root = root;
  }

  /** A list of the part (`fonts`, `cellXfs` …), made where the file has none. */
  list(name: string): Element {
    const found = childElement(this.root, name);
    if (found) return found;
    const list = newElement(this.root, name);
    const later = LISTS.slice(LISTS.indexOf(name) + 1);
    const next = childElements(this.root).find((element) => later.includes(element.localName ?? ''));
    this.root.insertBefore(list, next ?? null);
    return list;
  }

  /** The place of an entry in a list: of an equal one, or of a new one at its end. */
  place(listName: string, entry: Element): number {
    const list = this.list(listName);
    const entries = childElements(list);
    const text = serialize(entry);
    const found = entries.findIndex((other) => serialize(other) === text);
    if (found >= 0) return found;
    list.appendChild(entry);
    list.setAttribute('count', String(entries.length + 1));
    return entries.length;
  }

  private xf(style: number): Element {
    const found = childElements(this.list('cellXfs'))[style];
    if (!found) throw new Error(`No style ${style}`);
    return found;
  }

  numberFormat(style: number): string {
    let format = this.formats.get(style);
    if (format === undefined) {
      format = this.formatCode(Number(this.xf(style).getAttribute('numFmtId') ?? 0));
      this.formats.set(style, format);
    }
    return format;
  }

  formatCode(id: number): string {
    for (const element of childElements(this.list('numFmts'))) {
      if (Number(element.getAttribute('numFmtId')) === id) return element.getAttribute('formatCode') ?? 'General';
    }
    return BUILT_IN.get(id) ?? 'General';
  }

  formatId(code: string): number {
    for (const [id, builtIn] of BUILT_IN) if (builtIn === code) return id;
    const list = this.list('numFmts');
    let free = 164;
    for (const element of childElements(list)) {
      const id = Number(element.getAttribute('numFmtId'));
      if (element.getAttribute('formatCode') === code) return id;
      free = Math.max(free, id + 1);
    }
    const element = newElement(list, 'numFmt');
    element.setAttribute('numFmtId', String(free));
    element.setAttribute('formatCode', code);
    list.appendChild(element);
    list.setAttribute('count', String(childElements(list).length));
    return free;
  }

  private part(style: number, list: string, attribute: string): Element | undefined {
    return childElements(this.list(list))[Number(this.xf(style).getAttribute(attribute) ?? 0)];
  }

  /** `#RRGGBB`; empty for no fill; a colour of the theme is answered as the file names it. */
  fill(style: number): string {
    const fill = this.part(style, 'fills', 'fillId');
    const pattern = fill && childElement(fill, 'patternFill');
    if (!pattern || (pattern.getAttribute('patternType') ?? 'none') === 'none') return '#FFFFFF';
    return colorOf(childElement(pattern, 'fgColor'), '#FFFFFF');
  }

  font(style: number): {
    bold: boolean;
    italic: boolean;
    underline: string;
    strikethrough: boolean;
    color: string;
    name: string;
    size: number;
  } {
    const font = this.part(style, 'fonts', 'fontId');
    const on = (name: string): boolean => {
      const element = font && childElement(font, name);
      return element !== undefined && element.getAttribute('val') !== '0';
    };
    const value = (name: string): string => (font && childElement(font, name)?.getAttribute('val')) ?? '';
    return {
      bold: on('b'),
      italic: on('i'),
      strikethrough: on('strike'),
      underline: on('u') ? 'Single' : 'None',
      color: colorOf(font && childElement(font, 'color'), '#000000'),
      name: value('name'),
      size: Number(value('sz')),
    };
  }

  /** Pixels of a digit in the workbook's normal font: what widths of columns count. */
  digitPixels(): number {
    const font = childElements(this.list('fonts'))[0];
    const value = (name: string): string => (font && childElement(font, name)?.getAttribute('val')) ?? '';
    const share = DIGITS[value('name')] ?? 0.507;
    return Math.max(1, Math.round((share * Number(value('sz') || 11) * 96) / 72));
  }

  alignment(style: number): { horizontal: string; vertical: string; wrapText: boolean; indent: number } {
    const element = childElement(this.xf(style), 'alignment');
    const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
    return {
      horizontal: capital(element?.getAttribute('horizontal') ?? 'general'),
      vertical: capital(element?.getAttribute('vertical') ?? 'bottom'),
      wrapText: element?.getAttribute('wrapText') === '1',
      indent: Number(element?.getAttribute('indent') ?? 0),
    };
  }

  quotePrefix(style: number): boolean {
    let prefix = this.prefixes.get(style);
    if (prefix === undefined) {
      prefix = this.xf(style).getAttribute('quotePrefix') === '1';
      this.prefixes.set(style, prefix);
    }
    return prefix;
  }

  isLocked(style: number): boolean {
    return childElement(this.xf(style), 'protection')?.getAttribute('locked') !== '0';
  }

  /** The number of the style that differs from `style` by the change. */
  derive(style: number, change: StyleChange): number {
    const key = `${style} ${JSON.stringify(change)}`;
    let place = this.derived.get(key);
    if (place === undefined) {
      place = this.place('cellXfs', this.changed(style, change));
      this.derived.set(key, place);
    }
    return place;
  }

  private changed(style: number, change: StyleChange): Element {
    const xf = this.xf(style).cloneNode(true) as Element;
    const set = (attribute: string, value: number, apply: string): void => {
      xf.setAttribute(attribute, String(value));
      xf.setAttribute(apply, '1');
    };
    if (change.numberFormat !== undefined) set('numFmtId', this.formatId(change.numberFormat), 'applyNumberFormat');
    if (change.fill !== undefined) set('fillId', this.fillOf(change.fill), 'applyFill');
    if (change.font !== undefined) set('fontId', this.fontOf(style, change.font), 'applyFont');
    if (change.quotePrefix !== undefined) {
      if (change.quotePrefix) xf.setAttribute('quotePrefix', '1');
      else xf.removeAttribute('quotePrefix');
    }
    this.align(xf, change);
    if (change.locked !== undefined) {
      let protection = childElement(xf, 'protection');
      if (!protection) {
        protection = newElement(xf, 'protection');
        xf.appendChild(protection);
      }
      protection.setAttribute('locked', change.locked ? '1' : '0');
      xf.setAttribute('applyProtection', '1');
    }
    return xf;
  }

  private align(xf: Element, change: StyleChange): void {
    const attributes: [string, string | undefined][] = [
      ['horizontal', change.horizontal && change.horizontal.slice(0, 1).toLowerCase() + change.horizontal.slice(1)],
      ['vertical', change.vertical && change.vertical.slice(0, 1).toLowerCase() + change.vertical.slice(1)],
      ['wrapText', change.wrapText === undefined ? undefined : change.wrapText ? '1' : '0'],
      ['indent', change.indent === undefined ? undefined : String(change.indent)],
    ];
    for (const [name, value] of attributes) {
      if (value === undefined) continue;
      let alignment = childElement(xf, 'alignment');
      if (!alignment) {
        alignment = newElement(xf, 'alignment');
        xf.insertBefore(alignment, xf.firstChild);
      }
      alignment.setAttribute(name, value);
      xf.setAttribute('applyAlignment', '1');
    }
  }

  private fillOf(color: string | null): number {
    if (color === null) return 0;
    const fill = newElement(this.root, 'fill');
    const pattern = newElement(fill, 'patternFill');
    pattern.setAttribute('patternType', 'solid');
    const foreground = newElement(fill, 'fgColor');
    foreground.setAttribute('rgb', rgb(color));
    const background = newElement(fill, 'bgColor');
    background.setAttribute('indexed', '64');
    pattern.appendChild(foreground);
    pattern.appendChild(background);
    fill.appendChild(pattern);
    return this.place('fills', fill);
  }

  private fontOf(style: number, change: NonNullable<StyleChange['font']>): number {
    const font = (this.part(style, 'fonts', 'fontId') ?? newElement(this.root, 'font')).cloneNode(true) as Element;
    writeFont(font, change);
    return this.place('fonts', font);
  }

  /** A style of conditional formats, by its place. */
  dxf(change: Pick<StyleChange, 'fill' | 'font'>, base?: Element): Element {
    const dxf = base ?? newElement(this.root, 'dxf');
    if (change.font) {
      let font = childElement(dxf, 'font');
      if (!font) {
        font = newElement(dxf, 'font');
        dxf.insertBefore(font, dxf.firstChild);
      }
      writeFont(font, change.font);
    }
    if (change.fill) {
      let fill = childElement(dxf, 'fill');
      if (!fill) {
        fill = newElement(dxf, 'fill');
        const next = childElements(dxf).find(({ localName }) => !['font', 'numFmt'].includes(localName ?? ''));
        dxf.insertBefore(fill, next ?? null);
      }
      removeChildren(fill);
      const pattern = newElement(fill, 'patternFill');
      const background = newElement(fill, 'bgColor');
      background.setAttribute('rgb', rgb(change.fill));
      pattern.appendChild(background);
      fill.appendChild(pattern);
    }
    return dxf;
  }
}

/** `#C00000`, or one of the few names that are used, as the file writes colours. */
function rgb(color: string): string {
  const names: Record<string, string> = {
    red: 'FF0000',
    green: '008000',
    yellow: 'FFFF00',
    orange: 'FFA500',
    white: 'FFFFFF',
    black: '000000',
    blue: '0000FF',
    gray: '808080',
  };
  const hex = names[color.toLowerCase()] ?? color.replace(/^#/, '');
  if (!/^[0-9a-f]{6}$/i.test(hex)) throw new Error(`No colour that the host knows: ${color}`);
  return `FF${hex.toUpperCase()}`;
}

export function colorOf(element: Element | undefined, otherwise: string): string {
  const color = element?.getAttribute('rgb');
  return color ? `#${color.slice(-6)}` : otherwise;
}

const FONT_ORDER = [
  'b',
  'i',
  'strike',
  'condense',
  'extend',
  'outline',
  'shadow',
  'u',
  'vertAlign',
  'sz',
  'color',
  'name',
  'family',
  'charset',
  'scheme',
];

function writeFont(font: Element, change: NonNullable<StyleChange['font']>): void {
  const set = (name: string, attribute: string | undefined, value: string | undefined): void => {
    const old = childElement(font, name);
    if (old) font.removeChild(old);
    if (value === undefined) return;
    const element = newElement(font, name);
    if (attribute) element.setAttribute(attribute, value);
    const later = FONT_ORDER.slice(FONT_ORDER.indexOf(name) + 1);
    font.insertBefore(element, childElements(font).find(({ localName }) => later.includes(localName ?? '')) ?? null);
  };
  if (change.bold !== undefined) set('b', undefined, change.bold ? '' : undefined);
  if (change.italic !== undefined) set('i', undefined, change.italic ? '' : undefined);
  if (change.strikethrough !== undefined) set('strike', undefined, change.strikethrough ? '' : undefined);
  if (change.underline !== undefined) set('u', undefined, change.underline ? '' : undefined);
  if (change.size !== undefined) set('sz', 'val', String(change.size));
  if (change.color !== undefined) set('color', 'rgb', rgb(change.color));
  if (change.name !== undefined) {
    set('name', 'val', change.name);
    set('scheme', undefined, undefined);
  }
}
