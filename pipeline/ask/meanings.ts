import type { ListId } from '../lists.ts';
import type { Words } from '../messages.ts';

/** A table that no catalogue describes. */
export interface DescribedTable {
  name: Words;
  about: Words;
  columns: Readonly<Record<string, Words>>;
}

/** What every fact table has beside the columns of its list. */
export const FACT_COLUMNS: Readonly<Record<string, Words>> = {
  key: { vi: 'Khóa của dòng: hai dòng cùng khóa là một việc ở hai thời điểm', en: 'key of the row' },
  unit_id: { vi: 'Mã đơn vị được tính (nối với bảng units)', en: 'id of the unit it counts for (join units)' },
  lacks: { vi: 'Các cột mà tệp nguồn của dòng này không có', en: 'columns that no source file of this row had' },
  import_id: { vi: 'Lần nạp tệp (nối với bảng imports)', en: 'the import it comes from (join imports)' },
  sheet_no: { vi: 'Số thứ tự trang tính trong tệp', en: 'number of the sheet in the file' },
  row_no: { vi: 'Số dòng trong trang tính', en: 'number of the row in the sheet' },
};

/** What one row of a list is. */
export const ROWS_OF_LISTS: Readonly<Record<ListId, Words>> = {
  dossiers: {
    vi: 'Mỗi dòng là một hồ sơ ở trạng thái mới nhất đã biết.',
    en: 'One row a dossier, in its latest known state.',
  },
  payments: { vi: 'Mỗi dòng là một giao dịch thanh toán.', en: 'One row a payment.' },
  procedures: {
    vi: 'Mỗi dòng là một thủ tục do một đơn vị cung cấp, từ một ngày.',
    en: 'One row a procedure that a unit offers, from a day on.',
  },
  results: { vi: 'Mỗi dòng là một kết quả giải quyết đã cấp.', en: 'One row a result that was issued.' },
  surveys: { vi: 'Mỗi dòng là một phiếu khảo sát.', en: 'One row an answered survey.' },
  visits: { vi: 'Mỗi dòng là một lượt lấy số tại quầy.', en: 'One row a visit at the desk.' },
  transfers: { vi: 'Mỗi dòng là một lần chuyển hồ sơ.', en: 'One row a transfer of a dossier.' },
  observations: {
    vi: 'Mỗi dòng là một con số tự theo dõi của một đơn vị trong một kỳ.',
    en: 'One row a figure that a unit keeps by hand for a period.',
  },
};

const IMPORT = { vi: 'Số của lần nạp tệp', en: 'number of the import' };
const SHEET = { vi: 'Số thứ tự trang tính trong tệp', en: 'number of the sheet in the file' };
const COLUMN = { vi: 'Cột, theo tên chung', en: 'the column, by its common name' };

