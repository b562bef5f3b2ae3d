import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importInto, newWarehouse, temporaryFolder } from '../../../test/support/warehouse.ts';
import { hasVietnamese } from '../../../test/words/languages.ts';
import { shippedLibrary } from '../../cli/library.ts';
import { officeOf } from '../../cli/warehouse.ts';
import { figureOf } from '../../counts/figure.ts';
import { toNumber } from '../../exact.ts';
import { scopeOf } from '../../office/scope.ts';
import { type IndicatorCatalogue, parseIndicators } from './catalogue.ts';
import { POPULATION_COLUMNS } from './population-columns.ts';
import { MEASURES, UNITS_OF_MEASURE } from './units-of-measure.ts';

const library = shippedLibrary();
const { columns, codes, indicators: shipped } = library;

const OWN = `indicators:
  - id: postal_rate
    name: { vi: Tỷ lệ hồ sơ qua bưu chính }
    unit_of_measure: percent
    decimals: 2
    kind: share
    population: received
    where: fee_amount >= 0
    hit: channel = 'postal'
    needs:
      - { list: dossiers, columns: [received_at, status, channel] }
      - { list: dossiers, columns: [fee_amount], unless: channel = 'counter' }
    numerator: { vi: hồ sơ gửi qua bưu chính }
    denominator: { vi: hồ sơ tiếp nhận trong kỳ, en: dossiers received }
  - id: desks
    name: { vi: Số quầy tiếp nhận, en: Desks }
    unit_of_measure: count
    decimals: 0
    kind: observed-count
    counted: { vi: quầy }
    numerator: { vi: quầy đang hoạt động }
  - id: dossiers_per_desk
    name: { vi: Số hồ sơ mỗi quầy }
    unit_of_measure: count
    decimals: 1
    kind: per-observation
    population: received
    per: desks
    numerator: { vi: hồ sơ tiếp nhận }
  - id: waiting_share
    name: { vi: Thời gian chờ và giao dịch trung bình }
    unit_of_measure: minutes
    decimals: 1
    kind: mean
    population: visits
    amount: waiting_seconds + handling_seconds
    numerator: { vi: số phút chờ và giao dịch }
variants:
  - indicator: on_time_rate
    id: a-day-of-grace
    population: finished
    hit: finished_on - due_on <= 1
  - indicator: postal_rate
    id: paid
    population: received_with_payments
    where: has_payment
    hit: channel = 'postal'
`;

const read = (text: string) => parseIndicators(text, 'chi-tieu.yaml', { columns, codes, shipped });
const said = (text: string): string[] => read(text).mistakes.map(({ line, message }) => `${line} ${message}`);

/** Mistakes of the good file with one text replaced. */
function mistakes(from: string, to: string): string[] {
  expect(OWN).toContain(from);
  return said(OWN.replace(from, to));
}

