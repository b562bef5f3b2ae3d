/**
 * How plans of provinces say what they ask for. `rate`: behind "Tỷ lệ …" and before "đạt 80 %"; `share`: behind "80 %".
 * `held`: wordings that the grammar was not written with; they were measured before it was mended (RESULTS.md).
 */
export interface Wording {
  indicator: string;
  rate: readonly string[];
  share: readonly string[];
  held: { rate: readonly string[]; share: readonly string[] };
}

export const SHARES: readonly Wording[] = [
  {
    indicator: 'online_rate',
    rate: ['hồ sơ nộp trực tuyến', 'hồ sơ TTHC tiếp nhận theo hình thức trực tuyến trên tổng số hồ sơ phải giải quyết'],
    share: [
      'hồ sơ thủ tục hành chính được tiếp nhận, giải quyết trực tuyến',
      'số hồ sơ được người dân nộp qua Cổng Dịch vụ công',
    ],
    held: {
      rate: [
        'tiếp nhận hồ sơ qua môi trường mạng',
        'người dân, doanh nghiệp sử dụng dịch vụ công trực tuyến để nộp hồ sơ',
      ],
      share: ['lượng hồ sơ phát sinh được nộp bằng hình thức trực tuyến'],
    },
  },
  {
    indicator: 'remote_online_rate',
    rate: ['hồ sơ trực tuyến từ xa', 'hồ sơ TTHC thực hiện trực tuyến từ xa'],
    share: ['hồ sơ được người dân, doanh nghiệp nộp trực tuyến từ xa'],
    held: {
      rate: ['hồ sơ do người dân tự nộp trực tuyến tại nhà'],
      share: ['hồ sơ trực tuyến do tổ chức, cá nhân tự thực hiện, không phải đến Bộ phận Một cửa'],
    },
  },
  {
    indicator: 'full_online_rate',
    rate: ['hồ sơ trực tuyến toàn trình', 'hồ sơ giải quyết toàn trình trên tổng số hồ sơ trực tuyến'],
    share: ['hồ sơ trực tuyến được giải quyết toàn trình'],
    held: {
      rate: ['hồ sơ xử lý trực tuyến toàn trình trong số hồ sơ trực tuyến'],
      share: ['hồ sơ TTHC được xử lý trực tuyến toàn trình'],
    },
  },
  {
    indicator: 'full_service_coverage',
    rate: ['TTHC đủ điều kiện được cung cấp dịch vụ công trực tuyến toàn trình'],
    share: ['thủ tục hành chính đủ điều kiện được cung cấp dưới hình thức dịch vụ công trực tuyến toàn trình'],
    held: {
      rate: ['dịch vụ công trực tuyến toàn trình trên số thủ tục đủ điều kiện'],
      share: ['thủ tục đáp ứng yêu cầu được nâng cấp thành dịch vụ công toàn trình'],
    },
  },
  {
    indicator: 'online_coverage',
    rate: ['thủ tục hành chính cung cấp trực tuyến trên tổng số thủ tục hành chính'],
    share: ['TTHC được cung cấp dưới dạng dịch vụ công trực tuyến'],
    held: {
      rate: ['TTHC được đưa lên Cổng Dịch vụ công để thực hiện trực tuyến'],
      share: ['thủ tục hành chính được triển khai trên môi trường điện tử'],
    },
  },
  {
    indicator: 'payable_online_coverage',
    rate: ['TTHC có yêu cầu nghĩa vụ tài chính được tích hợp thanh toán trực tuyến'],
    share: ['thủ tục hành chính có nghĩa vụ tài chính được triển khai thanh toán trực tuyến'],
    held: {
      rate: ['dịch vụ công có thu phí, lệ phí cho phép thanh toán trực tuyến'],
      share: ['thủ tục có phí, lệ phí được cung cấp chức năng thanh toán trực tuyến'],
    },
  },
  {
    indicator: 'online_payment_transaction_rate',
    rate: [
      'giao dịch thanh toán trực tuyến trên Cổng Dịch vụ công quốc gia',
      'giao dịch thanh toán trực tuyến trên tổng số giao dịch thanh toán',
    ],
    share: ['giao dịch thanh toán của dịch vụ công được thực hiện trực tuyến'],
    held: {
      rate: ['thanh toán trực tuyến trên tổng số giao dịch'],
      share: ['lượt thanh toán phí, lệ phí được thực hiện trực tuyến'],
    },
  },
  {
    indicator: 'dossiers_with_online_payment_rate',
    rate: ['hồ sơ thanh toán trực tuyến trên tổng số hồ sơ có nghĩa vụ tài chính'],
    share: ['hồ sơ có yêu cầu nghĩa vụ tài chính được thanh toán trực tuyến'],
    held: {
      rate: ['hồ sơ phát sinh thanh toán trực tuyến'],
      share: ['hồ sơ phải thu phí, lệ phí được thanh toán không dùng tiền mặt trên Cổng'],
    },
  },
  {
    indicator: 'on_time_rate',
    rate: ['giải quyết hồ sơ đúng hạn', 'hồ sơ TTHC được giải quyết trước hạn, đúng hạn'],
    share: ['hồ sơ thủ tục hành chính được giải quyết đúng hạn hoặc trước hạn'],
    held: { rate: ['trả kết quả hồ sơ đúng thời gian quy định'], share: ['hồ sơ được xử lý không trễ hạn'] },
  },
  {
    indicator: 'results_digitised_rate',
    rate: ['số hóa kết quả giải quyết TTHC', 'kết quả giải quyết TTHC còn hiệu lực được số hóa'],
    share: ['kết quả giải quyết thủ tục hành chính còn hiệu lực được số hóa'],
    held: {
      rate: ['hồ sơ, kết quả giải quyết TTHC được số hóa'],
      share: ['giấy tờ, kết quả giải quyết đang có giá trị sử dụng được số hoá để lưu kho dữ liệu'],
    },
  },
  {
    indicator: 'results_signed_rate',
    rate: ['kết quả giải quyết TTHC được số hóa và ký số'],
    share: ['kết quả giải quyết TTHC được cấp bản điện tử có ký số'],
    held: {
      rate: ['cấp kết quả giải quyết TTHC điện tử'],
      share: ['kết quả được trả bằng bản điện tử có giá trị pháp lý'],
    },
  },
  {
    indicator: 'satisfaction_rate',
    rate: ['hài lòng của người dân, doanh nghiệp về giải quyết TTHC'],
    share: ['người dân, tổ chức hài lòng về việc giải quyết thủ tục hành chính'],
    held: {
      rate: ['tổ chức, cá nhân hài lòng khi thực hiện thủ tục hành chính'],
      share: ['công dân được khảo sát trả lời hài lòng với sự phục vụ của cơ quan hành chính'],
    },
  },
  {
    indicator: 'no_resubmission_rate',
    rate: ['khai thác, sử dụng lại thông tin, dữ liệu đã được số hóa'],
    share: ['người dân, doanh nghiệp khi thực hiện TTHC không phải cung cấp lại giấy tờ đã được chấp nhận trước đó'],
    held: {
      rate: ['tái sử dụng thành phần hồ sơ đã số hóa'],
      share: ['thông tin, giấy tờ không phải nộp lại khi làm thủ tục lần sau'],
    },
  },
  {
    indicator: 'internal_electronic_rate',
    rate: ['hồ sơ luân chuyển nội bộ bằng phương thức điện tử'],
    share: ['hồ sơ giải quyết TTHC được luân chuyển trong nội bộ giữa các cơ quan bằng phương thức điện tử'],
    held: {
      rate: ['luân chuyển hồ sơ điện tử giữa các phòng chuyên môn'],
      share: ['hồ sơ được chuyển nội bộ hoàn toàn trên phần mềm'],
    },
  },
  {
    indicator: 'work_files_online_rate',
    rate: ['hồ sơ công việc được xử lý trên môi trường mạng'],
    share: ['hồ sơ công việc tại các sở, ban, ngành được xử lý trên môi trường mạng'],
    held: {
      rate: ['hồ sơ công việc xử lý hoàn toàn trên môi trường điện tử'],
      share: ['hồ sơ công việc cấp huyện được lập và xử lý trực tuyến'],
    },
  },
  {
    indicator: 'multi_device_service_rate',
    rate: ['dịch vụ công trực tuyến cung cấp trên nhiều phương tiện truy cập'],
    share: ['dịch vụ công trực tuyến dùng được trên thiết bị di động'],
    held: {
      rate: ['dịch vụ công sử dụng được trên điện thoại thông minh'],
      share: ['dịch vụ công trực tuyến được thiết kế để dùng trên nhiều thiết bị'],
    },
  },
  {
    indicator: 'procedures_published_rate',
    rate: ['TTHC được công bố, công khai kịp thời'],
    share: ['thủ tục hành chính được cập nhật, công khai đầy đủ trên Cổng Dịch vụ công quốc gia'],
    held: {
      rate: ['thủ tục được niêm yết công khai đúng quy định'],
      share: ['TTHC thuộc thẩm quyền được công khai, minh bạch'],
    },
  },
  {
    indicator: 'services_with_dossiers_rate',
    rate: ['dịch vụ công trực tuyến có phát sinh hồ sơ'],
    share: ['DVCTT có phát sinh hồ sơ trong năm'],
    held: {
      rate: ['DVCTT phát sinh hồ sơ trên tổng số DVCTT đã cung cấp'],
      share: ['dịch vụ công trực tuyến toàn trình và một phần có hồ sơ phát sinh'],
    },
  },
  {
    indicator: 'staff_in_position_rate',
    rate: ['cán bộ, công chức được bố trí đúng vị trí việc làm'],
    share: ['công chức, viên chức được sắp xếp theo đúng vị trí việc làm'],
    held: {
      rate: ['viên chức được phân công theo vị trí việc làm đã phê duyệt'],
      share: ['cán bộ được bố trí phù hợp với vị trí việc làm'],
    },
  },
  {
    indicator: 'self_financing_unit_rate',
    rate: ['đơn vị sự nghiệp công lập tự bảo đảm chi thường xuyên'],
    share: ['đơn vị sự nghiệp công lập tự đảm bảo chi thường xuyên'],
    held: {
      rate: ['đơn vị sự nghiệp tự chủ chi thường xuyên'],
      share: ['đơn vị sự nghiệp công tự bảo đảm toàn bộ chi thường xuyên'],
    },
  },
];

