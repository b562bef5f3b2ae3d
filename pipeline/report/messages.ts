import type { Messages } from '../messages.ts';
import { UserError } from '../messages.ts';

/** What is wrong with a template that staff hand in. */
const reportMessages = {
  template_not_xlsx: {
    severity: 'error',
    vi: 'Tệp mẫu báo cáo không phải sổ tính Excel dạng .xlsx. Mở tệp bằng Excel, chọn Lưu thành (Save As) – "Excel Workbook (*.xlsx)", rồi dùng tệp vừa lưu.',
    en: 'The report template is not an Excel workbook of the .xlsx kind. Open it in Excel, choose Save As – "Excel Workbook (*.xlsx)", and use the saved file.',
  },
  template_old_xls: {
    severity: 'error',
    vi: 'Tệp mẫu báo cáo thuộc định dạng cũ .xls (Excel 97–2003). Mở tệp bằng Excel, chọn Lưu thành (Save As) – "Excel Workbook (*.xlsx)", rồi dùng tệp vừa lưu.',
    en: 'The report template is in the old .xls format (Excel 97–2003). Open it in Excel, choose Save As – "Excel Workbook (*.xlsx)", and use the saved file.',
  },
  template_password: {
    severity: 'error',
    vi: 'Tệp mẫu báo cáo đang đặt mật khẩu mở tệp. Bỏ mật khẩu trong Excel (Tệp – Thông tin – Bảo vệ sổ tính), lưu lại, rồi dùng tệp vừa lưu.',
    en: 'The report template is protected by a password for opening. Remove it in Excel (File – Info – Protect Workbook), save, and use the saved file.',
  },
  template_macros: {
    severity: 'error',
    vi: 'Tệp mẫu báo cáo có chứa macro (.xlsm, .xltm). Mở tệp bằng Excel, chọn Lưu thành (Save As) – "Excel Workbook (*.xlsx)" không có macro, rồi dùng tệp vừa lưu.',
    en: 'The report template carries macros (.xlsm, .xltm). Open it in Excel, choose Save As – "Excel Workbook (*.xlsx)" without macros, and use the saved file.',
  },
  template_damaged: {
    severity: 'error',
    vi: 'Tệp mẫu báo cáo bị hỏng ở phần "{part}". Mở tệp bằng Excel để Excel sửa, lưu lại dạng .xlsx, rồi dùng tệp vừa lưu; hoặc dùng mẫu chuẩn kèm theo chương trình.',
    en: 'The report template is damaged in its part "{part}". Let Excel repair it, save it as .xlsx and use the saved file; or use the standard template that comes with the program.',
  },
  template_tables_side_by_side: {
    severity: 'error',
    vi: 'Trên trang tính "{sheet}" của tệp mẫu, hai bảng "{table}" và "{other}" nằm ngang hàng nhau nên không thể thêm dòng cho từng bảng. Đặt hai bảng trên dưới nhau hoặc trên hai trang tính.',
    en: 'On sheet "{sheet}" of the template the tables "{table}" and "{other}" stand side by side, so that neither can grow by itself. Put one below the other, or on two sheets.',
  },
  template_sheet_full: {
    severity: 'error',
    vi: 'Bảng "{table}" cần {rows} dòng, nhiều hơn số dòng mà một trang tính Excel chứa được. Thu hẹp kỳ báo cáo hoặc phạm vi rồi lập lại báo cáo.',
    en: 'Table "{table}" needs {rows} rows, more than a sheet of Excel holds. Narrow the period or the scope and make the report again.',
  },
} satisfies Messages;

export function templateError(
  code: keyof typeof reportMessages,
  params: Readonly<Record<string, string | number>> = {},
): UserError {
  return new UserError(code, reportMessages[code], params);
}
