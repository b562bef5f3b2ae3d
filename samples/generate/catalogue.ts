import type { Procedure } from './records.ts';

/** The ten fields of education procedures and how many of them each has. */
const FIELDS: readonly [field: string, count: number, objects: string[]][] = [
  ['Giáo dục trung học', 10, ['trường trung học phổ thông công lập', 'trường trung học phổ thông tư thục']],
  ['Giáo dục nghề nghiệp', 8, ['trường trung cấp sư phạm', 'phân hiệu trường trung cấp sư phạm']],
  ['Giáo dục dân tộc', 4, ['trường phổ thông dân tộc nội trú']],
  ['Giáo dục thường xuyên', 4, ['trung tâm giáo dục thường xuyên']],
  [
    'Giáo dục và đào tạo thuộc hệ thống giáo dục quốc dân và cơ sở giáo dục khác',
    21,
    ['trung tâm ngoại ngữ, tin học', 'trung tâm kỹ năng sống', 'trường chuyên biệt', 'trung tâm hoà nhập'],
  ],
  ['Kiểm định chất lượng giáo dục', 4, ['kiểm định trường mầm non']],
  [
    'Giáo dục và đào tạo thuộc hệ thống giáo dục quốc dân',
    13,
    ['trường trung học phổ thông chuyên', 'trường năng khiếu', 'lớp dự bị'],
  ],
  [
    'Đào tạo với nước ngoài',
    12,
    ['cơ sở giáo dục có vốn nước ngoài', 'văn phòng đại diện giáo dục nước ngoài', 'chương trình liên kết'],
  ],
  ['Thi, tuyển sinh', 7, ['thí sinh tự do', 'học sinh diện tuyển thẳng']],
  ['Văn bằng, chứng chỉ', 3, ['văn bằng từ sổ gốc']],
];
const ACTS = [
  'Cho phép thành lập',
  'Cho phép hoạt động',
  'Sáp nhập, chia, tách',
  'Giải thể',
  'Cho phép hoạt động trở lại',
  'Đình chỉ hoạt động',
];

const pad = (n: number): string => String(n).padStart(6, '0');

/** Names and codes of the education department's procedures, field by field; the last ones are not in the ten fields. */
function educationProcedures(unit: string, firstCode: number): Procedure[] {
  const named: [name: string, field: string][] = FIELDS.flatMap(([field, count, objects]) =>
    Array.from({ length: count }, (_, i): [string, string] => [
      `${ACTS[i % ACTS.length]} ${objects[Math.floor(i / ACTS.length)] ?? objects[0]}`,
      field,
    ]),
  );
  for (let i = 1; i <= 10; i++)
    named.push([`Xét, công nhận danh hiệu ngành giáo dục loại ${i}`, 'Thi đua, khen thưởng']);
  // Somebody began a name with a sign that spreadsheets take for a formula.
  const injected = named[84];
  if (injected) injected[0] = '=CONCATENATE("Cấp bản sao ","văn bằng")';
  return named.map(([procedure_name, field_name], i) => ({
    procedure_code: `${i % 4 === 0 ? 2 : 1}.${pad(firstCode + i * 13)}`,
    procedure_name,
    field_name,
    unit,
    administrative_level: 'province',
    service_level: i < 86 ? 'full' : 'information',
    eligible_online: i < 88,
    eligible_full: i < 86,
    has_fee: i % 7 === 1 && i < 84,
    payable_online: i % 21 === 1 && i < 84,
    mobile: i < 60,
    digital_signature: i < 30,
    published: i !== 91,
    valid_from: '2021-03-01',
    valid_to: '',
  }));
}

const change = (p: Procedure, to: Partial<Procedure>): Procedure => ({ ...p, ...to });

/** Number 85 goes online on 5 October 2022; number 95 is online, and 30 September 2022 is its last day in force. */
export const EDUCATION_2022: readonly Procedure[] = educationProcedures('brvt-sgddt', 4000).flatMap((p, i) => {
  if (i === 85)
    return [
      change(p, { service_level: 'information' }),
      change(p, { service_level: 'full', valid_from: '2022-10-05' }),
    ];
  if (i === 95) return [change(p, { service_level: 'partial', valid_to: '2022-09-30' })];
  if (i === 80 || i === 81) return [change(p, { service_level: 'partial' })];
  return [p];
});

/** Codes of the 86 online services in order, and of the others. */
export const EDUCATION_CODES: readonly Procedure[] = educationProcedures('brvt-sgddt', 4000);

