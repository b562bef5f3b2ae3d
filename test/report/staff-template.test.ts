import { readFileSync } from 'node:fs';
import { read } from '@e965/xlsx';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../pipeline/messages.ts';
import { reportContent } from '../../pipeline/report/content.ts';
import { fillTemplate } from '../../pipeline/report/fill.ts';
import { APPENDIX_IDS } from '../../pipeline/report/layout.ts';
import { newPart, readParts, writeZip } from '../../pipeline/report/packed-parts.ts';
import { factsOf } from '../../pipeline/report/written.ts';
import { MAKING, madeUpEvaluation } from './evaluation.ts';
import { convert } from './libreoffice.ts';
import { staffTemplate } from './staff-template.ts';
import { findings } from './validate.ts';

const standard = readFileSync(new URL('../../templates/standard.xlsx', import.meta.url));
const evaluation = madeUpEvaluation({ targets: 9 });
const content = reportContent(evaluation, { appendices: APPENDIX_IDS });
const facts = factsOf(evaluation, MAKING);

/** Each part as it stands in the file. */
async function parts(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  return new Map((await readParts(bytes, 'x.xlsx')).map(({ packed }) => [packed.name, packed.compressed]));
}

function text(bytes: Uint8Array, name: string): string {
  return new TextDecoder().decode(unzipSync(bytes)[name]);
}

describe('a template that an office has changed', async () => {
  const template = staffTemplate(standard);
  const { bytes, notFound } = await fillTemplate(template, content, facts);
  // Nine targets where the template has one row: everything below moves by eight.
  const moved = 8;

  it('is sound before and after', async () => {
    expect(await findings(template)).toEqual([]);
    expect(notFound).toEqual([]);
    expect(await findings(bytes)).toEqual([]);
  });

  it('keeps every part, and what was not filled bit for bit', async () => {
    const before = await parts(template);
    const after = await parts(bytes);
    expect([...before.keys()].filter((name) => !after.has(name))).toEqual(['xl/calcChain.xml']);
    const same = [...before].filter(
      ([name, compressed]) => Buffer.compare(compressed, after.get(name) ?? Buffer.of()) === 0,
    );
    const names = same.map(([name]) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'customXml/item1.xml',
        'xl/media/image1.png',
        'xl/sharedStrings.xml',
        'xl/styles.xml',
        'xl/worksheets/sheet9.xml',
        'xl/drawings/_rels/drawing1.xml.rels',
        'xl/drawings/drawing4.xml',
        'xl/worksheets/_rels/sheet1.xml.rels',
      ]),
    );
  });

  it('moves formulas, links, notes, pictures and rules with their rows', () => {
    const sheet = text(bytes, 'xl/worksheets/sheet1.xml');
    for (let row = 13; row <= 13 + moved; row += 1) {
      expect(sheet).toContain(`<c r="K${row}"><f>E${row}/F${row}</f></c>`);
      expect(sheet).toContain(`<f>SUM(E$13:E${row})</f>`);
    }
    expect(sheet).toContain(`<c r="E${14 + moved}"><f>SUM(E13:E${13 + moved})</f></c>`);
    expect(sheet).toContain(`sqref="M13:M${13 + moved}"`);
    expect(sheet).toContain(`<hyperlink ref="A${16 + moved}"`);
    expect(sheet).toContain(`<conditionalFormatting sqref="I13:I${13 + moved}">`);
    expect(sheet).toContain('<formula>LEFT(I13,1)="▼"</formula>');
    expect(sheet).toContain(`<mergeCell ref="A${22 + moved}:D${26 + moved}"/>`);
    expect(text(bytes, 'xl/tables/table1.xml')).toContain(`ref="A12:K${13 + moved}"`);
    expect(text(bytes, 'xl/comments1.xml')).toContain(`ref="A${16 + moved}"`);
    expect(text(bytes, 'xl/drawings/vmlDrawing1.vml')).toContain(`<x:Row>${15 + moved}</x:Row>`);
    const drawing = text(bytes, 'xl/drawings/drawing1.xml');
    expect(drawing).toContain(`<xdr:row>${17 + moved}</xdr:row>`);
    expect(drawing).toContain('<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row>');
    expect(text(bytes, 'xl/workbook.xml')).toContain(`'Chỉ tiêu'!$A$${16 + moved}:$J$${26 + moved}`);
    expect(text(bytes, 'xl/worksheets/sheet8.xml')).toContain(`<f>'Chỉ tiêu'!A${16 + moved}&amp;"A16"</f>`);
  });

  it("refreshes the office's own chart", () => {
    const chart = text(bytes, 'xl/charts/chart9.xml');
    expect(chart).toContain(`'Chỉ tiêu'!$E$13:$E$${13 + moved}`);
    expect(chart).toContain('<c:v>683</c:v>');
    expect(chart).not.toMatch(/999|cũ/);
  });

  it('leaves no stale number, and is reckoned on opening', () => {
    expect(text(bytes, 'xl/workbook.xml')).toContain('fullCalcOnLoad="1"');
    const book = read(convert(bytes, 'xlsx'), { type: 'buffer' });
    const sheet = book.Sheets['Chỉ tiêu']!;
    const numbers = Array.from({ length: 9 }, (_, i) => (sheet[`E${13 + i}`]?.v as number | undefined) ?? 0);
    const sum = numbers.reduce((total, number) => total + number, 0);
    expect(sum).toBeGreaterThan(5000);
    expect(sheet[`E${14 + moved}`].v).toBe(sum);
    expect(book.Sheets['Tổng hợp']!.B1.v).toBe(sum);
    expect(book.Sheets['Tổng hợp']!.A1.v).toBe('Nguyên nhânA16');
    expect(sheet.K13.v).toBeCloseTo(683 / 1120, 10);
    expect(sheet.A24.c?.[0]?.t).toContain('Hỏi lại phòng TCCB');
  });

  it('says what it did not find, and fills the rest', async () => {
    const more = {
      ...content,
      names: { ...content.names, vd_khong_co: { value: 'x' } },
      tables: {
        ...content.tables,
        vd_bang_khac: { columns: [{ name: 'A' }], rows: [[1]] },
        vd_thieu: { columns: [{ name: 'TT' }, { name: 'Cột lạ' }], rows: [[1, 'x']] },
      },
    };
    expect((await fillTemplate(template, more, facts)).notFound).toEqual([
      { kind: 'table', name: 'vd_bang_khac' },
      { kind: 'column', name: 'Cột lạ', table: 'vd_thieu' },
      { kind: 'name', name: 'vd_khong_co' },
    ]);
  });

  it('leaves what staff typed for the signatory', async () => {
    const signed = { vd_chuc_vu: { value: 'KT. GIÁM ĐỐC' }, vd_nguoi_ky: { value: 'Người ký' } };
    const { bytes: own } = await fillTemplate(template, { ...content, names: signed }, facts);
    const book = read((await fillTemplate(own, content, facts)).bytes, { type: 'buffer' });
    expect(book.Sheets['Chỉ tiêu']!.F29.v).toBe('KT. GIÁM ĐỐC');
    expect(book.Sheets['Chỉ tiêu']!.F34.v).toBe('Người ký');
  });
});

