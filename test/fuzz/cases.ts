/** What is fuzzed, and with what: a number tells the target, the seed and the damage, so that a finding can be looked at again. */
import { readFileSync } from 'node:fs';
import { askSql } from '../../pipeline/ask/ask.ts';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { shippedParts } from '../../pipeline/cli/shipped.ts';
import { collectBook } from '../../pipeline/consolidate/collect.ts';
import { collectionOf } from '../../pipeline/consolidate/collection.ts';
import { importFile } from '../../pipeline/facts/import.ts';
import { parseOffice } from '../../pipeline/library/layer/parse.ts';
import { starterFiles } from '../../pipeline/library/layer/starter.ts';
import { LibraryError } from '../../pipeline/library/library.ts';
import { UserError } from '../../pipeline/messages.ts';
import { inspectFile } from '../../pipeline/office/inspect.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import { readMessages } from '../../pipeline/read/messages.ts';
import { reportContent } from '../../pipeline/report/content.ts';
import { fillTemplate } from '../../pipeline/report/fill.ts';
import { factsOf } from '../../pipeline/report/written.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { inflate } from '../../pipeline/warehouse/duckdb/native/file-source.ts';
import { SPELLINGS } from '../consolidate/form-books.ts';
import { PLAN, truthOf } from '../consolidate/office.ts';
import { LAYOUTS, rowsOf } from '../consolidate/unit-tables.ts';
import { seeded } from '../read/seeded.ts';
import { MAKING, madeUpEvaluation } from '../report/evaluation.ts';
import { newWarehouse } from '../support/warehouse.ts';
import { damagedBytes, damagedDirectory, damagedParts, damagedText, type Random } from './damage.ts';
import { readerCase } from './readers.ts';

export interface Outcome {
  refused: boolean;
  what: string;
  /** Undefined where nothing is. */
  wrong?: string;
}

/** Tries one damaged input; whether it was refused. What it throws beyond sentences is a finding. */
type Try = (random: Random) => Promise<boolean>;

const library = shippedLibrary();
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const pick = <T>(of: readonly T[], random: Random): T => of[random(of.length)]!;

const HEADERS = [
  'Mã hồ sơ',
  'Mã TTHC',
  'Tên TTHC',
  'Lĩnh vực',
  'Đơn vị',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Ngày kết thúc',
  'Trạng thái',
  'Hình thức nhận',
  'Mức độ',
  'Lệ phí',
];
const RECORDS = Array.from({ length: 8 }, (_, at) => [
  `000.00.14.H06-24010${at}-000${at}`,
  '1.001234.000.00.00.H06',
  'Cấp giấy phép',
  'Đất đai',
  'Sở Giáo dục và Đào tạo',
  `0${at + 1}/01/2024 08:00`,
  `1${at}/01/2024`,
  at % 2 === 0 ? `0${at + 2}/01/2024` : '',
  'Đã giải quyết',
  'Trực tuyến',
  'Toàn trình',
  '15.000 đ',
]);
const LISTS = [
  [['UBND TỈNH BÀ RỊA - VŨNG TÀU'], ['Từ ngày 01/01/2024 đến ngày 31/01/2024'], HEADERS, ...RECORDS]
    .map((row) => row.join(';'))
    .join('\n'),
  JSON.stringify({
    service: 'DongBo',
    data: RECORDS.map((row) => Object.fromEntries(HEADERS.map((name, at) => [name, row[at]]))),
  }),
  `<html><body><table>${[HEADERS, ...RECORDS].map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></body></html>`,
];

const damagedList = (random: Random): Uint8Array => {
  const text = damagedText(pick(LISTS, random), random);
  return random(4) === 0 ? damagedBytes(utf8(text), random) : utf8(text);
};

let engine: Engine | undefined;
let imports = 0;
/** Renewed now and then, so that it does not grow. */
async function warehouse(): Promise<Engine> {
  imports += 1;
  if (imports % 100 === 0) {
    await engine?.close();
    engine = undefined;
  }
  engine ??= await newWarehouse();
  return engine;
}