/** What says how much. `%` stands for the figure with its sign. */
export const THRESHOLDS: readonly { words: string; operator: '>=' | '>'; held?: true }[] = [
  { words: 'tối thiểu %', operator: '>=' },
  { words: 'ít nhất %', operator: '>=' },
  { words: 'từ % trở lên', operator: '>=' },
  { words: 'trên %', operator: '>' },
  { words: '%', operator: '>=' },
  { words: 'không thấp hơn %', operator: '>=' },
  { words: '≥ %', operator: '>=' },
  { words: 'hơn %', operator: '>' },
  { words: 'không dưới %', operator: '>=' },
  { words: 'vượt %', operator: '>', held: true },
  { words: 'tối thiểu là %', operator: '>=', held: true },
  { words: 'bằng hoặc cao hơn %', operator: '>=', held: true },
  { words: 'từ % trở lên', operator: '>=', held: true },
  { words: 'cao hơn %', operator: '>', held: true },
  { words: 'tối thiểu từ % trở lên', operator: '>=', held: true },
];

/** Dates as they are said, from a day. */
export const DATES: readonly { say: (day: string) => string; fits: (day: string) => boolean; held?: true }[] = [
  { say: (day) => `đến ngày ${slashed(day)}`, fits: () => true },
  { say: (day) => `đến hết năm ${day.slice(0, 4)}`, fits: isYearEnd },
  { say: (day) => `đến năm ${day.slice(0, 4)}`, fits: isYearEnd },
  { say: (day) => `đến hết tháng ${Number(day.slice(5, 7))} năm ${day.slice(0, 4)}`, fits: () => true },
  { say: (day) => `đến quý ${quarter(day)}/${day.slice(0, 4)}`, fits: isQuarterEnd },
  { say: (day) => `trước ngày ${slashed(day)}`, fits: () => true },
  { say: (day) => `chậm nhất ngày ${slashed(day)}`, fits: () => true, held: true },
  { say: (day) => `đến cuối năm ${day.slice(0, 4)}`, fits: isYearEnd, held: true },
  { say: (day) => `trong quý ${quarter(day)} năm ${day.slice(0, 4)}`, fits: isQuarterEnd, held: true },
  { say: (day) => `đến thời điểm ${slashed(day)}`, fits: () => true, held: true },
  {
    say: (day) => `đến ngày ${Number(day.slice(8))} tháng ${Number(day.slice(5, 7))} năm ${day.slice(0, 4)}`,
    fits: () => true,
    held: true,
  },
];

