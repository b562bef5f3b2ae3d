import { shippedLibrary } from '../../pipeline/cli/library.ts';
import type { CountRecord } from '../../pipeline/counts/record.ts';
import type { Evaluation, Needed, Status, TargetDetail } from '../../pipeline/evaluate/types.ts';
import { problemTemplate } from '../../pipeline/facts/problem-words.ts';

const { checks } = shippedLibrary();

const NAMES = [
  'Cung cấp dịch vụ công trực tuyến toàn trình',
  'Hồ sơ trực tuyến từ xa',
  'Hồ sơ trực tuyến thực hiện toàn trình',
  'Hồ sơ thanh toán trực tuyến',
  'Dịch vụ công trực tuyến có hồ sơ trực tuyến',
  'Dịch vụ dùng chữ ký số',
  'Kết quả giải quyết được số hoá và ký số',
];
const FIELDS = [
  'Giáo dục mầm non',
  'Giáo dục tiểu học',
  'Giáo dục trung học',
  'Giáo dục thường xuyên',
  'Hệ thống văn bằng, chứng chỉ',
  'Kiểm định chất lượng giáo dục',
  'Thi, tuyển sinh',
  'Đào tạo với nước ngoài',
  'Quy chế thi, tuyển sinh và các cơ sở giáo dục khác',
  'Tiêu chuẩn nhà giáo',
];
const STATES: Status[] = ['below', 'met', 'pending', 'no-data'];

function count(indicator: string, asOf: string, hits: number | null, members: number | null): CountRecord {
  const exact = (value: number | null): string | null => (value === null ? null : String(value));
  return {
    indicator,
    unit: 'brvt-sgddt',
    from: '2024-01-01',
    as_of: asOf,
    measure: 'percent',
    members: exact(members),
    hits: exact(hits),
  };
}

/** What must come in December, as the longest of these sentences say it. */
function needed(threshold: number, hits: number): Needed {
  return {
    kind: 'at-least',
    threshold,
    reached: false,
    hits,
    of: 2 * hits,
    old: 0,
    share: 50,
    seconds: null,
    best: null,
    from: '2024-12-01',
    until: '2024-12-31',
    basis: 'last_year',
    year: 2023,
  };
}

