import { expect, test, vi } from 'vitest';
import { UserError } from '../../pipeline/messages.ts';
import { findPlan } from '../../pipeline/plans/document/find.ts';
import { openDocument } from '../../pipeline/plans/document/open.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import { inflate } from '../../pipeline/warehouse/duckdb/native/file-source.ts';
import { lockedWord, longPdf, pagePdf, paragraph, pdfOf, streamOf, wordOf } from './documents/hostile.ts';

const open = (bytes: Uint8Array, name = 'van-ban') => openDocument(sourceFromBytes(name, bytes), inflate);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const TARGET = 'Tỷ lệ hồ sơ giải quyết đúng hạn đạt tối thiểu 95%.';
const ITEM = `${paragraph('I. CHỈ TIÊU NĂM 2026')}${paragraph(`- ${TARGET}`)}`;

test.each<[string, () => Uint8Array, string]>([
  ['10,000 pages', () => longPdf(10_000), 'document-long'],
  ['a Word file of ten million letters', () => wordOf(paragraph('x'.repeat(1000)).repeat(10_000)), 'document-long'],
  ['a text of ten million letters', () => encode('- chỉ tiêu\n'.repeat(1_000_000)), 'document-long'],
  ['a page of ten million letters', () => encode(`<html><body>${'<p>chỉ tiêu</p>'.repeat(700_000)}`), 'document-long'],
  ['a part that swells', () => wordOf(' '.repeat(30 * 2 ** 20)), 'document-long'],
  ['a stream that swells', () => pagePdf(new Uint8Array(200 * 2 ** 20).fill(0x20)), 'document-long'],
  [
    'a stream packed twice',
    () =>
      pdfOf(['<< /Type /Catalog >>', '<< /Length 5 /Filter [/FlateDecode /FlateDecode] >>\nstream\nabcde\nendstream']),
    'document-damaged',
  ],
  ['elements within elements', () => wordOf('<w:sdt>'.repeat(500_000)), 'document-damaged'],
  ['pages within pages', () => encode(`<html>${'<div>'.repeat(500_000)}`), 'document-damaged'],
  ['a password', lockedWord, 'document-password'],
  ['a PDF that ends too early', () => longPdf(3).subarray(0, 300), 'document-damaged'],
  ['a picture of a page', () => pagePdf(encode('q 500 0 0 700 0 0 cm Q')), 'document-scan'],
  ['a picture', () => Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]), 'document-scan'],
  ['nothing', () => new Uint8Array(0), 'document-empty'],
  ['a Word file of nothing', () => wordOf(''), 'document-empty'],
  [
    'an OLE container of zeros',
    () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(2000)]),
    'document-damaged',
  ],
])('%s ends in a sentence', async (_, make, code) => {
  const refused = await open(make()).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(UserError);
  expect(refused).toMatchObject({ code });
  for (const language of ['vi', 'en'] as const) expect((refused as UserError).sentence(language)).not.toMatch(/[{}]/);
});

test('macros, links and what they name are never opened; entities stay as they are written', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('nothing may be fetched'));
  const doctype =
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "http://127.0.0.1:9/x">]>';
  const bytes = wordOf(
    `${ITEM}${paragraph('&a;&b;&c;')}<w:p><w:hyperlink r:id="rId1"><w:r><w:t>xem tại đây</w:t></w:r></w:hyperlink></w:p>`,
    {
      'word/vbaProject.bin': new Uint8Array(100_000).fill(7),
      'word/_rels/document.xml.rels': encode(
        '<Relationships><Relationship Id="rId1" Type="hyperlink" Target="http://127.0.0.1:9/" TargetMode="External"/></Relationships>',
      ),
      'word/media/image1.png': new Uint8Array(20 * 2 ** 20),
    },
    doctype,
  );
  const { blocks } = await open(bytes);
  expect(JSON.stringify(blocks)).not.toContain('root:');
  expect(findPlan(blocks).targets).toMatchObject([{ indicator: 'on_time_rate', value: '95' }]);
  const page = await open(
    encode(
      `<html><head><script src="http://127.0.0.1:9/a.js"></script></head><body><img src="http://127.0.0.1:9/b.png"><iframe src="file:///etc/passwd"></iframe><p>- ${TARGET}</p></body></html>`,
    ),
  );
  expect(page.blocks).toHaveLength(1);
  expect(asked).not.toHaveBeenCalled();
  asked.mockRestore();
});

test('a picture of a hundred thousand by a hundred thousand is not decoded', async () => {
  const text = encode(
    'BT /F1 12 Tf 50 700 Td (I. Chi tieu nam 2026 cua tinh) Tj 0 -20 Td (- 95% ho so giai quyet dung han) Tj ET q 500 0 0 500 0 0 cm /I Do Q',
  );
  const picture = streamOf(
    new Uint8Array(2 ** 20),
    '/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 8',
  );
  const { blocks } = await open(pagePdf(text, '/XObject << /I 6 0 R >>', [picture]));
  expect(findPlan(blocks).targets).toMatchObject([{ indicator: 'on_time_rate', value: '95', page: 1 }]);
});