function slashed(day: string): string {
  return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

function isYearEnd(day: string): boolean {
  return day.endsWith('-12-31');
}

function isQuarterEnd(day: string): boolean {
  return /-(?:03-31|06-30|09-30|12-31)$/.test(day);
}

function quarter(day: string): string {
  return ['I', 'II', 'III', 'IV'][Math.floor((Number(day.slice(5, 7)) - 1) / 3)] ?? '';
}

/** Labels of task lines: lead, with, executing, time, product. */
export const TASK_LABELS: readonly {
  lead: string;
  with: string;
  executing: string;
  time: string;
  product: string;
  held?: true;
}[] = [
  {
    lead: 'Cơ quan chủ trì',
    with: 'Cơ quan phối hợp',
    executing: 'Cơ quan thực hiện',
    time: 'Thời gian thực hiện',
    product: 'Sản phẩm',
  },
  {
    lead: 'Đơn vị chủ trì',
    with: 'Đơn vị phối hợp',
    executing: 'Đơn vị thực hiện',
    time: 'Thời gian hoàn thành',
    product: 'Kết quả',
  },
  { lead: 'Chủ trì', with: 'Phối hợp', executing: 'Thực hiện', time: 'Thời hạn', product: 'Sản phẩm' },
  {
    lead: 'Cơ quan, đơn vị chủ trì',
    with: 'Cơ quan, đơn vị phối hợp',
    executing: 'Đơn vị triển khai',
    time: 'Thời hạn hoàn thành',
    product: 'Sản phẩm đầu ra',
    held: true,
  },
  {
    lead: 'Đơn vị đầu mối',
    with: 'Phối hợp thực hiện',
    executing: 'Phân công thực hiện',
    time: 'Tiến độ',
    product: 'Kết quả đầu ra',
    held: true,
  },
];

export const TASKS: readonly string[] = [
  'Rà soát, đơn giản hóa quy trình giải quyết thủ tục hành chính',
  'Tổ chức tập huấn kỹ năng số cho đội ngũ cán bộ một cửa',
  'Đẩy mạnh truyền thông về dịch vụ công trực tuyến trên địa bàn',
  'Nâng cấp Hệ thống thông tin giải quyết thủ tục hành chính',
  'Kiện toàn Tổ công nghệ số cộng đồng',
  'Hoàn thiện kho dữ liệu số của tổ chức, cá nhân',
  'Kiểm tra việc thực hiện kỷ cương hành chính tại các đơn vị',
  'Mở điểm hỗ trợ người dân nộp hồ sơ tại bưu điện',
  'Xây dựng quy trình điện tử đối với thủ tục mới công bố',
  'Khảo sát mức độ hài lòng của người dân',
];

export const UNITS: readonly string[] = [
  'Sở Nội vụ',
  'Sở Khoa học và Công nghệ',
  'Văn phòng UBND tỉnh',
  'Sở Tài chính',
  'Sở Tư pháp',
  'Trung tâm Phục vụ hành chính công tỉnh',
  'Công an tỉnh',
  'Bưu điện tỉnh',
  'các sở, ban, ngành',
  'UBND các xã, phường, thị trấn',
];

export const PROVINCES: readonly { name: string; sign: string }[] = [
  { name: 'Lạng Sơn', sign: 'UBND' },
  { name: 'Nghệ An', sign: 'UBND' },
  { name: 'Đồng Tháp', sign: 'UBND' },
  { name: 'Quảng Ninh', sign: 'UBND' },
  { name: 'Cà Mau', sign: 'UBND' },
  { name: 'Phú Thọ', sign: 'UBND' },
  { name: 'Khánh Hòa', sign: 'UBND' },
  { name: 'Đắk Lắk', sign: 'UBND' },
  { name: 'Hưng Yên', sign: 'UBND' },
  { name: 'Sơn La', sign: 'UBND' },
];
