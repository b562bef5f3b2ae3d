import type { Messages } from '../messages.ts';

/** Why one of many questions has no answer; the others have theirs. */
export const questionMessages = {
  UNKNOWN_SUBJECT: {
    severity: 'error',
    vi: "Không có chỉ tiêu '{text}'.{hint} Ghi mã hoặc tên chỉ tiêu như trong bảng điều khiển.",
    en: "There is no indicator '{text}'.{hint} Write its id or name as the pane shows it.",
  },
  UNKNOWN_TARGET: {
    severity: 'error',
    vi: "Không kế hoạch nào có chỉ tiêu '{text}'.{hint} Ghi dạng mã_kế_hoạch/mã_chỉ_tiêu, ví dụ brvt-sgddt-2024/remote-online.",
    en: "No plan has a target '{text}'.{hint} Write it as plan/target, such as brvt-sgddt-2024/remote-online.",
  },
  UNKNOWN_PLAN: {
    severity: 'error',
    vi: "Không có kế hoạch hay chỉ tiêu '{text}'.{hint} Ghi mã kế hoạch, hoặc chỉ tiêu kèm cách tách (lĩnh vực, thủ tục, tháng, đơn vị).",
    en: "There is no plan or indicator '{text}'.{hint} Write a plan's id, or an indicator and how to group it (field, procedure, month, unit).",
  },
  AMBIGUOUS_SUBJECT: {
    severity: 'error',
    vi: "'{text}' có ở nhiều nơi: {choices}. Ghi rõ một trong các mã ấy.",
    en: "'{text}' stands for several: {choices}. Write one of these ids.",
  },
  NEEDS_GROUPING: {
    severity: 'error',
    vi: "'{text}' là chỉ tiêu: bảng cần biết tách theo gì. Thêm lĩnh vực, thủ tục, tháng hoặc đơn vị.",
    en: "'{text}' is an indicator: say how the table is to group it, by field, procedure, month or unit.",
  },
  NEEDS_UNIT: {
    severity: 'error',
    vi: "Chưa ghi đơn vị cho '{text}'. Thêm mã hoặc tên đơn vị; chỉ chỉ tiêu của kế hoạch mới được để trống.",
    en: "No unit for '{text}'. Add the id or name of a unit; only a plan's target may go without.",
  },
  UNKNOWN_UNIT: {
    severity: 'error',
    vi: "Không có đơn vị '{text}' trong phần được xem.{hint} Ghi tên đầy đủ hoặc mã đơn vị.",
    en: "There is no unit '{text}' among what you may see.{hint} Write its full name or its id.",
  },
  AMBIGUOUS_UNIT: {
    severity: 'error',
    vi: "Nhiều đơn vị tên '{text}': {choices}. Ghi tên đầy đủ hoặc mã đơn vị.",
    en: "Several units are called '{text}': {choices}. Write the full name or the id.",
  },
  NOT_YOUR_UNIT: {
    severity: 'error',
    vi: 'Mã truy cập này không xem được đơn vị ấy. Chọn đơn vị của mình hoặc đơn vị trực thuộc.',
    en: 'This access token does not cover that unit. Choose your own unit or one below it.',
  },
  PERIOD_BACKWARDS: {
    severity: 'error',
    vi: 'Kỳ bắt đầu {from}, sau ngày báo cáo {as_of}. Đổi lại hai ngày.',
    en: 'The period begins on {from}, after the reporting date {as_of}. Correct the two.',
  },
  NOT_FROM_DOSSIERS: {
    severity: 'error',
    vi: "Chỉ tiêu '{text}' là số liệu tự theo dõi, không tính từ hồ sơ nên không có danh sách hồ sơ. Chọn chỉ tiêu tính từ hồ sơ.",
    en: "The indicator '{text}' is kept by hand, not counted from dossiers: there is no list of them. Choose one that is counted from dossiers.",
  },
  NOTHING_REPORTED: {
    severity: 'error',
    vi: "Đơn vị '{unit}' chưa báo cáo chỉ tiêu '{target}' trong kỳ này. Kiểm tra đơn vị, chỉ tiêu, kế hoạch và ngày.",
    en: "The unit '{unit}' has reported nothing for the target '{target}' in this period. Check unit, target, plan and date.",
  },
  NO_LIST: {
    severity: 'error',
    vi: "Không thấy danh sách hồ sơ (hay thanh toán, kết quả …) nào dùng được trong '{file}'. Đưa tệp xuất từ cổng mà đơn vị đã đếm.",
    en: "There is no usable list of dossiers (payments, results …) in '{file}'. Give the portal's export that the unit counted from.",
  },
  REASON_NEEDED: {
    severity: 'error',
    vi: 'Trả lại hoặc loại một báo cáo phải có lý do. Ghi lý do.',
    en: 'Returning a report or leaving a unit out needs a reason. Say it.',
    terminal: {
      vi: 'Trả lại hoặc loại một báo cáo phải có lý do. Ghi lý do: --reason "…".',
      en: 'Returning a report or leaving a unit out needs a reason. Say it: --reason "…".',
    },
  },
  NOT_EXPECTED: {
    severity: 'error',
    vi: "Đơn vị '{unit}' không phải đơn vị trực thuộc '{above}' ngày ấy, nên không có trong danh sách báo cáo.",
    en: "The unit '{unit}' does not stand below '{above}' on that day and is not asked to report.",
  },
  NOTHING_SENT: {
    severity: 'error',
    vi: "Đơn vị '{unit}' chưa có báo cáo đúng kỳ để chấp nhận hay trả lại.",
    en: "The unit '{unit}' has no report of the period to accept or return.",
  },
  NOT_ASKED: {
    severity: 'error',
    vi: "Ngày {as_of}, đơn vị '{unit}' không có trong danh sách gửi báo cáo này lên cấp trên. Xem lại ngày cuối kỳ và loại báo cáo.",
    en: "On {as_of} the unit '{unit}' is not among those asked for this report. Look at the last day of the period and at the kind of report.",
  },
  OTHER_UNITS_REPORT: {
    severity: 'error',
    vi: "'{file}' có báo cáo của đơn vị khác nên không được nhận, không giữ lại gì. Gửi tệp chỉ có báo cáo của đơn vị mình.",
    en: "'{file}' has a report of another unit: it was not taken, and nothing of it is kept. Send a file with your own unit's report alone.",
  },
  SENT_MEANWHILE: {
    severity: 'error',
    vi: 'Trong lúc xem, {unit} đã gửi bản mới, nên chưa ghi gì. Xem bản mới rồi quyết định.',
    en: '{unit} has sent a newer report meanwhile; nothing was kept. Look at it, then decide.',
  },
  NOBODY_OWES: {
    severity: 'error',
    vi: 'Không đơn vị nào còn nợ báo cáo, nên không có ai để đôn đốc.',
    en: 'No unit owes a report: there is nobody to remind.',
  },
  TOO_MANY_MONTHS: {
    severity: 'error',
    vi: 'Kỳ dài quá {months} tháng. Chọn kỳ ngắn hơn.',
    en: 'The period is longer than {months} months. Choose a shorter one.',
  },
} satisfies Messages;
