import { type MessageParams, type Messages, UserError, type Words } from '../messages.ts';

/** What can be wrong with a file, before anybody has looked at what its rows mean. `file` is the name without folders. */
export const readMessages = {
  'file-empty': {
    severity: 'error',
    vi: 'Tệp "{file}" rỗng (0 byte). Hãy xuất lại từ cổng rồi nạp lại.',
    en: 'The file "{file}" is empty (0 bytes). Export it from the portal again and import the new file.',
  },
  'file-kind-unknown': {
    severity: 'error',
    vi: 'Tệp "{file}" là {found}, không phải bảng dữ liệu. Hãy xuất danh sách dưới dạng .xlsx, .xls, .ods, .csv hoặc .json.',
    en: 'The file "{file}" is {found}, not a table of data. Export the list as .xlsx, .xls, .ods, .csv or .json.',
  },
  'file-changed': {
    severity: 'error',
    vi: 'Không đọc đủ tệp "{file}": cần {expected} byte từ vị trí {offset}, chỉ được {actual}. Tệp có thể đang được ghi hoặc chép dở; hãy thử lại khi đã xong.',
    en: 'The file "{file}" could not be read in full: {expected} bytes wanted at {offset}, {actual} received. It may still be being written or copied; try again when that is done.',
  },
  'file-too-large': {
    severity: 'error',
    vi: 'Tệp "{file}" quá lớn cho định dạng {kind} ({size} MB, giới hạn {limit} MB). Hãy lưu thành .xlsx hoặc .csv, hoặc xuất từng kỳ ngắn hơn.',
    en: 'The file "{file}" is too large for the format {kind} ({size} MB, limit {limit} MB). Save it as .xlsx or .csv, or export shorter periods.',
  },
  'file-too-heavy': {
    severity: 'error',
    vi: 'Tệp "{file}" không đọc xong trong {seconds} giây hoặc cần hơn {limit} MB bộ nhớ nên bị từ chối. Hãy mở bằng Excel, chỉ giữ lại danh sách, lưu thành .xlsx mới hoặc chia nhỏ rồi nạp lại.',
    en: 'The file "{file}" could not be read within {seconds} seconds or needs more than {limit} MB of memory and is refused. Open it in Excel, keep the list alone, save it as a new .xlsx or split it, and import again.',
  },
  'book-encrypted': {
    severity: 'error',
    vi: 'Tệp "{file}" được đặt mật khẩu nên không đọc được. Hãy mở bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu rồi thử lại.',
    en: 'The file "{file}" is protected with a password and cannot be read. Open it in Excel, remove the password (File > Info > Protect Workbook), save and try again.',
  },
  'book-binary': {
    severity: 'error',
    vi: 'Tệp "{file}" là sổ Excel nhị phân (.xlsb), chưa đọc được. Hãy mở bằng Excel và lưu thành .xlsx.',
    en: 'The file "{file}" is a binary workbook (.xlsb), which is not read. Open it in Excel and save it as .xlsx.',
  },
  'book-damaged': {
    severity: 'error',
    vi: 'Tệp "{file}" bị hỏng: {part} {detail}. Hãy xuất hoặc chép lại tệp; nếu vẫn vậy, mở bằng Excel và lưu thành tệp mới.',
    en: 'The file "{file}" is damaged: {part} {detail}. Export or copy it again; if that does not help, open it in Excel and save it as a new file.',
  },
  'book-cut-short': {
    severity: 'error',
    vi: 'Tệp "{file}" bị cắt cụt: {part} dừng giữa chừng. Hãy tải hoặc chép lại cả tệp rồi thử lại.',
    en: 'The file "{file}" is cut short: {part} ends in the middle. Download or copy the whole file again and try again.',
  },
  'zip-crc': {
    severity: 'error',
    vi: 'Tệp "{file}" bị hỏng: phần {part} không khớp mã kiểm tra (CRC). Hãy tải hoặc chép lại tệp rồi thử lại.',
    en: 'The file "{file}" is damaged: part {part} does not match its checksum (CRC). Download or copy the file once more and try again.',
  },
  'zip-bad-data': {
    severity: 'error',
    vi: 'Tệp "{file}" bị hỏng: không giải nén được phần {part}. Hãy tải hoặc chép lại tệp rồi thử lại.',
    en: 'The file "{file}" is damaged: part {part} cannot be decompressed. Download or copy the file once more and try again.',
  },
  'zip-size': {
    severity: 'error',
    vi: 'Tệp "{file}" bị hỏng: phần {part} dài {actual} byte thay vì {expected}. Hãy tải hoặc chép lại tệp rồi thử lại.',
    en: 'The file "{file}" is damaged: part {part} has {actual} bytes instead of {expected}. Download or copy the file once more and try again.',
  },
  'zip-bomb': {
    severity: 'error',
    vi: 'Tệp "{file}" bị từ chối: phần {part} phình ra quá lớn khi giải nén (hơn {limit}). Sổ tính bình thường không như vậy; hãy lấy lại tệp từ nơi tạo ra nó.',
    en: 'The file "{file}" is refused: part {part} swells too much when decompressed (over {limit}). No ordinary workbook does; get the file again from where it was made.',
  },
  'zip-method': {
    severity: 'error',
    vi: 'Tệp "{file}": phần {part} được nén theo cách lạ ({method}). Hãy mở bằng Excel và lưu thành .xlsx mới.',
    en: 'The file "{file}": part {part} is compressed in an unusual way ({method}). Open it in Excel and save it as a new .xlsx.',
  },
  'limit-exceeded': {
    severity: 'error',
    vi: 'Tệp "{file}", trang "{sheet}", dòng {row}: {what} vượt giới hạn {limit}. Hãy chia nhỏ danh sách hoặc bỏ cột, ô thừa rồi nạp lại.',
    en: 'The file "{file}", sheet "{sheet}", row {row}: {what} is above the limit of {limit}. Split the list or take out what is not part of it, and import again.',
  },
  'sheets-exceeded': {
    severity: 'error',
    vi: 'Tệp "{file}" có hơn {limit} trang tính hoặc bảng, từ "{sheet}" trở đi không đọc. Hãy tách thành nhiều tệp rồi nạp từng tệp.',
    en: 'The file "{file}" has more than {limit} sheets or tables; from "{sheet}" on nothing is read. Split it into several files and import each.',
  },
  'sheet-part-shared': {
    severity: 'error',
    vi: 'Tệp "{file}" bị hỏng: trang "{sheet}" và trang "{other}" cùng lấy dữ liệu từ một phần ({part}), sẽ bị đếm hai lần. Hãy mở bằng Excel và lưu thành tệp mới.',
    en: 'The file "{file}" is damaged: the sheets "{sheet}" and "{other}" take their rows from one part ({part}) and would be counted twice. Open it in Excel and save it as a new file.',
  },
  'sheet-rows-disordered': {
    severity: 'error',
    vi: 'Tệp "{file}", trang "{sheet}": dòng {row} đứng sau dòng {previous}. Hãy mở bằng Excel và lưu thành tệp mới.',
    en: 'The file "{file}", sheet "{sheet}": row {row} comes after row {previous}. Open it in Excel and save it as a new file.',
  },
  'text-encoding': {
    severity: 'error',
    vi: 'Tệp "{file}": byte thứ {offset} không phải chữ {encoding}. Hãy lưu lại tệp với mã UTF-8 (Excel: "CSV UTF-8") rồi nạp lại.',
    en: 'The file "{file}": byte {offset} is not {encoding} text. Save the file as UTF-8 (Excel: "CSV UTF-8") and import it again.',
  },
  'csv-open-quote': {
    severity: 'error',
    vi: 'Tệp "{file}", dòng {row}: dấu ngoặc kép mở ra mà không đóng lại, phần còn lại của tệp không đọc được. Hãy sửa dòng này rồi nạp lại.',
    en: 'The file "{file}", row {row}: a quotation mark is opened and never closed, so the rest of the file cannot be read. Mend this row and import again.',
  },
  'html-no-table': {
    severity: 'error',
    vi: 'Tệp "{file}" là trang web không có bảng nào (có thể là trang báo lỗi hoặc trang đăng nhập). Hãy đăng nhập cổng và xuất lại.',
    en: 'The file "{file}" is a web page without a table (perhaps an error or a sign-in page). Sign in to the portal and export again.',
  },
  'json-wrong': {
    severity: 'error',
    vi: 'Tệp "{file}", dòng {line}: sai cú pháp JSON ở gần “{detail}”. Hãy xuất lại tệp từ hệ thống nguồn.',
    en: 'The file "{file}", line {line}: not valid JSON near "{detail}". Export the file from its system again.',
  },
  'json-shape': {
    severity: 'error',
    vi: 'Tệp "{file}", dòng {line}: cần một mảng các bản ghi, hoặc {service, data: [...]}, nhưng gặp {found}. Hãy kiểm tra cách xuất dữ liệu đồng bộ.',
    en: 'The file "{file}", line {line}: an array of records is wanted, or {service, data: [...]}, but {found} was found. Check how the synchronisation data are exported.',
  },
} satisfies Messages;

