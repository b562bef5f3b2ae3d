import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { collectBook } from '../../pipeline/consolidate/collect.ts';
import { collectionOf } from '../../pipeline/consolidate/collection.ts';
import { inspectFile } from '../../pipeline/office/inspect.ts';
import { findPlan } from '../../pipeline/plans/document/find.ts';
import { openDocument } from '../../pipeline/plans/document/open.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import { webInflate } from '../../pipeline/read/web-inflate.ts';
import { reportContent } from '../../pipeline/report/content.ts';
import { fillTemplate } from '../../pipeline/report/fill.ts';
import { factsOf } from '../../pipeline/report/written.ts';
import { inflate } from '../../pipeline/warehouse/duckdb/native/file-source.ts';
import { SPELLINGS } from '../consolidate/form-books.ts';
import { truthOf } from '../consolidate/office.ts';
import { LAYOUTS, rowsOf } from '../consolidate/unit-tables.ts';
import { MAKING, madeUpEvaluation } from '../report/evaluation.ts';
import { BOOKS } from './books.ts';
import { damagedBytes, damagedDirectory, damagedParts, damagedText, type Random } from './damage.ts';
import { LISTS } from './lists.ts';
import { outcomeOf } from './readers.ts';
import { chosen, type Damaged, type Target, textOf, utf8 } from './target.ts';

const library = shippedLibrary();
const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** Damage below a zip's checksums must not change a row; edited parts are a book of their own. */
function damagedBook(bytes: Uint8Array, random: Random): Damaged {
  if (!isZip(bytes)) return { bytes: damagedBytes(bytes, random) };
  const how = random(4);
  if (how > 1) {
    try {
      return { bytes: damagedParts(bytes, random) };
    } catch {
      // An earlier damage that only our own reader passes.
    }
  }
  return { bytes: (how === 0 ? damagedBytes : damagedDirectory)(bytes, random), same: bytes };
}

function damagedWords(bytes: Uint8Array, random: Random): Damaged {
  const text = utf8(damagedText(textOf(bytes), random));
  return { bytes: random(8) === 0 ? damagedBytes(text, random) : text };
}

const reading: Target = {
  name: 'reading',
  seeds: BOOKS.map(({ bytes }) => bytes),
  damage: damagedBook,
  async run({ bytes, same }) {
    const read = await outcomeOf(bytes);
    if (same !== undefined && 'rows' in read && isZip(bytes)) {
      const whole = await outcomeOf(same);
      if ('rows' in whole && whole.rows !== read.rows) throw new Error('other rows without an error');
    }
    if (!chosen([true, false, false, false], bytes)) return 'code' in read;
    const web = await outcomeOf(bytes, webInflate);
    // Which of two faults is met first may differ: only one inflater tells of bytes behind the stream at once.
    if ('code' in web ? 'rows' in read : 'code' in read || web.rows !== read.rows)
      throw new Error(`the browser's inflater differs: ${JSON.stringify(web).slice(0, 300)}`);
    return 'code' in read;
  },
};

const recognition: Target = {
  name: 'recognition',
  seeds: LISTS.map(utf8),
  damage: damagedWords,
  async run({ bytes }) {
    await inspectFile(library, sourceFromBytes('thu.csv', bytes), { inflate });
    return false;
  },
};

const truth = truthOf('ninhbinh-sgddt', 'Sở Giáo dục và Đào tạo tỉnh Ninh Bình', 7);
const values = Object.fromEntries(
  ['received_total', 'received_online', 'received_direct', 'carried_over', 'settled_total'].map((id) => [id, 3]),
);
const SENT = [
  ...LAYOUTS.map((layout) => layout(truth.name, rowsOf(truth, 0), 'Từ ngày 01/01/2024 đến ngày 31/10/2024')),
  ...SPELLINGS.map((spell) =>
    spell(truth.name, 'Tháng 10 năm 2024', [{ label: 'Đất đai', values }], { label: 'Tổng cộng', values }),
  ),
];
const plan = [...library.plans.values()][0];
const form = library.forms.get('vpcp-06a');
if (plan === undefined || form === undefined) throw new Error('no plan, no form');
const COLLECTIONS = [
  collectionOf(library, { plan }, plan.defaultUnit, '2024-10-31'),
  collectionOf(library, { form }, plan.defaultUnit, '2024-10-31'),
];

const workbook: Target = {
  name: 'unit workbooks',
  seeds: SENT.map(({ bytes }) => bytes),
  damage: (bytes, random) => ({ bytes: damagedBook(bytes, random).bytes }),
  async run({ bytes }) {
    const remembered = { units: new Map(), targets: new Map() };
    const source = sourceFromBytes('thu.xlsx', bytes);
    const sheets = await collectBook(source, { inflate }, library, chosen(COLLECTIONS, bytes), remembered);
    return sheets.some(({ problems }) => problems.some(({ code }) => code === 'E_NOT_READ'));
  },
};

const evaluation = madeUpEvaluation({ targets: 3 });
const content = reportContent(evaluation);
const facts = factsOf(evaluation, MAKING);
const TEMPLATE = new Uint8Array(readFileSync(new URL('../../templates/standard.xlsx', import.meta.url)));

const template: Target = {
  name: 'templates',
  seeds: [TEMPLATE],
  damage: (bytes, random) => ({ bytes: damagedBook(bytes, random).bytes }),
  async run({ bytes }) {
    await fillTemplate(bytes, content, facts, 'mau.xlsx');
    return false;
  },
};

const PLAN_TEXT = `UBND TỈNH NINH BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/KH-UBND
Ninh Bình, ngày 05 tháng 01 năm 2026
KẾ HOẠCH
Cải cách hành chính năm 2026
I. MỤC TIÊU
1. Phấn đấu đạt tối thiểu 70% hồ sơ nộp trực tuyến trước ngày 30/11/2026; quý II đạt 60%.
2. 100% kết quả giải quyết được số hóa; tỷ lệ hồ sơ trễ hạn dưới 2%.
II. NHIỆM VỤ
- Sở Nội vụ chủ trì, phối hợp với các sở; thời gian hoàn thành: tháng 6/2026.`;
const HTML_TEXT = `<html><body><h1>KẾ HOẠCH</h1><p>Số: 12/KH-UBND</p><table><tr><th>TT</th><th>Chỉ tiêu</th><th>Mức</th><th>Thời hạn</th></tr><tr><td rowspan=2>1</td><td>Hồ sơ nộp trực tuyến</td><td>≥ 70%</td><td>30/11/2026</td></tr><tr><td>Thanh toán trực tuyến</td><td>50%</td><td>Quý IV</td></tr></table></body></html>`;
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const docx = zipSync({
  '[Content_Types].xml': utf8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
  'word/document.xml': utf8(
    `<w:document xmlns:w="${WORD}"><w:body>${PLAN_TEXT.split('\n')
      .map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`)
      .join('')}</w:body></w:document>`,
  ),
});

const planDocument: Target = {
  name: 'plan documents',
  seeds: [utf8(PLAN_TEXT), utf8(HTML_TEXT), docx],
  damage: (bytes, random) => (isZip(bytes) ? { bytes: damagedBook(bytes, random).bytes } : damagedWords(bytes, random)),
  async run({ bytes }) {
    findPlan((await openDocument(sourceFromBytes('thu.docx', bytes), inflate)).blocks);
    return false;
  },
};

export const FILE_TARGETS: readonly Target[] = [reading, recognition, workbook, template, planDocument];
