import { READING_PARTS } from '../../ask/words/reading.ts';
import { COMPARISONS } from '../../office/comparisons.ts';
import { fields, ID, lang, query } from '../schemas.ts';

export const forecastQuery = query(
  { ...fields, target: { ...ID, description: 'Mã chỉ tiêu của kế hoạch; mặc định mọi chỉ tiêu' }, lang },
  ['plan', 'unit', 'as_of'],
);

const MOVED = { type: 'array', items: ID, maxItems: 100 } as const;

export const pushQuery = query({ ...fields, lang }, ['plan', 'unit', 'as_of']);

export const whatIfQuery = query(
  {
    ...fields,
    channel: { ...MOVED, description: 'Hồ sơ nộp theo hình thức này; mặc định mọi hình thức không từ xa' },
    procedure: { ...MOVED, description: 'Hồ sơ của thủ tục này' },
    subunit: { ...MOVED, description: 'Hồ sơ của đơn vị trực thuộc này' },
    lang,
  },
  ['plan', 'unit', 'as_of'],
);

export const askWordsQuery = query(
  {
    ...fields,
    q: { type: 'string', maxLength: 1000, description: 'Câu hỏi bằng tiếng Việt; để trống thì được các câu có sẵn' },
    set: {
      type: 'array',
      items: { type: 'string', maxLength: 300, pattern: `^(${READING_PARTS.join('|')})=` },
      maxItems: 11,
      description: 'Hiểu một phần theo ý khác: phần=mã, như unit=brvt-syt; các mã có trong câu trả lời',
    },
    lang,
  },
  ['plan', 'unit', 'as_of'],
);

export const explainQuery = query(
  {
    ...fields,
    target: { ...ID, description: 'Mã chỉ tiêu của kế hoạch; mặc định mọi chỉ tiêu' },
    against: { type: 'string', enum: COMPARISONS, description: 'So với cuối tháng trước, hoặc cùng kỳ năm trước' },
    lang,
  },
  ['plan', 'unit', 'as_of'],
);
