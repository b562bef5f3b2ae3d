import { LONGEST_QUESTION } from '../ask/ask.ts';
import { CONTENT_TYPES } from '../formats/formats.ts';
import { FORM_LISTS } from '../forms/form-lists.ts';
import { LISTS } from '../lists.ts';
import { QUESTION_KINDS } from '../office/questions.ts';
import type { ColumnType, Table } from '../office/tables.ts';
import { GROUPINGS } from '../office/tables.ts';
import { APPENDIX_IDS } from '../report/layout.ts';
import { PART_GROUPS } from '../warehouse/members.ts';
import { PROBLEM_TYPE } from './problem.ts';

/** A day of the calendar; the years keep a period from being endless. */
export const DAY = { type: 'string', format: 'date', pattern: '^(19|20|21)\\d\\d-\\d\\d-\\d\\d$' } as const;
export const ID = { type: 'string', minLength: 1, maxLength: 100 } as const;

export const fields = {
  plan: { ...ID, description: 'Mã kế hoạch (GET /api/v1/plans)' },
  unit: { ...ID, description: 'Mã đơn vị (GET /api/v1/units); tính cả đơn vị trực thuộc' },
  as_of: { ...DAY, description: 'Ngày báo cáo, YYYY-MM-DD, tính cả ngày ấy' },
  from: { ...DAY, description: 'Ngày đầu kỳ, YYYY-MM-DD' },
} as const;

/** A query or a body: what it may have, and what it must. */
export function query(properties: object, required: readonly string[]): object {
  return { type: 'object', additionalProperties: false, properties, required };
}

export const lang = {
  type: 'string',
  enum: ['vi', 'en'],
  default: 'vi',
  description: 'Ngôn ngữ của các câu trong câu trả lời',
} as const;

export const planQuery = query({ ...fields, lang }, ['plan', 'unit', 'as_of']);

export const reportQuery = query(
  {
    ...fields,
    appendix: {
      type: 'array',
      items: { type: 'string', enum: [...APPENDIX_IDS, 'all', 'none'] },
      maxItems: APPENDIX_IDS.length + 1,
      description: 'Phụ lục sau hai trang; lặp lại được; mặc định theo thư viện của cơ quan',
    },
    confirm: {
      type: 'boolean',
      default: false,
      description: 'Vẫn lập khi còn chỉ tiêu chưa đủ số liệu (xem checks ở /report-data)',
    },
    lang,
  },
  ['plan', 'unit', 'as_of'],
);

const LINE = { type: 'string', maxLength: 500 } as const;
const LINE_OR_NONE = { ...LINE, nullable: true } as const;

export const reportDefaultsBody = query(
  {
    place: LINE_OR_NONE,
    numberPattern: LINE_OR_NONE,
    template: LINE_OR_NONE,
    signatory: {
      ...query({ onBehalf: LINE, position: LINE, name: LINE }, ['onBehalf', 'position', 'name']),
      nullable: true,
    },
    recipients: { type: 'array', nullable: true, items: LINE, maxItems: 50 },
    appendices: { type: 'array', items: { type: 'string', enum: APPENDIX_IDS }, maxItems: APPENDIX_IDS.length },
  },
  ['place', 'numberPattern', 'template', 'signatory', 'recipients', 'appendices'],
);

export const blankFormQuery = query(
  {
    ...fields,
    list: { type: 'string', enum: FORM_LISTS, description: 'Danh sách cần biểu trống' },
  },
  ['list', 'plan', 'unit', 'as_of'],
);

export const filename = {
  type: 'string',
  minLength: 1,
  maxLength: 300,
  description: 'Tên tệp, khi nội dung tệp là cả thân yêu cầu',
} as const;

const excluding = { ...ID, description: 'Mã kế hoạch: không tính đơn vị mà kế hoạch ấy loại ra' } as const;

/** Of one answer: what is made of them stays small, for however many callers. */
export const MOST_ROWS = 50_000;

/** Parts of a long list; see `sendTable`. */
const paging = {
  limit: {
    type: 'integer',
    minimum: 1,
    maximum: MOST_ROWS,
    description: 'Nhiều nhất bao nhiêu dòng; còn nữa thì câu trả lời có Link: rel="next"',
  },
  offset: { type: 'integer', minimum: 0, maximum: 2 ** 31 - 1, default: 0, description: 'Bỏ qua bao nhiêu dòng đầu' },
} as const;

export const importsQuery = query(paging, []);

export const figuresQuery = query(
  {
    plan: excluding,
    unit: fields.unit,
    from: fields.from,
    as_of: fields.as_of,
    indicator: {
      type: 'array',
      items: ID,
      maxItems: 100,
      description: 'Mã chỉ tiêu; lặp lại được; mặc định mọi chỉ tiêu',
    },
    by: { type: 'string', enum: GROUPINGS, default: 'none', description: 'Tách theo đơn vị, lĩnh vực, thủ tục, tháng' },
    lang,
    ...paging,
  },
  ['unit', 'from', 'as_of'],
);

