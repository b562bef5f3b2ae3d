import { beforeAll, expect, it } from 'vitest';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import { makeReport } from '../../pipeline/office/report.ts';
import { keptIn } from '../../pipeline/report/kept.ts';
import { APPENDIX_IDS, type Appendix } from '../../pipeline/report/layout.ts';
import type { ReportOptions } from '../../pipeline/report/options.ts';
import { MAKING, madeUpEvaluation } from './evaluation.ts';
import { convertAll, pages } from './libreoffice.ts';

/** Names as long as plans have them. */
function longNames(targets: number) {
  const evaluation = madeUpEvaluation({ targets });
  for (const { name } of evaluation.targets)
    name.vi += ' được tiếp nhận, giải quyết và trả kết quả theo cơ chế một cửa, một cửa liên thông trên địa bàn tỉnh';
  return evaluation;
}

const SIGNED: ReportOptions = {
  signatory: { onBehalf: 'KT. GIÁM ĐỐC', position: 'PHÓ GIÁM ĐỐC', name: 'Nguyễn Thị Ánh' },
  recipients: ['UBND tỉnh (báo cáo)', 'Lưu: VT, VP'],
  place: 'Bà Rịa',
  numberPattern: '{number}/BC-SGDĐT-VP',
};

async function made(evaluation: ReturnType<typeof madeUpEvaluation>, options: ReportOptions = {}): Promise<Uint8Array> {
  return (await makeReport(evaluation, standardTemplate(), MAKING, options)).bytes;
}

/** Targets of a plan → pages of its report. */
const SIZES: Readonly<Record<number, number>> = { 1: 2, 2: 2, 4: 2, 7: 2, 9: 2, 14: 3, 24: 4, 30: 5 };
const LONG: Readonly<Record<number, number>> = { 2: 2, 7: 3, 30: 9 };
const CHOICES: readonly (readonly Appendix[])[] = [['fields'], ['months', 'tasks'], APPENDIX_IDS];
const MOST_TARGETS = 7;

const short: string[][] = [];
const long: string[][] = [];
const chosen: string[][] = [];
let signed: string[] = [];

beforeAll(async () => {
  const books = [
    ...Object.keys(SIZES).map((targets) => made(madeUpEvaluation({ targets: Number(targets) }))),
    ...Object.keys(LONG).map((targets) => made(longNames(Number(targets)))),
    ...CHOICES.map((appendices) => made(madeUpEvaluation({ targets: MOST_TARGETS }), { appendices })),
    made(madeUpEvaluation({ targets: 3 }), SIGNED),
  ];
  const drawn = convertAll(await Promise.all(books), 'pdf').map((pdf) => pages(pdf));
  short.push(...drawn.splice(0, Object.keys(SIZES).length));
  long.push(...drawn.splice(0, Object.keys(LONG).length));
  chosen.push(...drawn.splice(0, CHOICES.length));
  signed = drawn[0] ?? [];
}, 300_000);

it('has two pages: the targets; causes and measures to be written, with the signature', () => {
  const [first = '', second = '', ...more] = short[Object.keys(SIZES).indexOf('4')] ?? [];
  expect(more).toEqual([]);
  expect(first).toMatch(/Độc lập - Tự do - Hạnh phúc/);
  expect(first).toMatch(/^\s*4\s/m);
  expect(first).not.toContain('Nguyên nhân');
  expect(second).toMatch(/Nguyên nhân[\s\S]*Giải pháp, kiến nghị[\s\S]*Nơi nhận:[\s\S]*Lưu: VT\./);
  // Nothing of the table is printed above the causes.
  expect(second).not.toContain('Kết quả');
});

it.each([
  ['short', short, SIZES],
  ['long', long, LONG],
])(
  'with %s names it takes as many pages as its targets need, the signature whole and never alone',
  (_, drawn, sizes) => {
    const found = Object.keys(sizes).map((targets, i) => [targets, drawn[i]?.length]);
    expect(Object.fromEntries(found)).toEqual(sizes);
    for (const [i, targets] of Object.keys(sizes).entries()) {
      const last = drawn[i]?.at(-1) ?? '';
      expect(last, `${targets} targets`).toMatch(/Nguyên nhân[\s\S]*Giải pháp[\s\S]*GIÁM ĐỐC[\s\S]*Lưu: VT\./);
      const whole = drawn[i]?.join('\n') ?? '';
      for (let number = 1; number <= Number(targets); number += 1) {
        expect(whole, `${targets} targets`).toMatch(new RegExp(`^\\s*${number}\\s`, 'm'));
      }
      // No page is left nearly empty: the first has its heading and rows, those between are full of them.
      const [front = ''] = drawn[i] ?? [];
      if (Number(targets) >= 7 && sizes === SIZES) expect(front, `${targets} targets`).toMatch(/^\s*4\s/m);
      for (const page of drawn[i]?.slice(1, -1) ?? []) expect(page.split('\n').length).toBeGreaterThan(12);
    }
  },
);

