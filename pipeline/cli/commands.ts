import type { Command } from './command.ts';

/** A command as the overview shows it; its code, and the engine that it may need, is loaded when it is called. */
export interface CommandEntry {
  name: string;
  summary: { vi: string; en: string };
  load(): Promise<Command>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'inspect',
    summary: {
      vi: 'xem tệp sẽ được hiểu thế nào, không nạp',
      en: 'show how files would be understood, importing nothing',
    },
    load: async () => (await import('./commands/inspect.ts')).inspectCommand,
  },
  {
    name: 'import',
    summary: { vi: 'nạp tệp xuất từ cổng vào kho số liệu', en: 'import portal exports into the warehouse' },
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  {
    name: 'imports',
    summary: { vi: 'các tệp đã nạp: danh sách, bỏ tệp', en: 'imported files: list, remove' },
    load: async () => (await import('./commands/imports.ts')).importsCommand,
  },
  {
    name: 'state',
    summary: {
      vi: 'tháng nào của danh sách nào đã có; dòng bị loại',
      en: 'which months of which list are there; rows left out',
    },
    load: async () => (await import('./commands/state.ts')).stateCommand,
  },
  {
    name: 'rejected',
    summary: { vi: 'các dòng bị loại của một tệp, để sửa rồi nạp lại', en: "a file's rows left out, to be mended" },
    load: async () => (await import('./commands/rejected.ts')).rejectedCommand,
  },
  {
    name: 'evaluate',
    summary: {
      vi: 'đối chiếu số liệu với chỉ tiêu của một kế hoạch',
      en: 'compare the figures with the targets of a plan',
    },
    load: async () => (await import('./commands/evaluate.ts')).evaluateCommand,
  },
  {
    name: 'explain',
    summary: { vi: 'vì sao chỉ tiêu chưa đạt: thiếu ở đâu', en: 'why targets are short: where it is missing' },
    load: async () => (await import('./commands/explain.ts')).explainCommand,
  },
  {
    name: 'forecast',
    summary: { vi: 'đến hạn có đạt không: dự kiến và khả năng', en: 'will targets be met in time: what is expected' },
    load: async () => (await import('./commands/forecast.ts')).forecastCommand,
  },
  {
    name: 'push',
    summary: {
      vi: 'làm gì trước: thủ tục nào đem lại nhiều nhất; nếu … thì',
      en: 'what to do first: which procedures bring most; what if',
    },
    load: async () => (await import('./commands/push.ts')).pushCommand,
  },
  {
    name: 'ask',
    summary: {
      vi: 'hỏi bằng lời, bằng tiếng Việt; trả lời kèm cách hiểu câu hỏi',
      en: 'ask in Vietnamese words; the answer says how the question was read',
    },
    load: async () => (await import('./commands/ask.ts')).askCommand,
  },
  {
    name: 'brief',
    summary: { vi: 'một trang cho lãnh đạo (Word, in)', en: 'one page for a leader (Word, print)' },
    load: async () => (await import('./commands/brief.ts')).briefCommand,
  },
  {
    name: 'narrative',
    summary: { vi: 'báo cáo bằng lời theo mẫu Word', en: 'the report in words, from a Word template' },
    load: async () => (await import('./commands/narrative.ts')).narrativeCommand,
  },
  {
    name: 'watch',
    summary: {
      vi: 'theo dõi một thư mục: nạp tệp mới, ghi báo cáo, nói điều gì đã đổi',
      en: 'watch a folder: import new files, write reports, say what changed',
    },
    load: async () => (await import('./commands/watch.ts')).watchCommand,
  },
  {
    name: 'indicators',
    summary: {
      vi: 'tính chỉ tiêu theo đơn vị, lĩnh vực, thủ tục, tháng; chỉ tiêu riêng',
      en: 'compute indicators by unit, field, procedure, month; own indicators',
    },
    load: async () => (await import('./commands/indicators.ts')).indicatorsCommand,
  },
  {
    name: 'dossiers',
    summary: { vi: 'liệt kê hồ sơ đứng sau một con số', en: 'list the dossiers behind a number' },
    load: async () => (await import('./commands/dossiers.ts')).dossiersCommand,
  },
  {
    name: 'report',
    summary: { vi: 'ghi báo cáo theo mẫu ra tệp Excel', en: 'write the standard report as an Excel file' },
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    name: 'collect',
    summary: { vi: 'nhận báo cáo Excel của các đơn vị', en: "take in units' Excel reports" },
    load: async () => (await import('./commands/collect.ts')).collectCommand,
  },
  {
    name: 'roll',
    summary: { vi: 'ai đã gửi, ai chưa, muộn mấy ngày', en: 'who has reported, who has not, how late' },
    load: async () => (await import('./commands/roll.ts')).rollCommand,
  },
  {
    name: 'accept',
    summary: { vi: 'chấp nhận báo cáo của đơn vị', en: "accept units' reports" },
    load: async () => (await import('./commands/decide.ts')).acceptCommand,
  },
  {
    name: 'return',
    summary: { vi: 'trả lại báo cáo, kèm lý do', en: 'return reports, with a reason' },
    load: async () => (await import('./commands/decide.ts')).returnCommand,
  },
  {
    name: 'exclude',
    summary: { vi: 'đơn vị không phải gửi báo cáo', en: 'units that need not report' },
    load: async () => (await import('./commands/decide.ts')).excludeCommand,
  },
  {
    name: 'expect',
    summary: { vi: 'đơn vị phải gửi báo cáo', en: 'units that are to report' },
    load: async () => (await import('./commands/decide.ts')).expectCommand,
  },
  {
    name: 'no-cases',
    summary: { vi: 'đơn vị không phát sinh', en: 'units with nothing to report' },
    load: async () => (await import('./commands/decide.ts')).nothingCommand,
  },
  {
    name: 'freeze',
    summary: { vi: 'chốt kỳ tổng hợp', en: 'freeze a period' },
    load: async () => (await import('./commands/decide.ts')).freezeCommand,
  },
  {
    name: 'consolidate',
    summary: { vi: 'cộng báo cáo các đơn vị thành một', en: "add the units' reports" },
    load: async () => (await import('./commands/consolidate.ts')).consolidateCommand,
  },
  {
    name: 'rank',
    summary: { vi: 'xếp hạng các đơn vị theo điểm', en: 'rank the units by points' },
    load: async () => (await import('./commands/rank.ts')).rankCommand,
  },
  {
    name: 'remind',
    summary: {
      vi: 'nhắc đơn vị còn nợ báo cáo: tin nhắn, công văn',
      en: 'remind units that owe a report: message, letter',
    },
    load: async () => (await import('./commands/remind.ts')).remindCommand,
  },
  {
    name: 'forms',
    summary: {
      vi: 'biểu mẫu các đơn vị gửi; biểu trống để điền',
      en: 'the forms that units send; blank forms to fill in',
    },
    load: async () => (await import('./commands/forms.ts')).formsCommand,
  },
  {
    name: 'plans',
    summary: { vi: 'kế hoạch: danh sách, nội dung, kiểm tra, thêm, gỡ', en: 'plans: list, show, check, add, remove' },
    load: async () => (await import('./commands/plans.ts')).plansCommand,
  },
  {
    name: 'units',
    summary: {
      vi: 'đơn vị: danh sách, lịch sử và tên gọi, thêm, gỡ',
      en: 'units: list, history and spellings, add, remove',
    },
    load: async () => (await import('./commands/units.ts')).unitsCommand,
  },
  {
    name: 'library',
    summary: {
      vi: 'thư viện riêng của cơ quan: kiểm tra, xuất, nhập',
      en: "the office's own library: check, export, import",
    },
    load: async () => (await import('./commands/library.ts')).libraryCommand,
  },
  {
    name: 'init',
    summary: { vi: 'tạo thư viện riêng với các tệp mẫu', en: "make the office's own library with commented files" },
    load: async () => (await import('./commands/init.ts')).initCommand,
  },
  {
    name: 'query',
    summary: { vi: 'hỏi thẳng kho số liệu bằng SQL (chỉ đọc)', en: 'ask the warehouse in SQL (read-only)' },
    load: async () => (await import('./commands/query.ts')).queryCommand,
  },
  {
    name: 'check',
    summary: { vi: 'kiểm tra kho số liệu có nguyên vẹn không', en: 'check whether the warehouse is sound' },
    load: async () => (await import('./commands/check.ts')).checkCommand,
  },
  {
    name: 'warehouse',
    summary: {
      vi: 'chép kho số liệu lên một cụm máy chủ, hoặc từ đó về',
      en: 'copy the warehouse to a cluster, or back from one',
    },
    load: async () => (await import('./commands/warehouse.ts')).warehouseCommand,
  },
  {
    name: 'backup',
    summary: {
      vi: 'chép kho số liệu ra bản sao, kể cả khi đang dùng',
      en: 'copy the warehouse, also while it is in use',
    },
    load: async () => (await import('./commands/backup.ts')).backupCommand,
  },
  {
    name: 'serve',
    summary: { vi: 'mở máy chủ cho bảng điều khiển trong Excel', en: 'serve the pane in Excel and the API' },
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  {
    name: 'token',
    summary: { vi: 'cấp, xem, thu hồi mã truy cập máy chủ', en: 'make, list, revoke access tokens of the server' },
    load: async () => (await import('./commands/token.ts')).tokenCommand,
  },
];
