import type { OfficeFiles } from './files.ts';

const DEFAULTS = `# Điều cơ quan khỏi phải nói lại mỗi lần. Bỏ dấu # ở đầu dòng để dùng.
# What the office need not say each time. Take the # off a line to use it.

# unit: ninhbinh-sgddt            # đơn vị khi lệnh không ghi --unit (vedich units list)
# plan: ninhbinh-sgddt-2026       # kế hoạch khi lệnh không ghi --plan (vedich plans list)
# province: ninhbinh              # tỉnh của tên đơn vị không ghi tỉnh trong tệp xuất
# place: Ninh Bình                # địa danh ở dòng ngày tháng của báo cáo
# number_pattern: "{number}/BC-SGDĐT"
# template: bao-cao.xlsx          # mẫu báo cáo trong templates/
# signatory:                      # ba dòng dưới báo cáo; các mục từ place đến recipients dùng cho báo cáo của đơn vị trên (unit)
#   on_behalf: KT. GIÁM ĐỐC       # TM., KT., TL., TUQ.; hai dòng: [TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH]
#   position: PHÓ GIÁM ĐỐC
#   name: Nguyễn Văn A
# recipients: [UBND tỉnh (báo cáo), Sở Nội vụ, "Lưu: VT, VP"]
# appendices: [fields, months]    # phụ lục sau hai trang: fields, procedures, months, tasks, sources, definitions, all
`;

const CONTACTS = `# Người phụ trách số liệu ở từng đơn vị. Chỉ ở trong máy này.
# Whom to ask at each unit. Stays on this machine.

# contacts:
#   - unit: ninhbinh-sgddt-vp
#     name: Trần Thị B
#     position: Chuyên viên
#     phone: 0229 000 0000
#     email: b@example.vn
`;

const SPELLINGS = `# Cách viết trong tệp xuất của cổng: tiêu đề, giá trị, tên đơn vị. Dùng cho mọi lần nạp.
# How the portal's exports spell headers, values and names of units. Used at every import.
# vedich import … --map "Tiêu đề=cột" --map-unit "Tên=mã" --save ghi vào spellings/import.yaml.

# columns:
#   Đường đi của giấy: channel    # hoặc ignore: bỏ qua cột ấy
# codes:
#   channel:
#     Ki-ốt: counter
# units:
#   Quầy số 9: ninhbinh-sgddt
# agencies:                       # tệp không ghi đơn vị: mã cơ quan đứng đầu mã hồ sơ
#   H42.05: ninhbinh-sgddt
# sheets:                         # … hoặc tên tệp (# thay cho số)
#   ho-so-thang-#.xlsx: ninhbinh-sgddt
`;

const UNITS = `# Đơn vị của cơ quan, hoặc cách viết thêm cho đơn vị có sẵn. Từ bảng Excel: vedich units add DANH_SACH.xlsx
# Units of the office, or further spellings of shipped ones. From a table: vedich units add LIST.xlsx

# province: ninhbinh
# units:
#   - id: ninhbinh-sgddt-vp
#     short: Văn phòng Sở
#     kind: division              # province, department, division, desk, district, commune, agency, school
#     parent: ninhbinh-sgddt
#     from: 2025-07-01            # ngày đầu, ngày cuối (to), đơn vị kế thừa (successors) nếu có
#     aliases: [VP Sở]
#   - id: ninhbinh-sgddt          # có sẵn: chỉ thêm cách viết
#     aliases: [Sở Giáo dục Ninh Bình]
`;

const PLANS = `# Kế hoạch của cơ quan, mỗi kế hoạch một tệp. Kiểm tra và thêm: vedich plans add KE_HOACH.yaml
# Plans of the office, one a file. To check and add: vedich plans add PLAN.yaml

# id: ninhbinh-sgddt-2026
# title: { vi: Kế hoạch cải cách hành chính năm 2026, en: Plan for administrative reform 2026 }
# short_title: KH CCHC 2026 · Sở GDĐT Ninh Bình
# number: 12/KH-SGDĐT
# date: 2026-01-15
# issuer: Sở Giáo dục và Đào tạo tỉnh Ninh Bình
# issuer_unit: ninhbinh-sgddt
# targets:
#   - id: remote-online
#     name: { vi: Hồ sơ trực tuyến từ xa, en: Remote online dossiers }
#     indicator: remote_online_rate
#     operator: ">="
#     value: 70
#     due: 2026-11-30
#     place: Mục II.1
`;

const INDICATORS = `# Chỉ số của cơ quan, trên các số liệu có sẵn hoặc tự theo dõi. Chỉ số có sẵn không đổi được.
# Indicators of the office, over figures that are there or kept by hand. Shipped ones cannot be changed.

# indicators:
#   - id: received_at_desk_rate
#     name: { vi: Tỷ lệ hồ sơ nộp tại quầy, en: Dossiers filed at the desk }
#     unit_of_measure: percent
#     decimals: 1
#     kind: share
#     population: received
#     hit: channel = 'counter'
#     needs: [{ list: dossiers, columns: [received_at, status, channel] }]
#     numerator: { vi: hồ sơ nộp tại quầy }
#     denominator: { vi: hồ sơ tiếp nhận }
`;

/** What `vedich init` writes: every kind of file with its keys explained, all of it comment, so that nothing is set. */
export function starterFiles(): OfficeFiles {
  const texts = {
    'defaults.yaml': DEFAULTS,
    'contacts.yaml': CONTACTS,
    'spellings/vi-du.yaml': SPELLINGS,
    'units/vi-du.yaml': UNITS,
    'plans/vi-du.yaml': PLANS,
    'indicators/vi-du.yaml': INDICATORS,
  };
  return new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));
}
