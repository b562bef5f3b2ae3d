import type { Words } from '../../messages.ts';
import type { Doubt } from './types.ts';

/** What is not sure of a target, for whoever confirms it. */
export const doubtWords: Readonly<Record<Doubt, Words>> = {
  indicator: {
    vi: 'Câu chữ có thể chỉ chỉ số khác; hãy chọn lại nếu cần.',
    en: 'The words may mean another indicator; choose it where they do.',
  },
  'no-indicator': {
    vi: 'Không có chỉ số nào khớp; theo dõi bằng số tự ghi hoặc bỏ ra và nêu lý do.',
    en: 'No indicator fits; keep its figure by hand, or leave it out and say why.',
  },
  'due-of-document': {
    vi: 'Văn bản không nêu hạn của chỉ tiêu này; lấy hạn chung của văn bản.',
    en: 'The document names no date for it; that of the whole document is taken.',
  },
  'no-due': { vi: 'Văn bản không nêu hạn; hãy ghi hạn.', en: 'The document names no date; enter one.' },
  derived: {
    vi: 'Mức này được cộng từ các con số trong câu, không in sẵn trong văn bản.',
    en: 'This level is added up from the figures of the sentence; it is not printed.',
  },
  'several-levels': {
    vi: 'Câu nêu nhiều mức; lấy mức đầu tiên.',
    en: 'The sentence names several levels; the first is taken.',
  },
  below: {
    vi: 'Văn bản ghi "dưới" mức này; ở đây tính cả đúng mức.',
    en: 'The document says "below"; here the level itself counts as met.',
  },
  range: { vi: 'Câu nêu một khoảng; lấy đầu khoảng.', en: 'The sentence names a range; its beginning is taken.' },
  aspiration: {
    vi: 'Mở đầu bằng "phấn đấu" như mọi mục cùng danh sách, và văn bản đánh giá theo kết quả; hiểu là bắt buộc.',
    en: 'Worded as a wish, as all of its list do, and the document judges by the results: taken as an obligation.',
  },
  repeated: {
    vi: 'Văn bản nêu mức này ở nhiều chỗ không giống nhau; hãy xem lại hạn.',
    en: 'The document says this level in several places that differ; look at the date.',
  },
  unused: {
    vi: 'Câu còn con số chưa dùng đến; hãy đọc lại câu.',
    en: 'The sentence has a figure that is not used; read it again.',
  },
  relative: {
    vi: 'Văn bản chỉ nêu mức tăng thêm, không nêu mức gốc.',
    en: 'The document only says how much more, not of what.',
  },
};
