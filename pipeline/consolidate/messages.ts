import type { Messages } from '../messages.ts';

/** What collecting and the checks say; each with the likely cause and what to do. */
export const consolidateMessages = {
  E_NOT_READ: {
    severity: 'error',
    vi: 'Không đọc được tệp: {reason}',
    en: 'The file cannot be read: {reason}',
  },
  W_NO_REPORT: {
    severity: 'warning',
    vi: 'Không thấy số nào của kế hoạch hay biểu mẫu được hỏi. Kiểm tra có đúng tệp báo cáo và đã điền số chưa; bảng tự kẻ cần cột chỉ tiêu (hoặc lĩnh vực) và các cột số.',
    en: "There is no number of the plan or form asked for. Check that it is the report and that it was filled in; a table of one's own needs a column of targets (or fields) and columns of figures.",
  },
  E_UNKNOWN_UNIT: {
    severity: 'error',
    vi: "Không rõ báo cáo của đơn vị nào ('{name}'{hint}). Nói một lần, các lần sau sẽ nhớ.",
    en: "Whose report it is cannot be told ('{name}'{hint}). Say it once; it is remembered.",
    terminal: {
      vi: 'Không rõ báo cáo của đơn vị nào (\'{name}\'{hint}). Nói một lần: --map-unit "{name}=MÃ"; các lần sau sẽ nhớ.',
      en: 'Whose report it is cannot be told (\'{name}\'{hint}). Say it once: --map-unit "{name}=ID"; it is remembered.',
    },
  },
  W_SENDER: {
    severity: 'warning',
    vi: "Báo cáo không nói rõ của đơn vị nào ('{name}'); được nhận là của đơn vị đã gửi.",
    en: "The report does not say clearly whose it is ('{name}'); it is taken as the one of the unit that sent it.",
  },
  W_NO_PERIOD: {
    severity: 'warning',
    vi: 'Bảng không nói kỳ báo cáo; được hiểu là kỳ đang thu ({period}).',
    en: 'The table does not say its period; it is taken as the one being collected ({period}).',
  },
  E_WRONG_PERIOD: {
    severity: 'error',
    vi: 'Báo cáo của kỳ khác: đến {said} (đang thu đến {asked}). Không được cộng; đề nghị gửi báo cáo đúng kỳ.',
    en: 'The report is of another period: up to {said} (up to {asked} is being collected). It is not added; ask for the right one.',
  },
  E_OTHER_PLAN: {
    severity: 'error',
    vi: "Báo cáo của kế hoạch khác: '{found}' (đang thu '{expected}'). Không được cộng.",
    en: "The report is of another plan: '{found}' ('{expected}' is being collected). It is not added.",
  },
  I_OTHER_VERSION: {
    severity: 'info',
    vi: "Kế hoạch '{plan}' đã đổi nội dung từ khi báo cáo được lập; số đếm vẫn dùng được, ngưỡng lấy theo bản hiện nay.",
    en: "The plan '{plan}' has changed since the report was made; its counts are still good, thresholds are today's.",
  },
  E_OTHER_FORM: {
    severity: 'error',
    vi: "Bảng là '{found}', không phải '{expected}' đang thu. Không được cộng.",
    en: "The table is '{found}', not '{expected}' that is being collected. It is not added.",
  },
  W_HEADER_LACKS: {
    severity: 'warning',
    vi: 'Bảng thiếu cột {columns}; các số ấy không có trong bản tổng hợp của đơn vị này.',
    en: 'The table lacks {columns}; the consolidation has no such figures of this unit.',
  },
  W_HEADER_UNKNOWN: {
    severity: 'warning',
    vi: "Cột '{header}' ({cell}) không phải cột nào của biểu; không được cộng.",
    en: "Column '{header}' ({cell}) is none of the form's; it is not added.",
  },
  W_HEADER_TWICE: {
    severity: 'warning',
    vi: "Hai cột đều có thể là '{column}': {used} được dùng, {cell} thì không. Ghi rõ ở tiêu đề cột nào là số của kỳ báo cáo (luỹ kế), hoặc bỏ cột thừa.",
    en: "Two columns may be '{column}': {used} is used, {cell} is not. Say in the header which one is of the period (cumulative), or take the other out.",
  },
  E_SCALE: {
    severity: 'error',
    vi: "Bảng ghi số theo '{found}', còn số đếm là từng hồ sơ: cộng vào sẽ sai. Trả lại để đơn vị ghi đủ số hồ sơ.",
    en: "The table counts in '{found}', while counts are of single dossiers: added as it stands it would be wrong. Return it for full numbers.",
  },
  E_UNREADABLE: {
    severity: 'error',
    vi: "Ô {cell} ghi '{found}', không phải số đếm. Sửa thành một số nguyên; hiện ô ấy không được cộng.",
    en: "{cell} says '{found}', which is no count. Make it a whole number; it is not added as it is.",
  },
  E_NEGATIVE: {
    severity: 'error',
    vi: 'Ô {cell} là số âm ({found}); số đếm không thể âm. Thường do gõ nhầm hoặc công thức trừ ngược.',
    en: '{cell} is negative ({found}); a count cannot be. Usually mistyped, or a formula subtracts the wrong way.',
  },
  E_TOTAL_SUM: {
    severity: 'error',
    vi: "Dòng '{label}', cột '{column}' ({cell}) ghi {found}, tổng các dòng là {expected} (lệch {difference}). Thường do gõ số đè lên công thức hoặc thêm dòng ngoài vùng cộng; bản tổng hợp cộng từ các dòng.",
    en: "Row '{label}', column '{column}' ({cell}) says {found}, its rows add up to {expected} ({difference}). Usually a number typed over the formula, or a row added outside of its range; the consolidation adds the rows.",
  },
  E_SECTION_SUM: {
    severity: 'error',
    vi: "Mục '{label}', cột '{column}' ({cell}) ghi {found}, tổng các dòng của mục là {expected} (lệch {difference}). Bản tổng hợp cộng từ các dòng.",
    en: "Section '{label}', column '{column}' ({cell}) says {found}, its rows add up to {expected} ({difference}). The consolidation adds the rows.",
  },
  W_SUM_RULE: {
    severity: 'warning',
    vi: "{label}: '{column}' ({cell}) là {found}, còn {parts} cộng lại là {expected} (lệch {difference}). {cause}",
    en: "{label}: '{column}' ({cell}) is {found}, while {parts} add up to {expected} ({difference}). {cause}",
  },
  W_CARRIED: {
    severity: 'warning',
    vi: "{label}: '{column}' ({cell}) là {found}, còn kỳ trước đang giải quyết {expected} (lệch {difference}). {cause}",
    en: "{label}: '{column}' ({cell}) is {found}, while {expected} were open at the end of the period before ({difference}). {cause}",
  },
  W_SHORTER_PERIODS: {
    severity: 'warning',
    vi: "{label}: '{column}' ({cell}) là {found}, còn {reports} báo cáo kỳ ngắn hơn của đơn vị cho {expected} ({how}; lệch {difference}). Thường do sửa số của kỳ dài mà không gửi lại kỳ ngắn, hoặc lấy số vào ngày khác.",
    en: "{label}: '{column}' ({cell}) is {found}, while the unit's {reports} reports of shorter periods make {expected} ({how}; {difference}). Usually the longer report was corrected and the shorter ones were not sent again, or they were taken on another day.",
  },
  E_VALUE_DIFFERS: {
    severity: 'error',
    vi: "Chỉ tiêu '{target}': kết quả ghi {found} ({cell}), tính từ số đếm là {expected}. Thường do gõ tay kết quả hoặc số đếm đã sửa mà kết quả chưa sửa; bản tổng hợp tính lại từ số đếm.",
    en: "Target '{target}': the result says {found} ({cell}), its counts make {expected}. Usually typed by hand, or the counts were corrected and the result was not; the consolidation reckons from the counts.",
  },
  W_SHARE_OF_NONE: {
    severity: 'warning',
    vi: "Chỉ tiêu '{target}': mẫu số là 0 nên không có kết quả, ô {cell} ghi {found}. Không có hồ sơ thì để trống: 0 trên 0 không phải 100 %, cũng không phải 0 %.",
    en: "Target '{target}': the denominator is 0, so there is no result; {cell} says {found}. Leave it empty: nothing of nothing is neither 100 % nor 0 %.",
  },
  E_ABOVE_100: {
    severity: 'error',
    vi: "Chỉ tiêu '{target}': {found} ({cell}) vượt 100 %. Kiểm tra lại tử số, mẫu số.",
    en: "Target '{target}': {found} ({cell}) is above 100 %. Check its numerator and denominator.",
  },
  E_HITS_ABOVE_MEMBERS: {
    severity: 'error',
    vi: "Chỉ tiêu '{target}': tử số {found} ({cell}) lớn hơn mẫu số {expected}. Thường do đổi chỗ hai cột.",
    en: "Target '{target}': the numerator {found} ({cell}) is above the denominator {expected}. Usually the two columns were swapped.",
  },
  W_NO_COUNTS: {
    severity: 'warning',
    vi: "Chỉ tiêu '{target}' chỉ có kết quả {found} ({cell}), không có tử số và mẫu số: không cộng được (trung bình của các tỷ lệ không phải là tỷ lệ chung). Đề nghị đơn vị gửi số đếm.",
    en: "Target '{target}' has only a result, {found} ({cell}), without its counts: it cannot be added (a mean of percentages is not the percentage of the whole). Ask the unit for its counts.",
  },
  W_TARGET_MISSING: {
    severity: 'warning',
    vi: "Không thấy chỉ tiêu '{target}' trong bảng; đơn vị chưa có trong số chung của chỉ tiêu ấy.",
    en: "Target '{target}' is not in the table; the unit is not in its total.",
  },
  W_TARGET_UNCLEAR: {
    severity: 'warning',
    vi: "Dòng '{found}' ({cell}) có thể là chỉ tiêu {candidates}; chưa được cộng. Ghi tên chỉ tiêu như trong kế hoạch rồi gửi lại.",
    en: "Row '{found}' ({cell}) may be the target {candidates}; it is not added. Name the target as the plan does and send it again.",
    terminal: {
      vi: 'Dòng \'{found}\' ({cell}) có thể là chỉ tiêu {candidates}; chưa được cộng. Nói một lần: --map-target "{found}=MÃ".',
      en: 'Row \'{found}\' ({cell}) may be the target {candidates}; it is not added. Say it once: --map-target "{found}=ID".',
    },
  },
  E_EDITED: {
    severity: 'error',
    vi: 'Ô {cell} ({what}) đã sửa tay sau khi Về đích lập báo cáo: trước {expected}, nay {found}. Bản tổng hợp dùng số Về đích đã đếm; nếu sửa là đúng, đề nghị đơn vị nạp lại số liệu và lập báo cáo lại.',
    en: '{cell} ({what}) was changed by hand after Về đích had made the report: it was {expected} and is {found}. The consolidation uses what was counted; if the change is right, the unit should import its data and make the report again.',
  },
  I_WORDS_EDITED: {
    severity: 'info',
    vi: 'Ô {cell} ({what}) đã sửa lời: trước "{expected}", nay "{found}".',
    en: 'The words of {cell} ({what}) were changed: "{expected}" became "{found}".',
  },
  E_ROW_GONE: {
    severity: 'error',
    vi: "Dòng '{expected}' ({what}) mà Về đích đã ghi không còn trong trang tính.",
    en: "Row '{expected}' ({what}) that Về đích wrote is no longer in the sheet.",
  },
  E_CELL_GONE: {
    severity: 'error',
    vi: 'Không còn thấy {what} mà Về đích đã ghi (trước: {expected}).',
    en: '{what} that Về đích wrote can no longer be found (it was {expected}).',
  },
  E_PART_DAMAGED: {
    severity: 'error',
    vi: 'Phần dữ liệu mà Về đích để lại trong tệp đã hỏng ({reason}); bảng được đọc như bảng tự kẻ, không kiểm được ô nào đã sửa.',
    en: "What Về đích left in the file is damaged ({reason}); the table is read as one of the unit's own, and changed cells cannot be told.",
  },
  W_HIDDEN: {
    severity: 'warning',
    vi: "Trang tính '{sheet}' bị ẩn; vẫn được đọc.",
    en: "The sheet '{sheet}' is hidden; it was read all the same.",
  },
  W_TABLE_AGAIN: {
    severity: 'warning',
    vi: "Trang tính '{sheet}' cũng có bảng của đơn vị này với các mục như trang '{counted}'; chỉ trang '{counted}' được cộng. Xóa trang thừa nếu nó không đúng, hoặc gửi riêng trang đúng.",
    en: "The sheet '{sheet}' has a table of this unit too, with what '{counted}' has; '{counted}' alone is added. Delete the one that is not right, or send the right one alone.",
  },
  E_SHEET_CUT: {
    severity: 'error',
    vi: "Trang tính '{sheet}' dài quá {rows} dòng; chỉ {rows} dòng đầu được đọc. Báo cáo không dài như vậy: gửi riêng bảng báo cáo.",
    en: "The sheet '{sheet}' has more than {rows} rows; the first {rows} were read. No report is so long: send the table of the report alone.",
  },
  W_HALF_LEFT_OUT: {
    severity: 'warning',
    vi: 'Báo cáo {file} của đơn vị đã sáp nhập không được cộng, vì đơn vị mới đã gửi báo cáo của mình cho cùng kỳ.',
    en: 'The report {file} of a unit that merged is not added, because the unit that took it over sent its own for the same period.',
  },
  E_OTHER_DEFINITION: {
    severity: 'error',
    vi: "Chỉ tiêu '{target}': báo cáo đếm theo định nghĩa khác với kế hoạch hiện nay; không cộng được. Đề nghị đơn vị cập nhật kế hoạch và lập lại báo cáo.",
    en: "Target '{target}': the report counts by another definition than today's plan; it cannot be added. The unit should bring its plan up to date and make the report again.",
  },
  E_UNKNOWN_ROW: {
    severity: 'error',
    vi: "Dòng '{found}' ({cell}) không phải đơn vị nào biết tên; số của dòng ấy chưa được cộng. Nói một lần, các lần sau sẽ nhớ.",
    en: "Row '{found}' ({cell}) is no unit that is known; its figures are not added. Say it once; it is remembered.",
    terminal: {
      vi: 'Dòng \'{found}\' ({cell}) không phải đơn vị nào biết tên; số của dòng ấy chưa được cộng. Nói một lần: --map-unit "{found}=MÃ".',
      en: 'Row \'{found}\' ({cell}) is no unit that is known; its figures are not added. Say it once: --map-unit "{found}=ID".',
    },
  },
  W_SENT_AGAIN: {
    severity: 'info',
    vi: 'Đơn vị gửi lại: bản {file} thay bản trước ({before}), {changes} số khác. Bản trước vẫn được giữ.',
    en: 'Sent again: {file} takes the place of {before}, {changes:figure differs|figures differ}. The one before is kept.',
  },
  W_SAME_FILE: {
    severity: 'info',
    vi: 'Tệp giống hệt tệp đã nhận ({before}); chỉ tính một lần.',
    en: 'The file is the same as one received before ({before}); it counts once.',
  },
  W_FALLS: {
    severity: 'warning',
    vi: "Chỉ tiêu '{target}': số luỹ kế {found} ({cell}) nhỏ hơn kỳ trước ({expected}). Số luỹ kế không thể giảm; thường do lấy thiếu tháng hoặc nhầm kỳ.",
    en: "Target '{target}': the cumulative {found} ({cell}) is below that of the period before ({expected}). It cannot fall; usually a month is missing or the period is another.",
  },
  W_FAR_FROM_BLOCK: {
    severity: 'info',
    vi: "Chỉ tiêu '{target}': {found} khác hẳn các đơn vị cùng khối (trung vị {expected} của {units} đơn vị). Nên xem lại trước khi chấp nhận; nếu đúng thì giữ nguyên.",
    en: "Target '{target}': {found} is far from the units of its block (median {expected} of {units}). Look at it before accepting; leave it where it is right.",
  },
  W_FAR_OFF: {
    severity: 'info',
    vi: "Chỉ tiêu '{target}': {found} khác hẳn mọi khi của đơn vị (trung vị {expected}). Nên xem lại trước khi chấp nhận.",
    en: "Target '{target}': {found} is far from the unit's usual (median {expected}). Look at it before accepting.",
  },
  W_EXPORTS_DIFFER: {
    severity: 'warning',
    vi: "Chỉ tiêu '{target}': {number} đơn vị báo là {found} ({cell}), đếm từ số liệu đã nạp ở đây là {expected} (lệch {difference}). Thường do đơn vị lấy danh sách vào ngày khác hoặc thiếu tệp. Mở từng hồ sơ chênh lệch bằng danh sách mà đơn vị đã đếm.",
    en: "Target '{target}': the unit reports the {number} {found} ({cell}), the exports imported here make it {expected} ({difference}). Usually the unit's list is of another day, or lacks a file. The list that the unit counted from opens the difference down to its dossiers.",
    terminal: {
      vi: "Chỉ tiêu '{target}': {number} đơn vị báo là {found} ({cell}), đếm từ số liệu đã nạp ở đây là {expected} (lệch {difference}). Mở từng hồ sơ: vedich dossiers --difference DANH-SÁCH… --plan {plan} --target {id} --unit {unit} --as-of {as_of}",
      en: "Target '{target}': the unit reports the {number} {found} ({cell}), the exports imported here make it {expected} ({difference}). Open its dossiers: vedich dossiers --difference LIST… --plan {plan} --target {id} --unit {unit} --as-of {as_of}",
    },
  },
} satisfies Messages;