/** Stricter levels of Nghị định 42/2022: what was level 4 is often only `partial` now. */
export const EDUCATION_2023: readonly Procedure[] = EDUCATION_CODES.filter((_, i) => i !== 95).map((p, i) =>
  change(p, {
    service_level: i >= 86 ? 'information' : i % 2 === 0 ? 'full' : 'partial',
    eligible_full: i < 54 || (i < 86 && i % 2 === 0),
    payable_online: p.has_fee && i % 3 !== 2,
    mobile: i < 72,
    digital_signature: i < 50,
    published: true,
    valid_from: '2023-06-15',
  }),
);

/** Levels rise: numbers 86 and 87 go online, nine more run end to end, from 1 January 2024; four more from 1 November. */
export const EDUCATION_2024: readonly Procedure[] = EDUCATION_2023.flatMap((p, i) => {
  const now = change(p, {
    service_level: i >= 88 ? 'information' : i >= 86 ? 'partial' : i % 2 === 0 ? 'full' : i < 18 ? 'full' : 'partial',
    payable_online: p.has_fee && i !== 8,
    mobile: i < 80,
    digital_signature: i < 70,
    valid_from: '2024-01-01',
  });
  if (i === 47 || i === 49 || i === 51 || i === 53)
    return [now, change(now, { service_level: 'full', valid_from: '2024-11-01' })];
  return [now];
});

/** Education procedures of Gia Lai: the same kind, other codes. */
export const GIALAI_2021: readonly Procedure[] = educationProcedures('gialai-sgddt', 204_000).slice(0, 60);

/** What the other units of the province handle, 2023: [unit, field, count, online, with a fee, payable online]. */
const PROVINCE: readonly [
  unit: string,
  field: string,
  count: number,
  online: number,
  fee: number,
  payable: number,
  level: Procedure['administrative_level'],
  act: string,
][] = [
  ['brvt-stp', 'Hộ tịch, công chứng', 30, 22, 12, 8, 'province', 'Đăng ký hành nghề tư pháp loại'],
  ['brvt-skhcn', 'Khoa học và công nghệ', 10, 7, 2, 1, 'province', 'Cấp giấy phép tiến hành công việc bức xạ loại'],
  ['brvt-syt', 'Khám bệnh, chữa bệnh', 20, 14, 8, 3, 'province', 'Cấp chứng chỉ hành nghề y loại'],
  ['brvt-stttt', 'Báo chí, xuất bản', 8, 6, 0, 0, 'province', 'Cấp giấy phép xuất bản tài liệu loại'],
  ['brvt-vungtau', 'Đăng ký kinh doanh hộ', 24, 16, 10, 6, 'district', 'Đăng ký hộ kinh doanh loại'],
  ['brvt-chauduc', 'Đăng ký kinh doanh hộ', 24, 16, 10, 6, 'district', 'Đăng ký hộ kinh doanh loại'],
  ['brvt-chauduc-ngaigiao', 'Hộ tịch cấp xã', 16, 11, 6, 4, 'commune', 'Đăng ký hộ tịch loại'],
  ['brvt-chauduc-kimlong', 'Hộ tịch cấp xã', 16, 11, 6, 4, 'commune', 'Đăng ký hộ tịch loại'],
];
const CODE_BASE: Record<string, number> = {
  'Hộ tịch, công chứng': 300_000,
  'Khoa học và công nghệ': 310_000,
  'Khám bệnh, chữa bệnh': 320_000,
  'Báo chí, xuất bản': 330_000,
  'Đăng ký kinh doanh hộ': 340_000,
  'Hộ tịch cấp xã': 350_000,
};

/** Two communes and two districts share their codes: in the province each code is one procedure. Four of the department of justice go online only on 15 November. */
export const PROVINCE_2023: readonly Procedure[] = PROVINCE.flatMap(
  ([unit, field_name, count, online, fee, payable, administrative_level, act]) =>
    Array.from({ length: count }, (_, i): Procedure[] => {
      const p: Procedure = {
        procedure_code: `1.${pad((CODE_BASE[field_name] ?? 0) + i * 17)}`,
        procedure_name: `${act} ${i + 1}`,
        field_name,
        unit,
        administrative_level,
        service_level: i >= online ? 'information' : i % 3 === 0 ? 'full' : 'partial',
        eligible_online: i < online + 2,
        eligible_full: i % 3 === 0 && i < online,
        has_fee: i < fee,
        payable_online: i < payable,
        mobile: i % 2 === 0,
        digital_signature: i % 3 === 0,
        published: i !== count - 1,
        valid_from: '2023-01-01',
        valid_to: '',
      };
      if (unit !== 'brvt-stp' || i < online - 4 || i >= online) return [p];
      return [
        change(p, { service_level: 'information', valid_to: '2023-11-14' }),
        change(p, { valid_from: '2023-11-15' }),
      ];
    }).flat(),
);