/** What a workbook is that has no sheet with rows. */
export const ONLY_CHARTS: Words = { vi: 'sổ tính chỉ có biểu đồ', en: 'a workbook of charts alone' };

export type ReadMessageCode = keyof typeof readMessages;

/** Numbers that name a place and are no quantities. */
const PLACES = ['row', 'previous', 'line', 'offset', 'method'];

/** What a limit is about. */
const LIMITED: Readonly<Record<string, Words>> = {
  rows: { vi: 'số dòng', en: 'the number of rows' },
  columns: { vi: 'số cột', en: 'the number of columns' },
  'filled columns': { vi: 'số cột có dữ liệu', en: 'the number of columns with anything in them' },
  'far cells': {
    vi: 'số ô tính đến ô xa nhất của mỗi dòng, ngoài cột thứ 256',
    en: 'the number of cells out to the furthest of each row, beyond column 256',
  },
  nesting: { vi: 'số tầng lồng nhau', en: 'the depth of what stands within each other' },
  'merged cells': { vi: 'số vùng ô gộp', en: 'the number of merged areas' },
  text: { vi: 'độ dài chữ trong một ô', en: 'the length of a text' },
  records: { vi: 'số bản ghi', en: 'the number of records' },
  JSON: { vi: 'độ dài một bản ghi JSON', en: 'the length of a JSON record' },
};

/** The `UserError` of a code, with its sentence. */
export function readError(code: ReadMessageCode, params: MessageParams, options?: ErrorOptions): UserError {
  const said = Object.entries(params).map(([name, value]) => [
    name,
    PLACES.includes(name) ? String(value) : name === 'what' ? (LIMITED[String(value)] ?? value) : value,
  ]);
  return new UserError(code, readMessages[code], Object.fromEntries(said), options);
}