describe('a file that is no template', () => {
  const code = async (bytes: Uint8Array): Promise<string> => {
    try {
      await fillTemplate(bytes, content, facts);
    } catch (error) {
      if (error instanceof UserError) return error.code;
      throw error;
    }
    return 'filled';
  };
  const compound = (name: string): Uint8Array =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(name, 'utf16le')]);
  const changed = (name: string, change: (xml: string) => string): Uint8Array =>
    writeZip(
      Object.entries(unzipSync(standard)).map(([path, contents]) =>
        newPart(path, path === name ? new TextEncoder().encode(change(new TextDecoder().decode(contents))) : contents),
      ),
    );

  it.each([
    ['nothing', new Uint8Array(0), 'template_not_xlsx'],
    ['text', Buffer.from('TT;Chỉ tiêu'), 'template_not_xlsx'],
    ['half a file', standard.subarray(0, standard.length / 2), 'book-cut-short'],
    ['an old .xls', compound('Workbook'), 'template_old_xls'],
    ['a password', compound('EncryptedPackage'), 'template_password'],
    [
      'macros',
      changed('[Content_Types].xml', (xml) =>
        xml.replace(
          'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main',
          'vnd.ms-excel.sheet.macroEnabled.main',
        ),
      ),
      'template_macros',
    ],
    [
      'a Word file',
      changed('[Content_Types].xml', (xml) => xml.replaceAll('spreadsheetml.sheet', 'wordprocessingml.document')),
      'template_not_xlsx',
    ],
    ['a broken part', changed('xl/worksheets/sheet1.xml', (xml) => xml.slice(0, 2000)), 'template_damaged'],
  ])('%s', async (_, bytes, expected) => {
    expect(await code(bytes)).toBe(expected);
  });

  it('says two tables side by side', async () => {
    const beside = changed('xl/tables/table2.xml', (xml) => xml).slice();
    expect(await code(beside)).toBe('filled');
    const sides = changed('xl/tables/table5.xml', (xml) => xml.replace(/ref="A27:M28"/, 'ref="A21:M22"'));
    expect(await code(sides)).toBe('template_tables_side_by_side');
  });
});