/** The starter's files with their examples switched on, and a plan. */
const OFFICE = new Map(
  [...starterFiles()].map(
    ([file, bytes]) => [file, new TextDecoder().decode(bytes).replace(/^# {0,1}(?=\S+:|- | )/gm, '')] as const,
  ),
).set('plans/ke-hoach.yaml', PLAN);

const truth = truthOf('ninhbinh-sgddt', 'Sở Giáo dục và Đào tạo tỉnh Ninh Bình', 7);
const TABLES = LAYOUTS.map((layout) => layout(truth.name, rowsOf(truth, 0), 'Từ ngày 01/01/2024 đến ngày 31/10/2024'));
const values = Object.fromEntries(
  ['received_total', 'received_online', 'received_direct', 'carried_over', 'settled_total'].map((id) => [id, 3]),
);
const FORMS = SPELLINGS.map((spell) =>
  spell(truth.name, 'Tháng 10 năm 2024', [{ label: 'Đất đai', values }], { label: 'Tổng cộng', values }),
);
const SENT = [...TABLES, ...FORMS];
const plan = [...library.plans.values()][0];
const form = library.forms.get('vpcp-06a');
if (plan === undefined || form === undefined) throw new Error('no plan, no form');
const COLLECTIONS = [
  collectionOf(library, { plan }, plan.defaultUnit, '2024-10-31'),
  collectionOf(library, { form }, plan.defaultUnit, '2024-10-31'),
];

const TEMPLATE = new Uint8Array(readFileSync(new URL('../../templates/standard.xlsx', import.meta.url)));
const evaluation = madeUpEvaluation({ targets: 3 });
const content = reportContent(evaluation);
const facts = factsOf(evaluation, MAKING);

const QUESTIONS = [
  'SELECT unit_id, count(*) FROM dossiers GROUP BY ALL ORDER BY 2 DESC',
  "WITH a AS (SELECT * FROM dossiers WHERE received_at >= DATE '2024-01-01') SELECT count(*) FILTER (WHERE channel = 'online') FROM a",
  "SELECT * FROM read_csv('/etc/passwd')",
  'SELECT x.a FROM (VALUES (1), (2)) AS x(a) JOIN payments ON true LIMIT 5',
  'SELECT current_setting(\'memory_limit\'), "a""b" FROM dossiers',
  'SELECT sum(range) OVER (ORDER BY range) FROM range(1000)',
];

function damagedBook(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes[0] !== 0x50) return damagedBytes(bytes, random);
  return pick([damagedBytes, damagedDirectory, damagedParts, damagedParts], random)(bytes, random);
}

const TARGETS: Readonly<Record<string, Try>> = {
  recognition: async (random) => {
    await inspectFile(library, sourceFromBytes('thu.csv', damagedList(random)), { inflate });
    return false;
  },
  import: async (random) => {
    const sha256 = String(random(2 ** 30)).padStart(64, '0');
    const mapping = {
      columns: { [pick(HEADERS, random)]: pick(['ignore', 'channel', 'unit', 'dossier_code'], random) },
      codes: {},
      units: {},
      agencies: {},
      sheets: {},
    };
    const options = { sha256, now: '2026-11-21 08:00:00', ...(random(4) === 0 ? { mapping } : {}) };
    await importFile(await warehouse(), library, sourceFromBytes('thu.csv', damagedList(random)), { inflate }, options);
    return false;
  },
  library: async (random) => {
    const files = new Map([...OFFICE].map(([file, text]) => [file, utf8(text)]));
    const file = pick([...OFFICE.keys()], random);
    files.set(file, utf8(damagedText(OFFICE.get(file) ?? '', random)));
    return parseOffice(shippedParts(), files).office.mistakes.length > 0;
  },
  template: async (random) => {
    await fillTemplate(damagedBook(TEMPLATE, random), content, facts, 'mau.xlsx');
    return false;
  },
  workbook: async (random) => {
    const sent = pick(SENT, random);
    const source = sourceFromBytes(`bao-cao.${sent.ending}`, damagedBook(sent.bytes, random));
    const sheets = await collectBook(source, { inflate }, library, pick(COLLECTIONS, random), {
      units: new Map(),
      targets: new Map(),
    });
    return sheets.some(({ problems }) => problems.some(({ code }) => code === 'E_NOT_READ'));
  },
  sql: async (random) => {
    await askSql(await warehouse(), damagedText(pick(QUESTIONS, random), random), { seconds: 2 });
    return false;
  },
};

/** The readers of files take half of all numbers: they have most to read. */
export async function fuzzCase(number: number): Promise<Outcome> {
  if (number % 2 === 0) return readerCase(number);
  const names = Object.keys(TARGETS);
  const name = names[((number - 1) / 2) % names.length]!;
  try {
    return { what: name, refused: (await TARGETS[name]?.(seeded(number * 2_654_435_761))) === true };
  } catch (error) {
    const isNameless =
      error instanceof UserError && error.code in readMessages && !/thu\.csv|mau\.xlsx/.test(error.message);
    if ((error instanceof UserError && !isNameless) || error instanceof LibraryError)
      return { what: name, refused: true };
    return {
      what: name,
      refused: false,
      wrong: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