it('names no file, no row and no misprint of the plan unless it is asked for', () => {
  const { sources, plan } = madeUpEvaluation({ targets: MOST_TARGETS });
  expect(chosen[0]?.join('\n')).toContain('Thiếu cột Hình thức nộp');
  const printed = [short[1], chosen[0], chosen[1]].map((drawn) => drawn?.join('\n') ?? '');
  for (const text of printed) {
    for (const { file } of sources) expect(text).not.toContain(file);
    expect(text).not.toMatch(/\.(xlsx|xls|csv|json)/);
    for (const { finding } of plan.contradictions) expect(text).not.toContain(finding);
    expect(text).not.toMatch(/SHA|dòng 118/);
  }
  const whole = chosen[2]?.join('\n') ?? '';
  for (const { file } of sources) expect(whole).toContain(file);
  for (const { finding } of plan.contradictions) expect(whole).not.toContain(finding);
});

it('has the appendices that are asked for behind its pages, and no other', () => {
  const titles = {
    fields: 'KẾT QUẢ THEO LĨNH VỰC',
    procedures: 'KẾT QUẢ THEO THỦ TỤC',
    months: 'KẾT QUẢ LUỸ KẾ THEO THÁNG',
    tasks: 'TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ',
    sources: 'NGUỒN SỐ LIỆU',
    definitions: 'ĐỊNH NGHĨA CÁC CHỈ TIÊU',
  };
  for (const [i, appendices] of CHOICES.entries()) {
    const text = chosen[i]?.join('\n') ?? '';
    for (const id of APPENDIX_IDS) expect(text.includes(titles[id]), id).toBe(appendices.includes(id));
  }
});

it('is signed as the office wants', () => {
  const text = signed.join('\n');
  expect(text).toMatch(/KT\. GIÁM ĐỐC\s+.*PHÓ GIÁM ĐỐC/s);
  expect(text).toContain('Nguyễn Thị Ánh');
  expect(text).toContain('/BC-SGDĐT-VP');
  expect(text).toMatch(/Bà Rịa, ngày/);
  expect(text).toMatch(/- UBND tỉnh \(báo cáo\);\s+- Lưu: VT, VP\./);
  expect(text).not.toContain('Sở Nội vụ');
});

it('keeps what staff wrote when it is made again', async () => {
  const evaluation = madeUpEvaluation({ targets: 4 });
  const [causes, number] = ['Người dân chưa quen nộp từ xa;\nthiếu máy quét.', 'Số: 125/BC-SGDĐT'];
  const first = await makeReport(evaluation, standardTemplate(), MAKING, {
    appendices: ['tasks'],
    kept: {
      names: new Map([
        ['vd_nguyen_nhan', causes],
        ['vd_so_ky_hieu', number],
      ]),
      tables: new Map([['vd_nhiem_vu', new Map([['2 | ra soat lap danh muc', new Map([['Tiến độ', 'không có']])]])]]),
    },
  });
  const kept = await keptIn(first.bytes, 'x.xlsx', evaluation.plan.id, evaluation.unit.id);
  expect(kept?.names).toEqual(
    new Map([
      ['vd_so_ky_hieu', number],
      ['vd_nguyen_nhan', causes],
    ]),
  );
  expect(await keptIn(first.bytes, 'x.xlsx', 'other-plan', evaluation.unit.id)).toBeUndefined();
  const again = await makeReport({ ...evaluation, asOf: '2024-12-31' }, standardTemplate(), MAKING, { kept });
  const twice = await keptIn(again.bytes, 'x.xlsx', evaluation.plan.id, evaluation.unit.id);
  expect(twice?.names).toEqual(kept?.names);
});