function detail(i: number, asOf: string): TargetDetail {
  const status: Status = i === 5 ? 'no-data' : i === 1 ? 'below' : STATES[i % 3]!;
  const denominator = 1120 + i * 37;
  const threshold = 70 + (i % 3) * 5;
  const share = status === 'met' ? threshold + 5 : threshold - 9;
  const numerator = Math.round((denominator * share) / 100);
  const value = status === 'no-data' ? null : (numerator / denominator) * 100;
  const text = (number: number): string => number.toFixed(2).replace('.', ',');
  const name = NAMES[i % NAMES.length]!;
  const shortfall = Math.max(0, Math.ceil((denominator * threshold) / 100) - numerator);
  return {
    row: {
      plan: 'made-up',
      target: `target-${i + 1}`,
      indicator: `indicator-${i + 1}`,
      unit: 'brvt-sgddt',
      from: '2024-01-01',
      as_of: asOf,
      numerator: value === null ? null : numerator,
      denominator: value === null ? null : denominator,
      value,
      unit_of_measure: 'percent',
      operator: i % 4 === 3 ? '>' : '>=',
      threshold,
      due: status === 'pending' ? '2024-12-31' : '2024-11-30',
      status,
      shortfall: value === null || status === 'pending' ? null : shortfall,
      needed: status === 'pending' ? needed(threshold, shortfall) : null,
      next_threshold: i === 4 ? 90 : null,
      next_due: i === 4 ? '2025-12-31' : null,
      aspiration: i % 6 === 5,
      rejected: 0,
      rejected_concerning: 0,
      unsure: false,
      lacks:
        value === null
          ? [
              {
                kind: 'column',
                list: 'dossiers',
                column: 'channel',
                header: 'Hình thức nộp',
                file: 'ho-so-09.xlsx',
              },
            ]
          : [],
    },
    name: { vi: i < NAMES.length ? name : `${name} (đợt ${i + 1})`, en: `Target ${i + 1}` },
    place: `Mục II, gạch đầu dòng ${i + 1}${i === 1 ? ', chú thích 1' : ''}`,
    definition: {
      numerator: { vi: `${name.toLowerCase()} trong kỳ`, en: '…' },
      denominator: {
        vi: 'hồ sơ đã tiếp nhận trong kỳ, trừ hồ sơ mới đăng ký và hồ sơ không được tiếp nhận',
        en: '…',
      },
    },
    valueText: value === null ? '' : text(value),
    decimals: 2,
    differenceText: value === null ? '' : `${value > threshold ? '+' : ''}${text(value - threshold)}`,
    counted: { vi: i % 5 === 0 ? 'thủ tục' : 'hồ sơ', en: 'dossiers' },
    rejections: [],
    lists: ['dossiers'],
    counts: [count(`indicator-${i + 1}`, asOf, value === null ? null : numerator, value === null ? null : denominator)],
    trend: Array.from({ length: 11 }, (_, month) => {
      const total = Math.round((denominator * (month + 1)) / 11);
      const hits = Math.round((numerator * (month + 1) ** 1.25) / 11 ** 1.25);
      return {
        month: `2024-${String(month + 1).padStart(2, '0')}`,
        from: '2024-01-01',
        as_of: asOf,
        numerator: value === null ? null : hits,
        denominator: value === null ? null : total,
        value: value === null ? null : (hits / total) * 100,
      };
    }),
  };
}

function share(numerator: number, denominator: number, threshold: number) {
  const value = (numerator / denominator) * 100;
  const text = (number: number): string => number.toFixed(2);
  const difference = `${value > threshold ? '+' : ''}${text(value - threshold)}`;
  return {
    numerator,
    denominator,
    value,
    valueText: text(value),
    differenceText: difference,
    reached: value >= threshold,
  };
}

interface Size {
  targets: number;
  /** Fields for each of the first three indicators. */
  fields?: number;
  files?: number;
}

/** When the reports of the tests are made, by which version. */
export const MAKING = { version: '0.1.0', madeAt: '2024-12-01 08:30:00' };

