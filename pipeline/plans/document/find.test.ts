import { describe, expect, test } from 'vitest';
import { findPlan } from './find.ts';
import { blocksOfText } from './open.ts';

const found = (text: string) => findPlan(blocksOfText(text, 'ke-hoach.txt'));
const only = (sentence: string) => found(`Mục tiêu\nI. CHỈ TIÊU\n- ${sentence}`).targets;

describe('what a sentence asks', () => {
  test.each([
    ['Trên 85% hồ sơ được giải quyết đúng hạn.', 'on_time_rate', '>', '85'],
    ['Tỷ lệ hồ sơ giải quyết trước hạn, đúng hạn đạt từ 98,5% trở lên.', 'on_time_rate', '>=', '98.5'],
    ['Thời gian chờ của người dân không quá 20 phút mỗi lượt.', 'waiting_minutes', '<=', '20'],
    ['Mức độ hài lòng của người dân, doanh nghiệp tối thiểu 95%.', 'satisfaction_rate', '>=', '95'],
    ['100% thủ tục hành chính đủ điều kiện được cung cấp toàn trình.', 'full_service_coverage', '>=', '100'],
    ['Mỗi cán bộ một cửa đạt năng suất ít nhất 1.200 hồ sơ/năm.', 'dossiers_per_officer_year', '>=', '1200'],
  ])('%s', (sentence, indicator, operator, value) => {
    expect(only(sentence)).toMatchObject([{ indicator, operator, value, aspiration: false }]);
  });

  test('each figure has its own date, wherever it stands', () => {
    expect(only('Đến năm 2024, tỷ lệ hồ sơ trực tuyến đạt 40% và đến năm 2026 đạt trên 60%.')).toMatchObject([
      { indicator: 'online_rate', operator: '>=', value: '40', due: '2024-12-31' },
      { indicator: 'online_rate', operator: '>', value: '60', due: '2026-12-31' },
    ]);
    expect(
      only('70% hồ sơ được luân chuyển nội bộ bằng điện tử vào cuối năm 2024, đến tháng 6/2025 đạt 80%.'),
    ).toMatchObject([
      { indicator: 'internal_electronic_rate', value: '70', due: '2024-12-31' },
      { indicator: 'internal_electronic_rate', value: '80', due: '2025-06-30' },
    ]);
  });

  test('a wish, those left out, and a fall against a base year', () => {
    expect(only('Phấn đấu 90% hồ sơ công việc được xử lý trên môi trường mạng (trừ hồ sơ mật).')).toMatchObject([
      { indicator: 'work_files_online_rate', aspiration: true, exceptions: ['hồ sơ mật'] },
    ]);
    expect(
      only('Giảm ít nhất 15% số đơn vị sự nghiệp công lập so với năm 2021, hoàn thành trước năm 2026.'),
    ).toMatchObject([
      { indicator: 'public_service_units', operator: '<=', value: '-15', baseYear: 2021, due: '2025-12-31' },
    ]);
  });
});

test('steps by month are written out, and said to be added up', () => {
  const text =
    'I. CHỈ TIÊU\n1. Tỷ lệ hồ sơ nộp trực tuyến\n- Đến ngày 31/3/2025 đạt 40%.\n- Mỗi tháng tiếp theo tăng 10%, bảo đảm đến ngày 31/5/2025 đạt 60%.';
  expect(found(text).targets).toMatchObject([
    {
      indicator: 'online_rate',
      schedule: [
        { value: '40', due: '2025-03-31' },
        { value: '50', due: '2025-04-30' },
        { value: '60', due: '2025-05-31' },
      ],
      doubts: expect.arrayContaining(['derived']),
    },
  ]);
});

test('an increase from year to year keeps its step and its end', () => {
  expect(
    only('Từ năm 2024, mỗi năm tăng tối thiểu 15% tỷ lệ số hóa kết quả giải quyết cho đến khi đạt 100%.'),
  ).toMatchObject([
    { indicator: 'results_digitised_rate', value: null, yearly: { step: '15', cap: '100', from: '2024-01' } },
  ]);
});

test('the date of the section holds where a sentence has none, and how things are is no target', () => {
  const text =
    'I. TÌNH HÌNH\n- Tỷ lệ hồ sơ đúng hạn đạt 91%.\nII. MỤC TIÊU\nĐến hết quý III năm 2025:\n- Tỷ lệ hồ sơ giải quyết đúng hạn đạt 97%.';
  const plan = found(text);
  expect(plan.targets).toMatchObject([
    { indicator: 'on_time_rate', value: '97', due: '2025-09-30', place: 'Mục II, gạch đầu dòng 1' },
  ]);
  expect(plan.notUnderstood).toMatchObject([{ sentence: 'Tỷ lệ hồ sơ đúng hạn đạt 91%.' }]);
});