export const membersQuery = query(
  {
    plan: excluding,
    indicator: { ...ID, description: 'Mã chỉ tiêu' },
    unit: fields.unit,
    from: fields.from,
    as_of: fields.as_of,
    side: {
      type: 'string',
      enum: ['numerator', 'missing'],
      description: 'Đã vào tử số, hoặc trong mẫu số nhưng chưa vào tử số',
    },
    by: { type: 'string', enum: PART_GROUPS, description: 'Với part: chỉ một phần của con số' },
    part: {
      type: 'string',
      maxLength: 500,
      description: 'Phần nào (cột part của /api/v1/explain); trống: phần không rõ',
    },
    ...paging,
  },
  ['indicator', 'unit', 'from', 'as_of', 'side'],
);

export const rejectedQuery = query({ filename, lang }, []);

export const importQuery = query(
  {
    filename,
    province: { ...ID, description: 'Tỉnh của các tên đơn vị không ghi tỉnh' },
    unit: { ...ID, description: 'Mọi dòng là của đơn vị này (tệp không có cột đơn vị)' },
    as: { type: 'string', enum: LISTS, description: 'Coi là danh sách này' },
    map: {
      type: 'array',
      items: { type: 'string', maxLength: 500, pattern: '^.+=.+$' },
      maxItems: 100,
      description: '"TIÊU ĐỀ=cột"',
    },
    map_value: {
      type: 'array',
      items: { type: 'string', maxLength: 500, pattern: '^[a-z_]+:.+=.+$' },
      maxItems: 200,
      description: '"cột:GIÁ TRỊ TRONG TỆP=giá trị"',
    },
    map_unit: {
      type: 'array',
      items: { type: 'string', maxLength: 500, pattern: '^.+=.+$' },
      maxItems: 100,
      description: '"TÊN ĐƠN VỊ TRONG TỆP=mã đơn vị"',
    },
    map_sheet: {
      type: 'array',
      items: { type: 'string', maxLength: 500, pattern: '^.+=.+$' },
      maxItems: 100,
      description: 'Tệp không ghi đơn vị: "MÃ CƠ QUAN CỦA HỒ SƠ hoặc TÊN TỆP=mã đơn vị"',
    },
    confirm_agency: { type: 'boolean', default: false, description: 'Mã hồ sơ của cơ quan khác: vẫn tính' },
    lang,
  },
  [],
);

/** Distinct questions of one request: more than any workbook asks; a larger one asks twice. */
export const MOST_QUESTIONS = 2000;

const WORDS = { type: 'string', maxLength: 300 } as const;

export const questionsBody = {
  type: 'object',
  additionalProperties: false,
  required: ['questions'],
  properties: {
    language: { type: 'string', enum: ['vi', 'en'], default: 'vi', description: 'Ngôn ngữ của câu nói thiếu gì' },
    questions: {
      type: 'array',
      maxItems: MOST_QUESTIONS,
      description: 'Trả lời theo đúng thứ tự câu hỏi; mỗi câu một giá trị, hoặc một lý do',
      items: query(
        {
          ask: {
            type: 'string',
            enum: QUESTION_KINDS,
            description: 'figure: tử số, mẫu số, giá trị; target: đối chiếu với ngưỡng; table: bảng',
          },
          of: { ...WORDS, minLength: 1, description: 'Mã hoặc tên chỉ tiêu; kế hoạch/chỉ tiêu; bảng: cả mã kế hoạch' },
          unit: { ...WORDS, description: 'Mã hoặc tên đơn vị; trống: đơn vị của kế hoạch' },
          as_of: fields.as_of,
          from: fields.from,
          by: { type: 'string', enum: GROUPINGS.filter((by) => by !== 'none'), description: 'Bảng tách theo' },
        },
        ['ask', 'of', 'unit', 'as_of'],
      ),
    },
  },
} as const;

export const unitsTableBody = query(
  {
    rows: {
      type: 'array',
      maxItems: 5000,
      items: { type: 'array', maxItems: 50, items: { type: 'string', maxLength: 2000 } },
      description: 'Các ô, dòng đầu là tiêu đề',
    },
    province: { ...ID, description: 'Mã tỉnh (GET /api/v1/library/provinces)' },
  },
  ['rows', 'province'],
);

const MEANINGS = {
  type: 'object',
  maxProperties: 500,
  propertyNames: { minLength: 1, maxLength: 500 },
  additionalProperties: ID,
  default: {},
} as const;