/** Where facts come from, and what was wrong with it. */
export const IMPORT_TABLES: Readonly<Record<string, DescribedTable>> = {
  imports: {
    name: { vi: 'Tệp đã nạp', en: 'Imported files' },
    about: { vi: 'Mỗi dòng là một tệp đã nạp.', en: 'One row an imported file.' },
    columns: {
      import_id: IMPORT,
      file: { vi: 'Tên tệp', en: 'name of the file' },
      sha256: { vi: 'Mã băm SHA-256 của tệp', en: 'SHA-256 of the file' },
      fingerprint: { vi: 'Dấu vân tay: tệp và cách đọc tệp', en: 'fingerprint of the file and how it was read' },
      size: { vi: 'Cỡ tệp, byte', en: 'size in bytes' },
      kind: { vi: 'Loại tệp: xlsx, csv…', en: 'kind of file: xlsx, csv…' },
      encoding: { vi: 'Bảng mã chữ của tệp', en: 'encoding of its text' },
      imported_at: { vi: 'Lúc nạp', en: 'when it was imported' },
      said_unit: { vi: 'Đơn vị được nói là của mọi dòng', en: 'the unit that all rows were said to be of' },
      sender: { vi: 'Đơn vị gửi tệp lên máy chủ', en: 'the unit that sent it to the server' },
    },
  },
  import_periods: {
    name: { vi: 'Kỳ của trang tính', en: 'Periods of sheets' },
    about: {
      vi: 'Mỗi dòng là một trang tính có số liệu và kỳ của nó: trang mới hơn cho biết trạng thái mới hơn.',
      en: 'One row a sheet with facts, and its period: the newer sheet tells the newer state.',
    },
    columns: {
      import_id: IMPORT,
      sheet_no: SHEET,
      title_from: { vi: 'Từ ngày ghi trên đầu bảng', en: 'first day that the title says' },
      title_to: { vi: 'Đến ngày ghi trên đầu bảng', en: 'last day that the title says' },
      last_event: { vi: 'Ngày muộn nhất có việc xảy ra trong các dòng', en: 'latest day on which something happened' },
      as_new_as: { vi: 'Mới đến ngày nào', en: 'the day it is as new as' },
    },
  },
  import_sheets: {
    name: { vi: 'Trang tính đã nạp', en: 'Imported sheets' },
    about: { vi: 'Mỗi dòng là một trang tính của một tệp.', en: 'One row a sheet of a file.' },
    columns: {
      import_id: IMPORT,
      sheet_no: SHEET,
      sheet: { vi: 'Tên trang tính', en: 'name of the sheet' },
      list: { vi: 'Là danh sách nào', en: 'which list it is' },
      header_row: { vi: 'Dòng tiêu đề', en: 'row of the headers' },
      rows_read: { vi: 'Số dòng đã đọc', en: 'rows read' },
      rows_accepted: { vi: 'Số dòng được nhận', en: 'rows accepted' },
      rows_rejected: { vi: 'Số dòng bị loại', en: 'rows rejected' },
      rows_duplicate: { vi: 'Số dòng lặp lại', en: 'rows repeated' },
      rows_skipped: { vi: 'Số dòng bỏ qua (tổng cộng, ghi chú…)', en: 'rows skipped (totals, notes…)' },
      columns_found: { vi: 'Các cột nhận ra', en: 'columns recognised' },
      columns_missing: { vi: 'Các cột không có', en: 'columns that are not there' },
    },
  },
  import_units: {
    name: { vi: 'Đơn vị trong tệp', en: 'Units in files' },
    about: { vi: 'Mỗi dòng là một đơn vị trong một trang tính.', en: 'One row a unit in a sheet.' },
    columns: {
      import_id: IMPORT,
      sheet_no: SHEET,
      unit_id: { vi: 'Mã đơn vị', en: 'id of the unit' },
      rows_accepted: { vi: 'Số dòng được nhận của đơn vị', en: 'rows accepted of the unit' },
    },
  },
  rejected_rows: {
    name: { vi: 'Dòng bị loại', en: 'Rejected rows' },
    about: { vi: 'Mỗi dòng là một dòng bị loại và một lý do.', en: 'One row a rejected row and a reason.' },
    columns: {
      import_id: IMPORT,
      sheet_no: SHEET,
      row_no: { vi: 'Số dòng trong trang tính', en: 'number of the row in the sheet' },
      code: { vi: 'Mã lý do', en: 'code of the reason' },
      column_name: COLUMN,
    },
  },
  problems: {
    name: { vi: 'Vấn đề của tệp', en: 'Problems of files' },
    about: {
      vi: 'Mỗi dòng là một loại vấn đề ở một cột của một trang tính.',
      en: 'One row a kind of problem in a column of a sheet.',
    },
    columns: {
      import_id: IMPORT,
      sheet_no: SHEET,
      code: { vi: 'Mã vấn đề', en: 'code of the problem' },
      severity: {
        vi: "Mức độ: 'error' là lỗi, 'warning' là cảnh báo, 'info' là ghi chú",
        en: 'severity: error, warning, info',
      },
      column_name: COLUMN,
      header: { vi: 'Tiêu đề cột trong tệp', en: 'header in the file' },
      row_count: { vi: 'Số dòng mắc phải', en: 'rows concerned' },
      first_rows: { vi: 'Những dòng đầu tiên', en: 'the first of these rows' },
      params: { vi: 'Chi tiết của câu báo', en: 'details of the sentence' },
      other_import: { vi: 'Lần nạp kia, khi hai tệp ghi khác nhau', en: 'the other import, where two files differ' },
    },
  },
};
