import type { ListId } from '../../pipeline/lists.ts';
import type { ColumnUse, Style } from './records.ts';

const columns = (text: string): ColumnUse[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [column = '', header = '', group = ''] = line.split('|').map((part) => part.trim());
      return { column, header, ...(group === '' ? {} : { group }) };
    });

/** Headers as one portal writes them, with the groups that a header of two or three rows has. */
export const PORTAL_COLUMNS: { [L in ListId]: ColumnUse[] } = {
  dossiers: columns(`
    dossier_code | Mã hồ sơ
    procedure_code | Mã TTHC | Thủ tục
    procedure_name | Tên TTHC | Thủ tục
    field_name | Lĩnh vực | Thủ tục
    unit | Đơn vị tiếp nhận
    applicant | Người nộp | Thông tin người nộp
    applicant_id | Số CCCD | Thông tin người nộp
    applicant_phone | Số điện thoại | Thông tin người nộp
    applicant_address | Địa chỉ | Thông tin người nộp
    channel | Hình thức nộp
    service_level | Mức độ
    submitted_at | Ngày nộp | Thời gian
    received_at | Ngày tiếp nhận | Thời gian
    due_at | Ngày hẹn trả | Thời gian
    finished_at | Ngày kết thúc xử lý | Thời gian
    returned_at | Ngày trả | Thời gian
    status | Trạng thái
    fee_amount | Phí lệ phí
    payment_method | Hình thức thanh toán
    reused_documents | Tái sử dụng giấy tờ
    supplement_requests | Số lần bổ sung`),
  payments: columns(`
    transaction_code | Mã giao dịch
    dossier_code | Mã hồ sơ
    procedure_code | Mã TTHC
    unit | Đơn vị thụ hưởng
    paid_at | Ngày thanh toán
    amount | Số tiền
    payment_method | Kênh thanh toán
    payment_status | Trạng thái thanh toán`),
  procedures: columns(`
    procedure_code | Mã TTHC
    procedure_name | Tên thủ tục hành chính
    field_name | Lĩnh vực
    unit | Cơ quan thực hiện
    administrative_level | Cấp thực hiện
    service_level | Mức độ cung cấp
    eligible_online | Đủ điều kiện cung cấp DVCTT | Điều kiện
    eligible_full | Đủ điều kiện toàn trình | Điều kiện
    has_fee | Yêu cầu nghĩa vụ tài chính | Nghĩa vụ tài chính
    payable_online | Được thanh toán trực tuyến | Nghĩa vụ tài chính
    mobile | Hỗ trợ thiết bị di động
    digital_signature | Chấp nhận ký số
    published | Đã công khai
    valid_from | Ngày hiệu lực | Hiệu lực
    valid_to | Ngày hết hiệu lực | Hiệu lực`),
  results: columns(`
    result_code | Số ký hiệu kết quả
    dossier_code | Mã hồ sơ
    procedure_code | Mã TTHC
    unit | Đơn vị giải quyết
    issued_at | Ngày cấp
    expires_at | Ngày hết hạn
    digitised_at | Ngày số hóa
    signed_at | Ngày ký số`),
  surveys: columns(`
    survey_code | Mã phiếu
    answered_at | Ngày đánh giá
    unit | Đơn vị được đánh giá
    scope | Nội dung khảo sát
    rating | Mức độ hài lòng`),
  visits: columns(`
    ticket | Số thứ tự
    unit | Đơn vị
    taken_at | Giờ lấy số
    called_at | Giờ gọi
    finished_at | Giờ kết thúc`),
  transfers: columns(`
    dossier_code | Mã hồ sơ
    unit | Nơi chuyển
    to_unit_name | Nơi nhận
    transferred_at | Ngày chuyển
    method | Hình thức chuyển`),
  observations: columns(`
    indicator | Mã chỉ tiêu
    unit | Đơn vị
    period_end | Đến ngày
    numerator | Tử số
    denominator | Mẫu số
    source | Nguồn`),
};

/** Another product's dossier list: other headers, another order. */
export const OLD_DOSSIER_COLUMNS = columns(`
  dossier_code | Số hồ sơ
  applicant | Chủ hồ sơ
  applicant_id | CCCD/CMND
  applicant_phone | SĐT
  applicant_address | Địa chỉ người nộp
  procedure_code | Mã thủ tục
  procedure_name | Nội dung hồ sơ
  field_name | Lĩnh vực giải quyết
  channel | Hình thức tiếp nhận
  service_level | Mức độ DVC
  unit | Cơ quan xử lý
  submitted_at | Thời gian nộp
  received_at | Ngày nhận
  due_at | Hẹn trả
  finished_at | Ngày hoàn thành
  returned_at | Ngày trả kết quả
  status | Tình trạng
  fee_amount | Tổng phí lệ phí
  payment_method | Phương thức thanh toán
  reused_documents | Không phải nộp lại giấy tờ
  supplement_requests | Số lần yêu cầu bổ sung`);

/** The national synchronisation format; a field without a national name keeps a header of the list. */
export const NATIONAL_DOSSIER_COLUMNS = columns(`
  dossier_code | MaHoSo
  procedure_code | MaTTHC
  procedure_name | TenTTHC
  field_name | TenLinhVuc
  channel | KenhThucHien
  service_level | MucDo
  applicant | ChuHoSo
  applicant_id | SoGiayToChuHoSo
  applicant_phone | SoDienThoai
  submitted_at | NgayNopHoSo
  received_at | NgayTiepNhan
  due_at | NgayHenTra
  finished_at | NgayKetThucXuLy
  returned_at | NgayTra
  status | TrangThaiHoSo
  fee_amount | Gia
  payment_method | DuocThanhToanTrucTuyen
  reused_documents | DuocTaiSuDung
  unit | DonViXuLy`);

export const without = (from: readonly ColumnUse[], ...left: string[]): ColumnUse[] =>
  from.filter(({ column }) => !left.includes(column));

const PLAIN: Style = {
  dates: 'slash-time',
  money: 'dot',
  codes: 'plain',
  unit: 'full',
  words: 'portal',
  lostZeros: false,
  text: 'plain',
};

export const style = (own: Partial<Style> = {}): Style => ({ ...PLAIN, ...own });

export const titles = (list: string, from: string, to: string, unit: string): string[] => [
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  '',
  list,
  `Từ ngày ${from} đến ngày ${to}`,
  `Đơn vị thống kê: ${unit}`,
];

export const SIGNATURE = ['Ngày ...... tháng ...... năm ......', 'NGƯỜI LẬP BIỂU', '(Ký, ghi rõ họ tên)'];