/** An evaluation as it could be, of any size. Nobody's figures. */
export function madeUpEvaluation({ targets, fields = 10, files = 6 }: Size): Evaluation {
  const asOf = '2024-11-30';
  const details = Array.from({ length: targets }, (_, i) => detail(i, asOf));
  const units = ['Các phòng thuộc Sở', 'Phòng GDĐT cấp huyện', 'Các đơn vị trực thuộc Sở'];
  const task = (id: string, title: string, i: number) => ({
    id,
    title,
    lead: ['Văn phòng Sở'],
    executing: i % 2 ? ['Công chức tiếp nhận hồ sơ tại Trung tâm PVHCC'] : units,
    coordinating: ['Phòng TCCB'],
    deadlines:
      i % 3 === 0
        ? [{ kind: 'continuous' as const }]
        : i % 3 === 1
          ? [{ kind: 'date' as const, date: '2024-12-20', before: true }]
          : [{ kind: 'month' as const, month: '2024-09', from: false }],
    result: i % 2 ? 'Danh mục gửi Văn phòng UBND tỉnh' : '',
    reporting: '',
    reportBy: null,
  });
  return {
    plan: {
      id: 'made-up',
      title: {
        vi: 'Kế hoạch của Sở Giáo dục và Đào tạo thực hiện Quyết định số 2244/QĐ-UBND về dịch vụ công trực tuyến năm 2024',
        en: 'Plan for online public services in 2024',
      },
      version: '0123456789abcdef',
      shortTitle: 'KH DVCTT 2024',
      number: '',
      date: '2024-08',
      issuer: 'Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu',
      issuerUnit: 'brvt-sgddt',
      defaultUnit: 'brvt-sgddt',
      scope: '',
      excludedUnits: [],
      replaces: [],
      basedOn: [],
      calendar: 'calendar',
      countFrom: null,
      actors: {},
      targets: [],
      tasks: Array.from({ length: 9 }, (_, i) => {
        const own = task(
          String(i + 1),
          `Rà soát, lập danh mục thủ tục đủ điều kiện thực hiện toàn trình, đợt ${i + 1}`,
          i,
        );
        const parts =
          i === 2 ? [task('3.1', 'Thí điểm ngày không nhận hồ sơ giấy', 1), task('3.2', 'Mở kênh hỏi đáp', 2)] : [];
        return { ...own, parts };
      }),
      contradictions: [{ place: 'Mục III, bảng nhiệm vụ', finding: 'Số thứ tự 4 được dùng hai lần.' }],
    },
    unit: {
      id: 'brvt-sgddt',
      name: 'Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu',
      shortName: 'Sở Giáo dục và Đào tạo',
      superiorName: 'Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu',
      place: 'Bà Rịa - Vũng Tàu',
    },
    from: '2024-01-01',
    asOf,
    targets: details,
    byField: details.slice(0, 3).flatMap(({ row }) =>
      Array.from({ length: fields }, (_, i) => ({
        label: i < FIELDS.length ? FIELDS[i]! : `Lĩnh vực khác, nhóm ${i}`,
        code: '',
        indicator: row.indicator,
        ...share(60 + i, 100 + i * 2, row.threshold ?? 0),
        count: { ...count(row.indicator, asOf, 60 + i, 100 + i * 2), field: FIELDS[i] ?? `Lĩnh vực khác, nhóm ${i}` },
      })),
    ),
    byProcedure: Array.from({ length: fields }, (_, i) => ({
      label: `Thủ tục thứ ${i + 1}${i % 3 === 0 ? ' đối với trường mầm non, tiểu học và trung học cơ sở trên địa bàn' : ''}`,
      code: `1.${String(i).padStart(6, '0')}`,
      indicator: details[0]?.row.indicator ?? '',
      ...share(3, 100 - i, 70),
    })),
    coverage: [],
    sources: Array.from({ length: files }, (_, i) => ({
      file: `ho-so-2024-${String(i + 1).padStart(2, '0')}.xlsx`,
      sheet: 'Sheet1',
      listId: i === 0 ? ('procedures' as const) : ('dossiers' as const),
      list: i === 0 ? { vi: 'Danh mục thủ tục', en: 'Procedures' } : { vi: 'Hồ sơ', en: 'Dossiers' },
      read: 1250 + i,
      accepted: 1200 + i,
      rejected: 8,
      duplicate: 30,
      skipped: 12,
      sha256: '0'.repeat(64),
      importedOn: '2024-12-02',
    })),
    problems: [
      {
        file: 'ho-so-2024-02.xlsx',
        sheet: 'Sheet1',
        code: 'E_UNREADABLE_DATE',
        severity: 'error',
        column: 'received_at',
        header: 'Ngày tiếp nhận',
        count: 3,
        rows: [118, 119, 240],
        params: {},
        template: problemTemplate('E_UNREADABLE_DATE', checks),
      },
      {
        file: 'ho-so-2024-03.xlsx',
        sheet: 'Sheet1',
        code: 'W_FINISHED_BEFORE_RECEIVED',
        severity: 'warning',
        column: 'finished_at',
        header: 'Ngày kết thúc',
        count: 25,
        rows: [12, 13, 14, 15, 90, 91, 92],
        params: {},
        template: problemTemplate('W_FINISHED_BEFORE_RECEIVED', checks),
      },
    ],
    footnotes: ['online-unspecified', 'payments-of-dossiers'],
  };
}
