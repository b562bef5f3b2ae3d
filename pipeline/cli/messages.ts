import { type MessageParams, type Messages, UserError } from '../messages.ts';

const cliMessages = {
  UNKNOWN_COMMAND: {
    severity: 'error',
    vi: "Không có lệnh '{command}'. {hint}Gõ 'vedich --help' để xem các lệnh.",
    en: "There is no command '{command}'. {hint}See 'vedich --help'.",
  },
  UNKNOWN_OPTION: {
    severity: 'error',
    vi: "Lệnh '{command}' không có tùy chọn '{option}'. {hint}Gõ 'vedich {command} --help' để xem cách dùng.",
    en: "'{command}' has no option '{option}'. {hint}See 'vedich {command} --help'.",
  },
  OPTION_VALUE: {
    severity: 'error',
    vi: "Tùy chọn '{option}' của lệnh '{command}' viết chưa đúng: cần {wanted}. Gõ 'vedich {command} --help' để xem ví dụ.",
    en: "Option '{option}' of '{command}' is not right: {wanted} is needed. See 'vedich {command} --help'.",
  },
  MISSING_OPTION: {
    severity: 'error',
    vi: "Lệnh '{command}' cần {option}. Gõ 'vedich {command} --help' để xem ví dụ.",
    en: "'{command}' needs {option}. See 'vedich {command} --help'.",
  },
  NO_SUCH_IMPORT: {
    severity: 'error',
    vi: "Không có lần nạp số '{number}'. Xem số bằng: vedich imports list. Chưa bỏ tệp nào.",
    en: "There is no import '{number}'. See the numbers with: vedich imports list. Nothing was removed.",
  },
  NO_SUCH_PATH: {
    severity: 'error',
    vi: "Không thấy tệp hoặc thư mục '{path}'. Kiểm tra lại tên và chỗ để tệp.",
    en: "There is no file or folder '{path}'. Check the name and the place.",
  },
  EMPTY_FOLDER: {
    severity: 'error',
    vi: "Trong '{path}' không có tệp nào đọc được (.xlsx, .xls, .ods, .csv, .html, .json). Chọn thư mục chứa các tệp xuất từ cổng.",
    en: "Nothing in '{path}' can be read (.xlsx, .xls, .ods, .csv, .html, .json). Choose the folder with the portal's exports.",
  },
  UNKNOWN_ID: {
    severity: 'error',
    vi: "Không có {kind} '{id}'. {hint}Gõ '{list}' để xem danh sách.",
    en: "There is no {kind} '{id}'. {hint}See '{list}'.",
  },
  UNKNOWN_PROVINCE: {
    severity: 'error',
    vi: "Không có tỉnh '{name}'. {hint}Gõ 'vedich units provinces' để xem danh sách.",
    en: "There is no province '{name}'. {hint}See 'vedich units provinces'.",
  },
  NO_WAREHOUSE: {
    severity: 'error',
    vi: "Chưa có kho số liệu '{path}'. Nạp tệp trước: vedich import TỆP…",
    en: "There is no warehouse '{path}' yet. Import files first: vedich import FILE…",
  },
  CLUSTER_ADDRESS: {
    severity: 'error',
    vi: "'{at}' không phải địa chỉ cụm máy chủ. Viết: clickhouse://NGƯỜI_DÙNG@MÁY:8443,MÁY:8443/CƠ_SỞ_DỮ_LIỆU, không ghi mật khẩu; mật khẩu đặt trong biến VEDICH_CLICKHOUSE_PASSWORD hoặc tệp mà VEDICH_CLICKHOUSE_PASSWORD_FILE chỉ tới.",
    en: "'{at}' is no address of a cluster. Write clickhouse://USER@HOST:8443,HOST:8443/DATABASE, without a password; it goes into VEDICH_CLICKHOUSE_PASSWORD, or into a file that VEDICH_CLICKHOUSE_PASSWORD_FILE names.",
  },
  CLUSTER_UNREACHABLE: {
    severity: 'error',
    vi: "Không máy nào của cụm '{at}' trả lời. Kiểm tra địa chỉ, cổng, chứng chỉ và mạng, rồi làm lại.",
    en: "No node of the cluster '{at}' answers. Check address, port, certificate and network, then try again.",
  },
  CLUSTER_REFUSED: {
    severity: 'error',
    vi: "Cụm '{at}' không nhận người dùng hoặc mật khẩu này. Kiểm tra tên trong địa chỉ và VEDICH_CLICKHOUSE_PASSWORD.",
    en: "The cluster '{at}' does not take this user or password. Check the name in the address and VEDICH_CLICKHOUSE_PASSWORD.",
  },
  CLUSTER_RIGHTS: {
    severity: 'error',
    vi: 'Người dùng này không được làm việc ấy trên cụm máy chủ: {at} Xem quyền cần có trong docs/cum-may-chu.md.',
    en: 'This user may not do that on the cluster: {at} docs/cum-may-chu.md says which rights are needed.',
  },
  CLUSTER_SETTING: {
    severity: 'error',
    vi: 'Cụm máy chủ không cho đặt thiết lập mà con số cần để đúng: {at}. Bỏ ràng buộc ấy trong hồ sơ (profile) của người dùng này.',
    en: "The cluster forbids a setting that figures need to be right: {at}. Take that constraint out of this user's profile.",
  },
  CLUSTER_LAYOUT: {
    severity: 'error',
    vi: 'Các bảng trên cụm không được chia như con số cần: {at}. Tính trên đó có thể ra số sai nên vedich không tính. Chép lại kho: vedich warehouse copy --replace TỆP ĐỊA_CHỈ.',
    en: 'Tables on the cluster are not spread as figures need: {at}. Figures of them could be wrong, so none are made. Copy the warehouse again: vedich warehouse copy --replace FILE ADDRESS.',
  },
  CLUSTER_INCOMPLETE: {
    severity: 'error',
    vi: "Một phần của cụm '{at}' không trả lời, nên không có con số nào: số của phần còn lại sẽ nhỏ hơn thật. Khởi động lại máy ấy rồi làm lại.",
    en: "A part of the cluster '{at}' does not answer, so there are no figures: those of the rest would be too small. Start that node again, then try again.",
  },
  CLUSTER_NO_WAREHOUSE: {
    severity: 'error',
    vi: "Trên cụm '{at}' chưa có kho số liệu nguyên vẹn của phiên bản này. Chép kho vào: vedich warehouse copy TỆP ĐỊA_CHỈ.",
    en: "The cluster '{at}' holds no whole warehouse of this version. Copy one there: vedich warehouse copy FILE ADDRESS.",
  },
  CLUSTER_NODES: {
    severity: 'error',
    vi: 'Địa chỉ phải ghi đủ mọi máy của cụm, mỗi máy một lần, vì có bảng nằm trọn trên từng máy: {at}. Chưa chép gì.',
    en: 'The address must name every node of the cluster once, as some tables stand whole on each: {at}. Nothing was copied.',
  },
  CLUSTER_READS_ONLY: {
    severity: 'error',
    vi: "Việc này cần kho số liệu trong tệp; kho trên cụm '{at}' chỉ dùng cho các lệnh đọc. Nạp, sửa, kiểm tra, phục vụ (serve) trên một kho trong tệp (--warehouse TỆP), rồi chép lên: vedich warehouse copy --replace TỆP ĐỊA_CHỈ.",
    en: "This needs a warehouse in a file; the one on the cluster '{at}' is for commands that read. Import, change, check and serve one in a file (--warehouse FILE), then copy it there: vedich warehouse copy --replace FILE ADDRESS.",
  },
  CLUSTER_DAY: {
    severity: 'error',
    vi: 'Cụm máy chủ chỉ giữ được ngày từ 1900 đến 2299, kho có ngày khác: {at}. Chưa chép gì.',
    en: 'A cluster holds days from 1900 to 2299 only, the warehouse has another: {at}. Nothing was copied.',
  },
  CLUSTER_TAKEN: {
    severity: 'error',
    vi: "Cơ sở dữ liệu '{at}' có bảng không phải của vedich. Chọn một cơ sở dữ liệu trống; vedich không đụng vào bảng của nơi khác.",
    en: "The database '{at}' has tables that are not vedich's. Choose an empty one; vedich does not touch what is somebody else's.",
  },
  CLUSTER_FULL: {
    severity: 'error',
    vi: "Trên cụm '{at}' đã có một kho số liệu. Muốn thay kho ấy, thêm --replace; trong lúc chép không ai đọc được nó.",
    en: "The cluster '{at}' holds a warehouse already. Add --replace to put this one in its place; while it is copied nobody can read it.",
  },
  COPY_DIFFERS: {
    severity: 'error',
    vi: 'Bản chép không giống kho gốc: {at}. Bản này không được dùng; hãy chép lại.',
    en: 'The copy is not what the warehouse was: {at}. It is not put to use; copy again.',
  },
  COPY_PLACES: {
    severity: 'error',
    vi: 'Chép giữa một tệp và một cụm máy chủ: một trong hai chỗ phải là địa chỉ clickhouse://, chỗ kia là tệp.',
    en: 'A copy goes between a file and a cluster: one of the two places must be a clickhouse:// address, the other a file.',
  },
  NOT_ON_DISK: {
    severity: 'error',
    vi: "'{path}' không phải tên tệp: số liệu nạp vào đó sẽ mất ngay. Ghi tên một tệp sau --warehouse, ví dụ --warehouse kho.duckdb",
    en: "'{path}' is no name of a file: what is imported there would be gone at once. Name a file after --warehouse, e.g. --warehouse office.duckdb",
  },
  BACKUP_EXISTS: {
    severity: 'error',
    vi: "Đã có '{path}', bản sao không ghi đè lên tệp nào. Chọn tên khác, ví dụ có ngày tháng.",
    en: "'{path}' is there already, and a backup overwrites nothing. Choose another name, e.g. with the day in it.",
  },
  BACKUP_BUSY: {
    severity: 'error',
    vi: "Kho số liệu '{path}' đang được ghi liên tục nên chưa chép được. Chờ lần nạp đang chạy xong rồi làm lại.",
    en: "The warehouse '{path}' is being written all the time and could not be copied. Wait for the running import to end and try again.",
  },
  WAREHOUSE_LOCKED: {
    severity: 'error',
    vi: "Kho số liệu '{path}' đang được chương trình khác dùng. Đóng chương trình ấy (hoặc chờ nạp xong) rồi làm lại.",
    en: "The warehouse '{path}' is in use by another program. Close it (or wait for its import) and try again.",
  },
  WAREHOUSE_DAMAGED: {
    severity: 'error',
    vi: "Kho số liệu '{path}' bị hỏng, không đọc được trọn vẹn. Chép lại bản sao gần nhất của tệp ấy, hoặc nạp lại các tệp xuất vào kho mới (--warehouse).",
    en: "The warehouse '{path}' is damaged and cannot be read whole. Put its last copy back, or import the exports into a new one (--warehouse).",
  },
  DISK_FULL: {
    severity: 'error',
    vi: 'Hết chỗ trên đĩa, chưa ghi gì dở dang. Giải phóng đĩa rồi làm lại.',
    en: 'The disk is full; nothing was left half-written. Make room and try again.',
  },
  NOT_ALLOWED: {
    severity: 'error',
    vi: "Không có quyền đọc hoặc ghi '{path}'. Chọn nơi khác, hoặc nhờ người quản trị cấp quyền.",
    en: "'{path}' may not be read or written. Choose another place, or ask your administrator.",
  },
  NOT_A_WAREHOUSE: {
    severity: 'error',
    vi: "'{path}' không phải kho số liệu của Về đích, hoặc thuộc phiên bản khác. Chọn tệp khác bằng --warehouse, hoặc nạp lại các tệp xuất vào một kho mới.",
    en: "'{path}' is no warehouse of Về đích, or one of another version. Choose another with --warehouse, or import the exports into a new one.",
  },
  REPORT_ASKS: {
    severity: 'error',
    vi: 'Chưa lập báo cáo. Nạp thêm số liệu rồi làm lại, hoặc thêm --yes để vẫn lập.',
    en: 'The report was not made. Import what is missing and try again, or add --yes to make it all the same.',
  },
  NO_UNITS_BELOW: {
    severity: 'error',
    vi: "'{unit}' không có đơn vị trực thuộc nào phải báo cáo theo '{plan}'. Chọn đơn vị khác với --unit, hoặc bỏ --each-unit.",
    en: "'{unit}' has no units below it that must report by '{plan}'. Choose another with --unit, or leave out --each-unit.",
  },
  NOT_KEPT: {
    severity: 'error',
    vi: "Không đọc được báo cáo cũ '{file}' (có mật khẩu, đã hỏng hoặc không phải .xlsx), nên phần viết tay trong đó có thể mất. Chọn tên khác bằng -o, hoặc thêm --no-keep để ghi đè.",
    en: "The earlier report '{file}' cannot be read (it has a password, is damaged or no .xlsx), so what was written in it by hand could be lost. Choose another name with -o, or add --no-keep to overwrite it.",
  },
  CANNOT_WRITE: {
    severity: 'error',
    vi: "Không ghi được '{path}' ({reason}). Đóng tệp nếu đang mở trong Excel, hoặc chọn chỗ khác bằng -o.",
    en: "Cannot write '{path}' ({reason}). Close it if it is open in Excel, or choose another place with -o.",
  },
  NOTHING_IMPORTED: {
    severity: 'error',
    vi: 'Chưa nạp được dòng nào. Xem các vấn đề ở trên, sửa rồi nạp lại.',
    en: 'No row could be imported. See the problems above, correct and import again.',
  },
  FILE_MISTAKES: {
    severity: 'error',
    vi: "'{path}' có {count} chỗ cần sửa (xem ở trên); thư viện không đổi.",
    en: "'{path}' has {count:mistake|mistakes} (see above); the library was not changed.",
  },
  LIBRARY_MISTAKES: {
    severity: 'error',
    vi: "Thư viện '{path}' có {count} chỗ cần sửa (xem ở trên). Những tệp ấy không được dùng, các phần khác vẫn dùng được.",
    en: "The library '{path}' has {count:mistake|mistakes} (see above). These files are not used, everything else is.",
  },
  NO_LIBRARY: {
    severity: 'error',
    vi: "Không có thư viện '{path}'. Kiểm tra lại --library, hoặc tạo: vedich init --library {path}",
    en: "There is no library '{path}'. Check --library, or make it: vedich init --library {path}",
  },
  NOT_OWN: {
    severity: 'error',
    vi: "{kind} '{id}' có sẵn trong chương trình, không gỡ được. Muốn khác đi thì thêm bản của mình cùng mã.",
    en: "The {kind} '{id}' ships with the program and cannot be removed. To change it add one of your own with its id.",
  },
  NO_TABLE: {
    severity: 'error',
    vi: "Không đọc được đơn vị nào trong '{path}'. Cần bảng có cột mã, tên, loại, cấp trên; hoặc tệp .yaml.",
    en: "No unit could be read from '{path}'. A table with id, name, kind and parent is needed; or a .yaml file.",
  },
} satisfies Messages;

/** A mistake of the user of the command line (exit code 1). */
export function userError(
  code: keyof typeof cliMessages,
  params: MessageParams = {},
  options?: ErrorOptions,
): UserError {
  return new UserError(code, cliMessages[code], params, options);
}