test('labelled lines and rows of tables are tasks', () => {
  const text =
    'III. NHIỆM VỤ\n1. Rà soát quy trình\n- Cơ quan chủ trì: Văn phòng Sở, phối hợp với Phòng Tổ chức.\n- Thời gian hoàn thành: trước ngày 15/6/2025.\n2. Tập huấn\n- Cơ quan thực hiện: Các phòng thuộc Sở.\n- Thời gian: thường xuyên.\nPHỤ LỤC\nTT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian\tSản phẩm\n1\tMở kênh hỏi đáp\tPhòng A; Phòng B\tQuý II/2025\tKênh hỏi đáp';
  expect(found(text).tasks).toMatchObject([
    {
      id: '1',
      lead: ['Văn phòng Sở'],
      coordinating: ['Phòng Tổ chức'],
      deadlines: [{ kind: 'date', date: '2025-06-15' }],
    },
    { id: '2', executing: ['Các phòng thuộc Sở'], deadlines: [{ kind: 'continuous' }] },
    {
      id: '1',
      lead: ['Phòng A', 'Phòng B'],
      deadlines: [{ kind: 'quarter', quarter: '2025-Q2' }],
      product: 'Kênh hỏi đáp',
    },
  ]);
});

test('a figure that leads to nothing is told, and its sentence is not sure', () => {
  const plan = found(
    'I. CHỈ TIÊU\nĐến hết năm 2025:\n- Thanh toán trực tuyến đạt 55% tổng số giao dịch, mỗi quý sau đó tăng 5%.',
  );
  expect(plan.targets).toMatchObject([
    { indicator: 'online_payment_transaction_rate', value: '55', doubts: ['unused'] },
  ]);
  expect(plan.notUnderstood).toHaveLength(1);
});

test('headers over periods are a schedule, a row of a unit is that of the unit', () => {
  const tables =
    'Số: 1/QĐ-UBND\nA, ngày 05 tháng 3 năm 2026\nPHỤ LỤC\nTT\tChỉ tiêu\tĐơn vị tính\tQuý II\tQuý III\tCả năm\n1\tTỷ lệ hồ sơ trực tuyến\t%\t60\t70\t80\nBảng hai theo đơn vị\nTT\tĐơn vị\tTỷ lệ hồ sơ trực tuyến (%)\n1\tSở Xây dựng\t70';
  expect(found(tables).targets).toMatchObject([
    {
      indicator: 'online_rate',
      unit: '',
      schedule: [
        { value: '60', due: '2026-06-30' },
        { value: '70', due: '2026-09-30' },
        { value: '80', due: '2026-12-31' },
      ],
    },
    { indicator: 'online_rate', unit: 'Sở Xây dựng', value: '70' },
  ]);
});

test('tasks say who and when behind their words, with labels or in brackets', () => {
  const text =
    'III. NHIỆM VỤ\n1. Rà soát danh mục. Đơn vị chủ trì: Văn phòng HĐND và UBND phường. Thời gian hoàn thành: trước 28/02/2026.\n2. Nâng cấp hệ thống (Phòng Văn hóa chủ trì; các phòng khác phối hợp; hoàn thành trong quý III năm 2026).\n3. Định kỳ hằng quý công bố kết quả.';
  expect(found(text).tasks).toMatchObject([
    {
      title: 'Rà soát danh mục',
      lead: ['Văn phòng HĐND và UBND phường'],
      deadlines: [{ kind: 'date', date: '2026-02-28' }],
    },
    {
      title: 'Nâng cấp hệ thống',
      lead: ['Phòng Văn hóa'],
      coordinating: ['các phòng khác'],
      deadlines: [{ kind: 'quarter', quarter: '2026-Q3' }],
    },
    { deadlines: [{ kind: 'continuous' }] },
  ]);
});

test.each(['II/2027', 'II-2027', 'II năm 2027'])('a quarter on the next line begins no item: %s', (quarter) => {
  const text = `I. CHỈ TIÊU\n- Tỷ lệ hồ sơ nộp trực tuyến: quý I/2027 đạt 40%, quý\n${quarter} đạt 45%, quý IV/2027 đạt 55%.`;
  expect(found(text).targets).toMatchObject([
    {
      indicator: 'online_rate',
      schedule: [
        { value: '40', due: '2027-03-31' },
        { value: '45', due: '2027-06-30' },
        { value: '55', due: '2027-12-31' },
      ],
    },
  ]);
});
