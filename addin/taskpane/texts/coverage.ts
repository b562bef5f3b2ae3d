import type { Catalogue } from './catalogue.ts';

/** Which months are there, which rows were left out, and somebody's word on both. */
export const coverageTexts = {
  coverageTitle: { vi: 'Các tháng đã có', en: 'Months at hand' },
  coverageKey: {
    vi: '■ đủ · ◧ thiếu một phần · □ thiếu · ○ đã xác nhận không có',
    en: '■ there · ◧ part missing · □ missing · ○ confirmed to have none',
  },
  monthWhole: { vi: 'tháng {month}: đủ', en: '{month}: there' },
  monthSaid: { vi: 'tháng {month}: đã xác nhận không có', en: '{month}: confirmed to have none' },
  monthPart: { vi: 'tháng {month}: thiếu một phần', en: '{month}: part missing' },
  monthMissing: { vi: 'tháng {month}: thiếu', en: '{month}: missing' },
  monthOfUnit: { vi: 'tháng {month}: {unit}', en: '{month}: {unit}' },
  noneHint: {
    vi: 'Nạp tệp của tháng còn thiếu. Tháng nào quả thật không có thì chọn rồi xác nhận; lời xác nhận được ghi lại, rút lại được.',
    en: 'Import the files of the months that are missing. Choose the months that truly had none, and confirm; the word is kept and can be taken back.',
  },
  noneOpen: { vi: 'Tháng này không có…', en: 'There were none…' },
  noneConfirm: { vi: 'Xác nhận không có', en: 'Confirm that there were none' },
  noneOf: { vi: "Không có '{list}' trong", en: "No '{list}' in" },
  moreMonths: {
    vi: 'Còn {count} dòng nữa, hiện ra khi đã xác nhận các dòng này.',
    en: '{count} more come when these are confirmed.',
  },
  saidNone: {
    vi: 'tháng {month}, {unit}: không có ({by}, {at})',
    en: '{month}, {unit}: none ({by}, {at})',
  },
  takeBack: { vi: 'Rút lại', en: 'Take back' },
  confirmer: { vi: 'Người xác nhận', en: 'Who confirms' },
  leftOutTitle: { vi: 'Dòng bị loại khi nạp', en: 'Rows left out at import' },
  seenAccept: { vi: 'Đã xem, chấp nhận', en: 'Seen and accepted' },
  seenHint: {
    vi: 'Trên 1 % số dòng bị loại vì lý do liên quan: số này chưa chắc cho đến khi sửa, nạp lại, hoặc có người xem và chấp nhận.',
    en: 'More than 1 % of the rows were left out for a reason that concerns this number: it is unsure until they are mended and imported again, or somebody has seen and accepted it.',
  },
  rejectedFile: { vi: 'Tải các dòng bị loại để sửa', en: 'Download the rows left out, to be mended' },
  rejectedFrom: {
    vi: 'Chọn lại tệp {file} để tải các dòng bị loại',
    en: 'Choose {file} again to download the rows left out',
  },
  rejectedSaved: {
    vi: 'Đã tải. Sửa trong tệp ấy rồi thả lại vào đây; hai cột cuối không được tính.',
    en: 'Downloaded. Mend it and drop it here again; its last two columns are not read.',
  },
} as const satisfies Catalogue;
