import type { Messages } from '../../pipeline/messages.ts';

/** What is wrong with a manifest, where, and what to do. */
export const manifestMessages = {
  NOT_XML: {
    severity: 'error',
    vi: 'Tệp manifest không phải XML đúng ({reason}). Sửa chỗ ấy trong manifest.xml.',
    en: 'The manifest is not well-formed XML ({reason}). Mend it in manifest.xml.',
  },
  WRONG_ROOT: {
    severity: 'error',
    vi: 'Phần tử gốc là <{name}>, phải là <OfficeApp>. Bắt đầu lại từ manifest.xml của dự án.',
    en: 'The root element is <{name}>; it must be <OfficeApp>. Begin again from the manifest.xml of the project.',
  },
  WRONG_NAMESPACE: {
    severity: 'error',
    vi: '{place}: không gian tên "{namespace}" không đúng, phải là "{wanted}". Sửa xmlns.',
    en: '{place}: the namespace "{namespace}" is not right, it must be "{wanted}". Correct xmlns.',
  },
  WRONG_TYPE: {
    severity: 'error',
    vi: '{place}: xsi:type "{type}" không dùng được, chỉ nhận: {choices}.',
    en: '{place}: xsi:type "{type}" cannot be used; it must be one of: {choices}.',
  },
  MISSING_ELEMENT: {
    severity: 'error',
    vi: '{place}: thiếu <{name}>. Thêm vào đúng chỗ theo thứ tự của lược đồ.',
    en: '{place}: <{name}> is missing. Add it in its place of the schema’s order.',
  },
  MISPLACED_ELEMENT: {
    severity: 'error',
    vi: '{place}: <{name}> không được đứng ở đây. Bỏ đi, hoặc đặt đúng thứ tự: {order}.',
    en: '{place}: <{name}> must not stand here. Remove it, or keep the order: {order}.',
  },
  TOO_MANY: {
    severity: 'error',
    vi: '{place}: quá {most} phần tử <{name}>. Bỏ bớt hoặc thêm nhóm mới.',
    en: '{place}: more than {most} of <{name}>. Remove some, or add a group.',
  },
  MISSING_ATTRIBUTE: {
    severity: 'error',
    vi: '{place}: thiếu thuộc tính {name}. Thêm vào.',
    en: '{place}: the attribute {name} is missing. Add it.',
  },
  UNKNOWN_ATTRIBUTE: {
    severity: 'error',
    vi: '{place}: thuộc tính {name} không có trong lược đồ. Bỏ đi.',
    en: '{place}: the schema has no attribute {name}. Remove it.',
  },
  STRAY_TEXT: {
    severity: 'error',
    vi: '{place}: có chữ "{text}" ngoài phần tử. Bỏ đi.',
    en: '{place}: the text "{text}" stands outside of any element. Remove it.',
  },
  EMPTY: {
    severity: 'error',
    vi: '{place}: để trống. Điền giá trị.',
    en: '{place}: is empty. Give it a value.',
  },
  TOO_LONG: {
    severity: 'error',
    vi: '{place}: dài {length} chữ, Office chỉ nhận {most}. Rút ngắn.',
    en: '{place}: {length} characters, Office takes {most}. Shorten it.',
  },
  WRONG_VALUE: {
    severity: 'error',
    vi: '{place}: giá trị "{value}" không đúng dạng. Xem ví dụ trong manifest.xml của dự án.',
    en: '{place}: the value "{value}" has not the right form. See the manifest.xml of the project.',
  },
  NOT_HTTPS: {
    severity: 'error',
    vi: '{place}: địa chỉ "{url}" phải là https. Office không mở trang http.',
    en: '{place}: the address "{url}" must be https. Office opens no page of http.',
  },
  OTHER_ORIGIN: {
    severity: 'error',
    vi: '{place}: địa chỉ "{url}" không ở dưới {base}. Mọi địa chỉ phải ở một máy chủ.',
    en: '{place}: the address "{url}" is not below {base}. All addresses must be those of one server.',
  },
  NO_SUCH_RESOURCE: {
    severity: 'error',
    vi: '{place}: không có "{id}" trong <{kind}>. Thêm vào Resources hoặc sửa resid.',
    en: '{place}: there is no "{id}" among <{kind}>. Add it to the resources or correct the resid.',
  },
  UNUSED_RESOURCE: {
    severity: 'error',
    vi: '{place}: "{id}" không ai dùng. Bỏ đi.',
    en: '{place}: nothing uses "{id}". Remove it.',
  },
  TWICE: {
    severity: 'error',
    vi: '{place}: "{id}" đã có ở trên. Mỗi mã chỉ được dùng một lần.',
    en: '{place}: "{id}" stands above already. Each id must be used once.',
  },
  MISSING_LOCALE: {
    severity: 'error',
    vi: '{place}: thiếu bản {locale}. Thêm Override cho ngôn ngữ ấy.',
    en: '{place}: there is no {locale}. Add an Override for that language.',
  },
  OTHER_PAGE: {
    severity: 'error',
    vi: '{place}: trỏ đến "{id}", phải là "{wanted}" như Runtime; nếu không, hàm và lệnh chạy ở trang khác.',
    en: '{place}: points to "{id}"; it must be "{wanted}" like the Runtime, or functions and commands run in another page.',
  },
  RUNTIME_NOT_LONG: {
    severity: 'error',
    vi: '{place}: lifetime phải là "long" để hàm và lệnh chạy khi đóng bảng điều khiển.',
    en: '{place}: lifetime must be "long", so that functions and commands run while the pane is closed.',
  },
  OTHER_REQUIREMENTS: {
    severity: 'error',
    vi: 'Requirements: đòi {asked}, nhưng chương trình dùng {used} (addin/excel/required.ts). Sửa cho khớp.',
    en: 'Requirements: {asked} is asked for, the program uses {used} (addin/excel/required.ts). Make them agree.',
  },
  TOO_NEW: {
    severity: 'error',
    vi: 'Requirements: {name} {version} mới hơn bản có trong Office 2021 ({most}). Hạ xuống, hoặc bỏ Office 2021.',
    en: 'Requirements: {name} {version} is newer than what Office 2021 has ({most}). Lower it, or give up Office 2021.',
  },
  MISSING_ICON_SIZE: {
    severity: 'error',
    vi: '{place}: thiếu biểu tượng cỡ {size}. Thêm <bt:Image size="{size}">.',
    en: '{place}: the icon of size {size} is missing. Add <bt:Image size="{size}">.',
  },
  NO_SUCH_COMMAND: {
    severity: 'error',
    vi: '{place}: không có lệnh "{id}" trong addin/commands/ids.ts. Sửa tên hoặc viết lệnh ấy.',
    en: '{place}: there is no command "{id}" in addin/commands/ids.ts. Correct the name or write the command.',
  },
  COMMAND_WITHOUT_BUTTON: {
    severity: 'error',
    vi: 'Lệnh "{id}" không có nút nào trên thanh công cụ. Thêm nút vào manifest hoặc bỏ lệnh.',
    en: 'The command "{id}" has no button on the ribbon. Add one to the manifest or remove the command.',
  },
  NO_BUILD: {
    severity: 'error',
    vi: 'Chưa có bản dựng ở {folder}. Chạy npm run build rồi kiểm tra lại.',
    en: 'There is no build in {folder}. Run npm run build and check again.',
  },
  NO_SUCH_FILE: {
    severity: 'error',
    vi: '{place}: bản dựng không có tệp "{file}". Sửa địa chỉ, hoặc dựng lại (npm run build).',
    en: '{place}: the build has no file "{file}". Correct the address, or build again (npm run build).',
  },
  WRONG_PICTURE: {
    severity: 'error',
    vi: '{place}: "{file}" là {found}, phải là PNG {size} × {size}. Vẽ lại: node addin/icons/draw.ts.',
    en: '{place}: "{file}" is {found}; it must be a PNG of {size} × {size}. Draw it again: node addin/icons/draw.ts.',
  },
  BROKEN_METADATA: {
    severity: 'error',
    vi: '{place}: "{file}" không đọc được hoặc thiếu danh sách functions. Sửa tệp trong addin/functions.',
    en: '{place}: "{file}" cannot be read or has no list of functions. Mend the file in addin/functions.',
  },
  OTHER_FUNCTIONS: {
    severity: 'error',
    vi: '{place}: "{file}" có các hàm {found}, mã có {wanted}. Sửa cho khớp.',
    en: '{place}: "{file}" has the functions {found}, the code has {wanted}. Make them agree.',
  },
  NO_ADDRESS: {
    severity: 'error',
    vi: 'Chưa cho địa chỉ máy chủ. Ví dụ: npm run manifest -- --address https://may-chu:8443',
    en: 'No address of a server. Example: npm run manifest -- --address https://server:8443',
  },
  BAD_ADDRESS: {
    severity: 'error',
    vi: '"{address}" không phải địa chỉ https của một máy chủ. Viết dạng https://may-chu:8443, không kèm ? hay #.',
    en: '"{address}" is no https address of a server. Write it as https://server:8443, without ? or #.',
  },
} satisfies Messages;

export type ManifestCode = keyof typeof manifestMessages;
