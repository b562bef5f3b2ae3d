import { askSql } from '../../pipeline/ask/ask.ts';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { provinceIndex } from '../../pipeline/cli/provinces.ts';
import { shippedWith } from '../../pipeline/cli/shipped.ts';
import { importFile } from '../../pipeline/facts/import.ts';
import { parseOffice } from '../../pipeline/library/layer/parse.ts';
import { starterFiles } from '../../pipeline/library/layer/starter.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { inflate } from '../../pipeline/warehouse/duckdb/native/file-source.ts';
import { PLAN } from '../consolidate/office.ts';
import { newWarehouse } from '../support/warehouse.ts';
import { damagedBytes, damagedText } from './damage.ts';
import { HEADERS, LISTS } from './lists.ts';
import { chosen, type Target, textOf, utf8 } from './target.ts';

const library = shippedLibrary();

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

/** An import whose rows must add up (`facts/import.ts` throws where they do not), some with an explanation. */
const imported: Target = {
  name: 'import',
  seeds: LISTS.map(utf8),
  damage(bytes, random) {
    const text = utf8(damagedText(textOf(bytes), random));
    return { bytes: random(8) === 0 ? damagedBytes(text, random) : text };
  },
  async run({ bytes }) {
    imports += 1;
    const column = chosen(['ignore', 'channel', 'unit', 'dossier_code'], bytes);
    const columns = { [chosen(HEADERS, bytes)]: column };
    const mapping = { columns, codes: {}, units: {}, agencies: {}, sheets: {} };
    const options = {
      sha256: String(imports).padStart(64, '0'),
      now: '2026-11-21 08:00:00',
      ...(chosen([true, false, false], bytes) ? { mapping } : {}),
    };
    await importFile(await warehouse(), library, sourceFromBytes('thu.csv', bytes), { inflate }, options);
    return false;
  },
  end: async () => engine?.close(),
};

/** The starter's files with their examples switched on, and a plan; an input is the path of one, and its text. */
const OFFICE = new Map(
  [...starterFiles()].map(([file, bytes]) => {
    const [, ...examples] = textOf(bytes).split('\n\n');
    return [file, examples.join('\n\n').replace(/^# ?/gm, '')] as const;
  }),
).set('plans/ke-hoach.yaml', PLAN);
const shipped = shippedWith(provinceIndex(), ['ninhbinh']);

const yaml: Target = {
  name: 'library and plans',
  seeds: [...OFFICE].map(([file, text]) => utf8(`${file}\n${text}`)),
  damage(bytes, random) {
    const [file = '', ...lines] = textOf(bytes).split('\n');
    const text = utf8(damagedText(lines.join('\n'), random));
    return { bytes: Buffer.concat([utf8(`${file}\n`), random(8) === 0 ? damagedBytes(text, random) : text]) };
  },
  async run({ bytes }) {
    const end = bytes.indexOf(0x0a);
    const file = textOf(bytes.subarray(0, end));
    return parseOffice(shipped, new Map([[file, bytes.slice(end + 1)]])).office.mistakes.length > 0;
  },
};

const QUESTIONS = [
  'SELECT unit_id, count(*) FROM dossiers GROUP BY ALL ORDER BY 2 DESC',
  "WITH a AS (SELECT * FROM dossiers WHERE received_at >= DATE '2024-01-01') SELECT count(*) FILTER (WHERE channel = 'online') FROM a",
  "SELECT * FROM read_csv('/etc/passwd')",
  'SELECT x.a FROM (VALUES (1), (2)) AS x(a) JOIN payments ON true LIMIT 5',
  'SELECT current_setting(\'memory_limit\'), "a""b" FROM dossiers',
  'SELECT sum(range) OVER (ORDER BY range) FROM range(1000)',
];

const sql: Target = {
  name: 'questions in SQL',
  seeds: QUESTIONS.map(utf8),
  damage: (bytes, random) => ({ bytes: utf8(damagedText(textOf(bytes), random)) }),
  async run({ bytes }) {
    await askSql(await warehouse(), textOf(bytes), { seconds: 2 });
    return false;
  },
};

export const DATA_TARGETS: readonly Target[] = [imported, yaml, sql];
