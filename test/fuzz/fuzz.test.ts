import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { xlsx } from '../read/build-xlsx.ts';
import { BOOKS } from './books.ts';
import { fuzz } from './main.ts';
import type { Tally } from './process.ts';
import { outcomeOf } from './readers.ts';

/** `npm run fuzz` goes on from other numbers for as long as one likes. */
const SECONDS = 10;

test('damaged files, plans, documents, templates, workbooks, statements and requests give a sentence or rows: no crash, no hang, no memory without bound', async () => {
  const { findings, tallies } = await fuzz(SECONDS, 1);
  expect(findings.map(({ what, wrong, bytes }) => [what, wrong, Buffer.from(bytes).toString('base64')])).toEqual([]);
  const sum = (of: (tally: Tally) => number): number => Object.values(tallies).reduce((all, one) => all + of(one), 0);
  expect(sum(({ refused }) => refused)).toBeGreaterThan(sum(({ inputs }) => inputs) / 8);
  expect(sum(({ inputs }) => inputs)).toBeGreaterThan(sum(({ refused }) => refused));
  expect(Object.keys(tallies)).toHaveLength(9);
  for (const [name, { corpus }] of Object.entries(tallies)) expect(corpus, name).toBeGreaterThan(0);
});

const strings = '<si><t>Hồ sơ</t></si><si><r><t>một</t></r><r><t> hai</t></r></si><si/>';
const rows =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000.25</v></c></row>' +
  '<row r="3"><c r="A3" t="inlineStr"><is><t>ba</t></is></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="b"><v>1</v></c></row>';
const styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>';
const SMALL = xlsx({ sheets: [{ name: 'S', xml: rows }], strings, styles });
const PARTS = ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/workbook.xml', 'xl/styles.xml'];

const withPart = (name: string, content: Uint8Array) => zipSync({ ...unzipSync(SMALL), [name]: content }, { level: 0 });

test.each(PARTS)('%s cut at any place, in a zip that is sound, is refused', async (name) => {
  const content = unzipSync(SMALL)[name]!;
  for (let end = 0; end < content.length; end++) {
    expect(
      await outcomeOf(withPart(name, content.slice(0, end))),
      strFromU8(content.slice(0, end)).slice(-60),
    ).toHaveProperty('code');
  }
});

test.each(PARTS.slice(0, 2))('%s without any one of its tags is refused, or keeps every text', async (name) => {
  const xml = strFromU8(unzipSync(SMALL)[name]!);
  const texts = ['Hồ sơ', '2023-03-15 06:00:00', 'ba', 'một hai', '"1"'];
  const whole = await outcomeOf(SMALL);
  for (const text of texts) expect(JSON.stringify(whole)).toContain(text.replaceAll('"', '\\"'));
  for (const tag of xml.matchAll(/<[^>]*>/g)) {
    const without = xml.slice(0, tag.index) + xml.slice(tag.index + tag[0].length);
    const outcome = await outcomeOf(withPart(name, strToU8(without)));
    if ('code' in outcome) continue;
    for (const text of texts) expect(outcome.rows, `without ${tag[0]} at ${tag.index}`).toContain(text);
  }
});

test.each(PARTS)('%s under another name in the zip is refused, since other parts speak of it', async (name) => {
  const { [name]: content, ...others } = unzipSync(SMALL);
  expect(await outcomeOf(zipSync({ ...others, [`${name}~`]: content! }))).toHaveProperty('code');
});

test('one byte of a zip changed at any place gives a sentence or the same rows', async () => {
  const book = BOOKS.find(({ kind }) => kind === 'xlsx, shared')!.bytes;
  const whole = await outcomeOf(book);
  for (let at = 4; at < book.length; at += 11) {
    const copy = book.slice();
    copy[at] = copy[at]! ^ 0x20;
    const outcome = await outcomeOf(copy);
    if ('rows' in outcome && JSON.stringify(outcome) !== JSON.stringify(whole))
      expect([at, outcome]).toEqual([at, whole]);
  }
});
