/** Cell styles by what they look like; each distinct one gets a number in `styles.xml`. */
export interface Look {
  size?: number | undefined;
  bold?: boolean;
  italic?: boolean;
  across?: 'left' | 'center' | 'right' | 'justify';
  down?: 'top' | 'center' | 'bottom';
  wrap?: boolean;
  /** Smaller letters rather than `####` where a number has no room. */
  shrink?: boolean;
  /** Sides with a thin line: letters of `lrtb`. */
  border?: 'lrtb' | 'ltb' | 'tb' | 'rtb';
  grey?: boolean;
  /** To be filled in though its sheet is protected. */
  unlocked?: boolean;
  format?: string;
}

/** Counts with a point between thousands on every machine, whatever its regional settings; a space keeps off the line. */
export const COUNT = '[>=1000000]0\\.000\\.000_ ;[>=1000]0\\.000_ ;0_ ';
/** Two decimals; the machine's own decimal sign, the Vietnamese comma where the program knows the language. */
export const DECIMALS = '[$-42A]#,##0.00';
/** Counts that are not whole: minutes. */
export const FRACTION = '[$-42A]#,##0.0_ ';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What a rule does to a cell: readable without colour, too. */
const RULES = {
  below:
    '<dxf><font><b/><color rgb="FF9C0006"/></font><fill><patternFill><bgColor rgb="FFF8DEDA"/></patternFill></fill></dxf>',
  met: '<dxf><font><color rgb="FF1E5631"/></font><fill><patternFill><bgColor rgb="FFE4F1E4"/></patternFill></fill></dxf>',
  pending:
    '<dxf><font><color rgb="FF7F5A00"/></font><fill><patternFill><bgColor rgb="FFFFF3D1"/></patternFill></fill></dxf>',
  noData:
    '<dxf><font><color rgb="FF404040"/></font><fill><patternFill><bgColor rgb="FFEDEDED"/></patternFill></fill></dxf>',
  aspiration: '<dxf><font><i/></font></dxf>',
  group: '<dxf><font><b/></font><fill><patternFill><bgColor rgb="FFF2F2F2"/></patternFill></fill></dxf>',
  bold: '<dxf><font><b/></font></dxf>',
  fraction: `<dxf><numFmt numFmtId="169" formatCode="${escaped(FRACTION)}"/></dxf>`,
  decimals: `<dxf><numFmt numFmtId="170" formatCode="${escaped(DECIMALS)}"/></dxf>`,
};
export type Rule = keyof typeof RULES;

export function ruleNumber(rule: Rule): number {
  return Object.keys(RULES).indexOf(rule);
}

export class StyleList {
  private readonly looks: string[] = [];
  private readonly fonts: string[] = [];
  private readonly formats: string[] = [];
  private readonly borders: string[] = [];

  constructor() {
    this.number({});
  }

  number(look: Look): number {
    const font = `<font>${look.bold ? '<b/>' : ''}${look.italic ? '<i/>' : ''}<sz val="${look.size ?? 12}"/><name val="Times New Roman"/><family val="1"/></font>`;
    const fontId = this.position(this.fonts, font);
    const formatId = look.format ? 171 + this.position(this.formats, look.format) : 0;
    const side = (name: string): string =>
      look.border?.includes(name[0]!) ? `<${name} style="thin"><color rgb="FF000000"/></${name}>` : `<${name}/>`;
    const sides = ['left', 'right', 'top', 'bottom'].map(side).join('');
    const borderId = this.position(this.borders, `<border>${sides}<diagonal/></border>`);
    const across = look.across ? ` horizontal="${look.across}"` : '';
    const alignment = `<alignment${across} vertical="${look.down ?? 'center'}"${look.wrap ? ' wrapText="1"' : ''}${look.shrink ? ' shrinkToFit="1"' : ''}/>`;
    const [applied, protection] = look.unlocked ? [' applyProtection="1"', '<protection locked="0"/>'] : ['', ''];
    const xf = `<xf numFmtId="${formatId}" fontId="${fontId}" fillId="${look.grey ? 2 : 0}" borderId="${borderId}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${applied}>${alignment}${protection}</xf>`;
    return this.position(this.looks, xf);
  }

  private position(list: string[], item: string): number {
    const found = list.indexOf(item);
    return found >= 0 ? found : list.push(item) - 1;
  }

  xml(): string {
    const formats = this.formats.map((code, i) => `<numFmt numFmtId="${171 + i}" formatCode="${escaped(code)}"/>`);
    const rules = Object.values(RULES);
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="${formats.length}">${formats.join('')}</numFmts><fonts count="${this.fonts.length}">${this.fonts.join('')}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="${this.borders.length}">${this.borders.join('')}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${this.looks.length}">${this.looks.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="${rules.length}">${rules.join('')}</dxfs></styleSheet>`;
  }
}
