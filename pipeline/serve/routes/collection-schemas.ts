import { ACTS } from '../../consolidate/roll.ts';
import { DAY, filename, ID, lang, query } from '../schemas.ts';

/** What is collected: a plan's targets or a form, by (or of) a unit. */
const collected = {
  plan: { ...ID, description: 'Mã kế hoạch có chỉ tiêu được thu; hoặc form' },
  form: { ...ID, description: 'Mã biểu mẫu được thu (GET /api/v1/forms); hoặc plan' },
  unit: { ...ID, description: 'Mã đơn vị tổng hợp' },
  as_of: { ...DAY, description: 'Ngày cuối kỳ, YYYY-MM-DD' },
  from: { ...DAY, description: 'Ngày đầu kỳ, nếu không phải kỳ thường lệ' },
  lang,
} as const;
const only = {
  type: 'string',
  enum: ['all', 'accepted'],
  default: 'all',
  description: 'Cộng mọi báo cáo chưa bị trả lại, hay chỉ báo cáo đã chấp nhận',
} as const;

export const collectionQuery = query(collected, ['unit', 'as_of']);
export const consolidatedQuery = query({ ...collected, only }, ['unit', 'as_of']);
export const collectQuery = query(
  {
    ...collected,
    filename,
    received: {
      type: 'string',
      pattern: '^(19|20|21)\\d\\d-\\d\\d-\\d\\d ([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d$',
      description: 'Lúc nhận, YYYY-MM-DD HH:MM:SS; mặc định bây giờ',
    },
  },
  ['unit', 'as_of'],
);
const difference = {
  ...collected,
  of: { ...ID, description: 'Mã đơn vị có số báo' },
  target: { ...ID, description: 'Mã chỉ tiêu của kế hoạch' },
} as const;
export const differenceQuery = query(difference, ['plan', 'unit', 'as_of', 'of', 'target']);
export const differenceListQuery = query({ ...difference, filename }, ['plan', 'unit', 'as_of', 'of', 'target']);
const ofUnit = { ...collected, unit: { ...ID, description: 'Mã đơn vị có báo cáo' } } as const;
export const standingQuery = query(ofUnit, ['unit', 'as_of']);
export const sendQuery = query({ ...ofUnit, filename }, ['unit', 'as_of']);
export const collectorQuery = query({ unit: collected.unit }, ['unit']);

export const decisionBody = query(
  {
    act: { type: 'string', enum: ACTS.filter((act) => act !== 'reminded'), description: 'frozen: chốt cả kỳ' },
    units: { type: 'array', items: ID, maxItems: 5000, default: [], description: 'Mã các đơn vị' },
    seen: {
      type: 'array',
      items: { type: 'integer' },
      maxItems: 20_000,
      description: 'Số của các báo cáo đã xem (id ở roll.units.files); đơn vị đã gửi bản khác thì không ghi gì',
    },
    reason: { type: 'string', maxLength: 2000, default: '', description: 'Lý do; đơn vị đọc được' },
  },
  ['act'],
);
export const reportNameBody = query(
  { name: { type: 'string', minLength: 1, maxLength: 500, description: 'Tên ghi trong báo cáo' }, means: ID },
  ['name', 'means'],
);