/** Answers about exports (`Mapping`). */
export const spellingsBody = query(
  {
    columns: { ...MEANINGS, description: 'Tiêu đề → mã cột, hoặc ignore' },
    codes: {
      type: 'object',
      maxProperties: 100,
      additionalProperties: MEANINGS,
      default: {},
      description: 'Mã cột → giá trị trong tệp → giá trị',
    },
    units: { ...MEANINGS, description: 'Tên đơn vị trong tệp → mã đơn vị' },
    agencies: { ...MEANINGS, description: 'Mã cơ quan của hồ sơ → mã đơn vị (tệp không ghi đơn vị)' },
    sheets: { ...MEANINGS, description: 'Tên tệp (# thay cho số) → mã đơn vị (tệp không ghi đơn vị)' },
  },
  [],
);

/** One of them. */
export const spellingBody = query(
  {
    part: { type: 'string', enum: ['columns', 'codes', 'units', 'agencies', 'sheets'] },
    column: { type: 'string', maxLength: 100, default: '', description: 'Mã cột, của giá trị (codes)' },
    written: { type: 'string', minLength: 1, maxLength: 500 },
  },
  ['part', 'written'],
);

export const sqlBody = {
  type: 'object',
  additionalProperties: false,
  required: ['sql'],
  properties: {
    sql: { type: 'string', maxLength: LONGEST_QUESTION, description: 'Một câu SELECT, chỉ đọc (GET /api/v1/tables)' },
  },
} as const;

const MONTH = { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$' } as const;
const SAID = {
  by: { type: 'string', minLength: 1, maxLength: 200, description: 'Ai nói' },
  take_back: { type: 'boolean', description: 'Rút lại điều đã nói' },
} as const;
const manyOf = (properties: Readonly<Record<string, object>>): object => ({
  type: 'array',
  minItems: 1,
  maxItems: 5000,
  items: { type: 'object', additionalProperties: false, required: Object.keys(properties), properties },
});

export const saidBody = {
  type: 'object',
  oneOf: [
    {
      additionalProperties: false,
      required: ['kind', 'by', 'take_back', 'months'],
      properties: {
        ...SAID,
        kind: { const: 'months-without' },
        months: manyOf({ list: { enum: [...LISTS] }, unit: ID, month: MONTH }),
      },
    },
    {
      additionalProperties: false,
      required: ['kind', 'by', 'take_back', 'sheets'],
      properties: {
        ...SAID,
        kind: { const: 'rejections-seen' },
        sheets: manyOf({ importId: { type: 'integer', minimum: 1 }, sheetNo: { type: 'integer', minimum: 0 } }),
      },
    },
  ],
} as const;

export const noQuery = query({}, []);
export const importParams = query({ id: { type: 'integer', minimum: 1, maximum: 2 ** 31 - 1 } }, ['id']);
export const idParams = query({ id: ID }, ['id']);

const JSON_TYPES: Readonly<Record<ColumnType, object>> = {
  text: { type: ['string', 'null'] },
  date: { type: ['string', 'null'] },
  integer: { type: ['integer', 'null'] },
  number: { type: ['number', 'null'] },
  boolean: { type: ['boolean', 'null'] },
  texts: { type: 'array', items: { type: 'string' } },
};

const problemSchema = {
  type: 'object',
  additionalProperties: true,
  properties: {
    type: { type: 'string' },
    code: { type: 'string' },
    status: { type: 'integer' },
    title: { type: 'string' },
    detail: { type: 'string' },
    title_en: { type: 'string' },
    detail_en: { type: 'string' },
    request: { type: 'string' },
  },
} as const;

const problem = {
  description: 'Vì sao không làm được, và phải làm gì',
  content: { [PROBLEM_TYPE]: { schema: problemSchema } },
};
const problems = { '4xx': problem, '5xx': problem };

/** Rows of JSON or an Arrow stream, the same either way. */
export function tableResponse(description: string, columns: Table['columns']): object {
  const properties = Object.fromEntries(
    columns.map(({ name, type, within }) =>
      within === undefined
        ? [name, JSON_TYPES[type]]
        : [within, { type: ['object', 'null'], additionalProperties: true }],
    ),
  );
  return {
    200: {
      description,
      content: {
        'application/json': {
          schema: { type: 'array', items: { type: 'object', properties, additionalProperties: true } },
        },
        [CONTENT_TYPES.arrow]: { schema: { type: 'string', format: 'binary' } },
        [CONTENT_TYPES.csv]: { schema: { type: 'string' } },
        [CONTENT_TYPES.xlsx]: { schema: { type: 'string', format: 'binary' } },
      },
    },
    ...problems,
  };
}

export function jsonResponse(description: string): object {
  return {
    200: { description, content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } } },
    ...problems,
  };
}

export function fileResponse(description: string, type: string): object {
  return { 200: { description, content: { [type]: { schema: { type: 'string', format: 'binary' } } } }, ...problems };
}