describe("an office's own indicators", () => {
  const { value: own, mistakes: found } = read(OWN);

  test('stand above the shipped ones, Vietnamese words in place of absent English ones', () => {
    expect(found).toEqual([]);
    expect([...(own?.keys() ?? [])]).toEqual([
      'postal_rate',
      'desks',
      'dossiers_per_desk',
      'waiting_share',
      'on_time_rate',
    ]);
    expect(own?.get('postal_rate')?.name).toEqual({
      vi: 'Tỷ lệ hồ sơ qua bưu chính',
      en: 'Tỷ lệ hồ sơ qua bưu chính',
    });
    expect([...(own?.get('on_time_rate')?.variants.keys() ?? [])]).toEqual(['open-counts-late', 'a-day-of-grace']);
    expect(own?.get('on_time_rate')?.rule).toBe(shipped.get('on_time_rate')?.rule);
    expect([...(own?.get('postal_rate')?.variants.keys() ?? [])]).toEqual(['paid']);
  });

  test('are counted like the shipped ones', async () => {
    const scratch = temporaryFolder();
    writeFileSync(
      path.join(scratch.folder, 'ho-so.csv'),
      [
        'Mã hồ sơ,Mã TTHC,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái,Lệ phí',
        ...[
          ['1', 'Bưu chính công ích', '05/11/2024', '11/11/2024', '0'],
          ['2', 'Trực tiếp', '05/11/2024', '06/11/2024', '50000'],
          ['3', 'Trực tiếp', '05/11/2024', '07/11/2024', '50000'],
        ].map(
          ([n, channel, taken, finished, fee]) =>
            `H06.23-241105-000${n},1.012784,Sở Giáo dục và Đào tạo,${channel},${taken},05/11/2024,${finished},10,${fee}`,
        ),
      ].join('\n'),
    );
    writeFileSync(
      path.join(scratch.folder, 'luot.csv'),
      [
        'Số thứ tự,Đơn vị,Giờ lấy số,Giờ gọi,Giờ kết thúc',
        'A1,Sở Giáo dục và Đào tạo,05/11/2024 08:00:00,05/11/2024 08:10:00,05/11/2024 08:30:00',
        // Never called: no amount, so no part of the mean.
        'A2,Sở Giáo dục và Đào tạo,05/11/2024 08:00:00,,',
      ].join('\n'),
    );
    const engine = await newWarehouse();
    try {
      const imported = await importInto(engine, [scratch.folder], { province: 'brvt' });
      expect(imported.failures).toEqual([]);
      expect(imported.sheets.map(({ rows }) => rows.rejected)).toEqual([0, 0]);
      const indicators: IndicatorCatalogue = new Map([...shipped, ...(own ?? [])]);
      const office = officeOf(engine, { ...library, indicators });
      const period = { from: '2024-01-01', asOf: '2024-11-30' };
      const pair = async (id: string, variant?: string): Promise<(number | null)[]> => {
        const base = indicators.get(id);
        const indicator = variant === undefined ? base : base?.variants.get(variant);
        if (indicator === undefined) throw new Error(id);
        const counts = await office.warehouse.counts(scopeOf(office, 'brvt-sgddt'), [{ indicator, period }]);
        const { numerator, denominator } = figureOf(counts.whole(indicator, period));
        return [numerator, denominator].map((exact) => (exact ? toNumber(exact) : null));
      };
      expect(await pair('postal_rate')).toEqual([1, 3]);
      expect(await pair('on_time_rate')).toEqual([0, 3]);
      expect(await pair('on_time_rate', 'a-day-of-grace')).toEqual([1, 3]);
      expect(await pair('waiting_share')).toEqual([30, 1]);
    } finally {
      await engine.close();
      scratch.remove();
    }
  });

  test('are written as the README says, which names every column of every population', () => {
    const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
    const example = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    expect(said(example)).toEqual([]);
    expect([...(read(example).value?.keys() ?? [])]).toEqual(['postal_rate', 'service_desks', 'on_time_rate']);
    for (const [id, names] of Object.entries(POPULATION_COLUMNS)) {
      for (const name of [id, ...Object.keys(names)]) expect(readme).toContain(`\`${name}\``);
    }
    for (const unit of UNITS_OF_MEASURE) {
      for (const kind of MEASURES[unit].kinds) expect(readme).toMatch(new RegExp(`\`${kind}\`.*\`${unit}\``));
    }
  });

  test('the shipped file needs both languages', () => {
    const { mistakes: missing } = parseIndicators(OWN.replaceAll('on_time_rate', 'postal_rate'), 'x.yaml', {
      columns,
      codes,
    });
    expect(missing[0]?.message).toBe('Chỉ tiêu "postal_rate": thiếu "en".');
  });

  test.each<[string, string, string]>([
    [
      "hit: channel = 'postal'\n    needs",
      'hit: chanel = 3\n    needs',
      '9 Chỉ tiêu "postal_rate": "hit": "received" không có cột "chanel"; có phải "channel" không?',
    ],
    [
      'where: fee_amount >= 0',
      "where: channel = 'Bưu điện'",
      `8 Chỉ tiêu "postal_rate": "where": mã channel không có giá trị 'Bưu điện'; có phải 'postal' không?`,
    ],
    [
      "unless: channel = 'counter'",
      'unless: fee_amount',
      '12 Chỉ tiêu "postal_rate", needs thứ 2: "unless": phải là điều kiện đúng hoặc sai, không phải số.',
    ],
    [
      'columns: [received_at, status, channel]',
      'columns: [received_at, status, chanel]',
      '11 Chỉ tiêu "postal_rate", needs thứ 1: danh sách "dossiers" không có cột "chanel"; có phải "channel" không?',
    ],
    [
      'population: received\n    where',
      'population: recieved\n    where',
      '7 Chỉ tiêu "postal_rate": không có "population" tên "recieved"; có phải "received" không?',
    ],
    [
      'id: desks',
      'id: Quầy',
      '15 Chỉ tiêu thứ 2: mã "Quầy" phải viết thường, không dấu: a–z, 0–9, "_", "-", bắt đầu bằng chữ.',
    ],
    [
      'id: desks',
      'id: online_rate',
      '15 Chỉ tiêu "online_rate": chỉ tiêu "online_rate" đã có sẵn trong chương trình; đặt mã khác.',
    ],
    [
      'name: { vi: Số quầy tiếp nhận, en: Desks }',
      'name: { vi: TỶ LỆ HỒ SƠ TRỰC TUYẾN }',
      '16 Chỉ tiêu "desks": chỉ tiêu "online_rate" cũng có tên này; đặt tên khác để phân biệt.',
    ],
    [
      'unit_of_measure: minutes',
      'unit_of_measure: minute',
      '32 Chỉ tiêu "waiting_share": "unit_of_measure" phải là một trong: percent, percent-change, minutes, dossiers per officer-year, count. Có phải "minutes" không?',
    ],
    [
      'unit_of_measure: minutes',
      'unit_of_measure: percent',
      '32 Chỉ tiêu "waiting_share": loại mean có đơn vị tính là: minutes.',
    ],
    [
      'amount: waiting_seconds + handling_seconds',
      'amount: procedure_code',
      '36 Chỉ tiêu "waiting_share": "amount": phải là số nguyên (giây), không phải chữ.',
    ],
    ['counted: { vi: quầy }', 'hit: "true"', '20 Chỉ tiêu "desks": "hit" không dùng cho loại observed-count.'],
    [
      'per: desks',
      'per: postal_rate',
      '28 Chỉ tiêu "dossiers_per_desk": "postal_rate" phải là một chỉ tiêu loại observed-count để làm mẫu số.',
    ],
    [
      'indicator: on_time_rate',
      'indicator: ontime_rate',
      '39 Biến thể thứ 1: không có chỉ tiêu "ontime_rate". Có phải "on_time_rate" không?',
    ],
    [
      'id: a-day-of-grace',
      'id: open-counts-late',
      '40 Biến thể "open-counts-late" của chỉ tiêu "on_time_rate": biến thể này đã có.',
    ],
    [
      'population: received_with_payments\n    where: has_payment',
      'population: finished\n    where: due_on IS NULL',
      `47 Biến thể "paid" của chỉ tiêu "postal_rate": "hit": "finished" không có cột "channel"; các cột: as_of, procedure_code, field, happened_on, finished_on, due_on.`,
    ],
  ])('%s → %s', (from, to, sentence) => {
    expect(mistakes(from, to)).toContain(sentence);
    // What the file itself says stays as it is written.
    const texts = read(OWN.replace(from, to)).mistakes.map(({ en = '' }) => en);
    expect(texts.filter((en) => hasVietnamese(en) && !hasVietnamese(to))).toEqual([]);
  });

  test('a variant that ships cannot be moved where its needs say nothing', () => {
    const moved = `variants:
  - { indicator: full_online_rate, id: x, population: procedures, hit: is_service }
`;
    expect(said(moved)).toEqual([
      '2 Biến thể "x" của chỉ tiêu "full_online_rate": biến thể của chỉ tiêu này phải giữ nguyên "population".',
    ]);
  });

  test('says all mistakes at once', () => {
    const broken = OWN.replaceAll("channel = 'postal'", 'chanel').replace('id: desks', 'id: Desks');
    expect(said(broken).length).toBeGreaterThanOrEqual(4);
  });
});

test('every unit of measure has words and an indicator that comes out in it', () => {
  for (const unit of UNITS_OF_MEASURE) {
    expect(MEASURES[unit].kinds.length).toBeGreaterThan(0);
    expect([...shipped.values()].some(({ unitOfMeasure }) => unitOfMeasure === unit)).toBe(true);
  }
});
