import type { Catalogue } from './catalogue.ts';

/** Questions in words. */
export const wordsTexts = {
  question: { vi: 'Câu hỏi', en: 'Question, in Vietnamese' },
  placeholder: {
    vi: 'tỷ lệ hồ sơ trực tuyến quý III so với cùng kỳ',
    en: 'ty le ho so truc tuyen quy 3 so voi cung ky',
  },
  askIt: { vi: 'Hỏi', en: 'Ask' },
  ready: { vi: 'Câu có sẵn', en: 'Ready questions' },
  readAs: { vi: 'Hiểu là', en: 'Read as' },
  readHint: { vi: 'Chỗ nào hiểu sai, bấm vào để chọn lại.', en: 'Press what was read wrongly, and choose again.' },
  choose: { vi: 'Chọn…', en: 'Choose…' },
  takenFor: { vi: '“{written}” hiểu là “{meant}”.', en: '“{written}” is taken for “{meant}”.' },
  notAnswered: { vi: 'Chưa trả lời', en: 'Not answered' },
  answer: { vi: 'Trả lời', en: 'Answer' },
  value: { vi: 'Kết quả', en: 'Value' },
  before: { vi: 'Trước', en: 'Before' },
  threshold: { vi: 'Ngưỡng', en: 'Threshold' },
  change: { vi: 'Thay đổi', en: 'Change' },
  verdict: { vi: 'So với ngưỡng', en: 'Verdict' },
  openHint: { vi: 'Bấm vào một dòng để xem hồ sơ.', en: 'Press a row to see its dossiers.' },
  dossiersOf: { vi: 'Hồ sơ: {label}', en: 'Dossiers: {label}' },
} satisfies Catalogue;
