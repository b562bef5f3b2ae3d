/**
 * Text → values, as temporary macros (never stored in the warehouse, so that an old file has no old rules).
 * NULL where a text cannot be read: the caller tells NULL-because-empty from NULL-because-unreadable.
 */

/** Composed text without invisible characters and with plain single spaces; the heavy way only where it is needed. */
const CLEAN = `
CREATE OR REPLACE TEMP MACRO vd_clean(x) AS
  CASE WHEN x IS NULL THEN NULL
       WHEN regexp_matches(x, '[^ -~]|  ') THEN
         nullif(trim(regexp_replace(
           regexp_replace(translate(nfc_normalize(x), 'ƣƢÐƉðɖ', 'ưƯĐĐđđ'), '[\\x{00AD}\\x{200B}-\\x{200F}\\x{202A}-\\x{202E}\\x{2060}-\\x{2064}\\x{FEFF}]', '', 'g'),
           '[\\s\\x{00A0}\\x{2007}\\x{202F}]+', ' ', 'g')), '')
       ELSE nullif(trim(x), '') END`;

/**
 * A code in capitals, without the blanks around its separators and without Excel's leading apostrophe; the dashes that
 * word processors put for a hyphen are hyphens, so that one code written in two ways is one code. A hyphen alone is not a code.
 */
const CODE = `
CREATE OR REPLACE TEMP MACRO vd_code(x) AS
  nullif(nullif(upper(CASE WHEN regexp_full_match(x, '[0-9A-Za-z][0-9A-Za-z./-]*') THEN x
       ELSE regexp_replace(regexp_replace(translate(vd_clean(x), '‐‑‒–—−', '------'), '\\s*([-./])\\s*', '\\1', 'g'), '^''', '') END), ''), '-')`;

/**
 * The national procedure code is `d.dddddd`; agencies hang their own parts behind it (DOMAIN.md, Codes). A spreadsheet
 * that took it for a number cut zeros off its end, never digits. Other forms stay as they are. Takes `vd_code`'s text.
 */
const PROCEDURE_CODE = `
CREATE OR REPLACE TEMP MACRO vd_procedure_code(code) AS
  CASE WHEN regexp_matches(code, '^\\d\\.\\d{6}($|\\D)') THEN code[1:8]
       WHEN regexp_full_match(code, '\\d\\.\\d{1,5}') THEN rpad(code, 8, '0')
       ELSE upper(code) END`;

const MOMENT_FORMATS = [
  '%d/%m/%Y %H:%M:%S',
  '%d/%m/%Y %H:%M',
  '%d/%m/%Y',
  '%Y-%m-%d %H:%M:%S',
  '%Y-%m-%d %H:%M',
  '%Y-%m-%d',
  '%Y%m%d%H%M%S',
  '%Y%m%d%H%M',
  '%Y%m%d',
  '%d-%m-%Y %H:%M:%S',
  '%d-%m-%Y %H:%M',
  '%d-%m-%Y',
  '%d.%m.%Y %H:%M:%S',
  '%d.%m.%Y %H:%M',
  '%d.%m.%Y',
  '%Y/%m/%d %H:%M:%S',
  '%Y/%m/%d',
  '%H:%M:%S %d/%m/%Y',
  '%H:%M %d/%m/%Y',
  '%d/%m/%Y %I:%M:%S %p',
  '%d/%m/%Y %I:%M %p',
];

const formats = (list: readonly string[]): string => `[${list.map((format) => `'${format}'`).join(', ')}]`;

/** What people and portals put around a date, and what stands for it: ISO's T, fractions of a second, "14h30", … */
const PLAIN_MOMENT_STEPS: readonly (readonly [pattern: string, plain: string])[] = [
  ['^(\\d{4}-\\d\\d-\\d\\d)T', '\\1 '],
  ['(:\\d\\d)\\.\\d+', '\\1'],
  ['(\\d)\\s?(?:[hH]|[gG]iờ)\\s?(\\d\\d)(?:\\s?[pP](?:hút)?)?', '\\1:\\2'],
  ['\\s*SA$', ' AM'],
  ['\\s*CH$', ' PM'],
  // 24:00 is midnight at the end of the day that is named, and days are what is counted: its last second.
  ['(^|\\s)24:00(:00)?(\\s|$)', '\\1 23:59:59\\3'],
  ['^(20\\d{6})2400(00)?$', '\\1235959'],
];
const PLAIN_MOMENT = `
CREATE OR REPLACE TEMP MACRO vd_plain_moment(x) AS
  trim(regexp_replace(regexp_replace(${PLAIN_MOMENT_STEPS.reduce(
    (text, [pattern, plain]) => `regexp_replace(${text}, '${pattern}', '${plain}')`,
    'vd_clean(x)',
  )}, ',|\\s?\\+07:?00$', '', 'g'), '  +', ' ', 'g'))`;

/**
 * A year of two digits in \`vd_plain_moment\`'s text, where its century is plain: of a day like 15/03/24 nobody keeps a list
 * from 1924, while 15/03/85 may be a result's or its expiry. Hyphens leave open which end the year stands at.
 */
const FULL_YEAR = `
CREATE OR REPLACE TEMP MACRO vd_full_year(x) AS
  regexp_replace(x, '^(.* )?(\\d{1,2})([/.])(\\d{1,2})([/.])([0-3]\\d)( .*)?$', '\\1\\2\\3\\4\\520\\6\\7')`;

/** A spreadsheet's day number. From 61 on (1 March 1900) the missing 29 February 1900 no longer matters. */
const SERIAL = `
CREATE OR REPLACE TEMP MACRO vd_serial(x, date1904) AS
  CASE WHEN date1904 THEN TIMESTAMP '1904-01-01' ELSE TIMESTAMP '1899-12-30' END
    + to_seconds(CAST(round(CAST(x AS DOUBLE) * 86400) AS BIGINT))`;

/** The shapes that nearly all cells have, told by where their separators stand: no pattern is run over a million of them. */
const USUAL_MOMENT = `
CREATE OR REPLACE TEMP MACRO vd_usual_moment(x) AS
  CASE WHEN x LIKE '____-__-__ ________' THEN try_strptime(x, '%Y-%m-%d %H:%M:%S')
       WHEN x LIKE '__/_______ ________' THEN try_strptime(x, '%d/%m/%Y %H:%M:%S')
       WHEN x LIKE '__/_______' THEN try_strptime(x, '%d/%m/%Y')
       WHEN x LIKE '____-_____' THEN try_strptime(x, '%Y-%m-%d')
       WHEN x LIKE '__/_______ _____' THEN try_strptime(x, '%d/%m/%Y %H:%M') END`;

/**
 * A local moment from `vd_plain_moment`'s text. Vietnam writes day before month, always; a year of two digits that
 * `vd_full_year` did not complete falls to `vd_bounded`.
 */
const MOMENT = `
CREATE OR REPLACE TEMP MACRO vd_moment(x, date1904) AS
  CASE WHEN regexp_full_match(x, '\\d{5}(\\.\\d+)?') THEN vd_serial(x, date1904)
       ELSE try_strptime(x, ${formats(MOMENT_FORMATS)}) END`;

/** Results can be decades old and run far ahead, so the bounds are wide; what lies outside is a slip. */
const BOUNDED = `
CREATE OR REPLACE TEMP MACRO vd_bounded(moment) AS
  CASE WHEN moment BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '2199-12-31 23:59:59' THEN moment END`;

/** Without currency and blanks; a minus may be typographic. */
const PLAIN_NUMBER = `
CREATE OR REPLACE TEMP MACRO vd_plain_number(x) AS
  regexp_replace(translate(lower(nfc_normalize(x)), '−–ð', '--đ'), '(đồng|dong|vnđ|vnd|đ|₫|%|[\\s\\x{00A0}\\x{2007}\\x{202F}\\x{00AD}\\x{200B}-\\x{200F}\\x{2060}\\x{FEFF}])', '', 'g')`;

/**
 * A number in a column where \`.\` and \`,\` before exactly three digits mean what \`dot\` and \`comma\` say:
 * \`T\` thousands, \`D\` decimals, \`A\` cannot be told (then such a cell is unreadable). Everything else tells itself:
 * two separators, a repeated one, or a tail that is not three digits long.
 */
const NUMBER = `
CREATE OR REPLACE TEMP MACRO vd_split_number(n, dot, comma) AS
  CASE WHEN regexp_full_match(n, '[+-]?\\d+') THEN n
       WHEN regexp_full_match(n, '[+-]?\\d{1,3}(\\.\\d{3})+,\\d+') THEN replace(replace(n, '.', ''), ',', '.')
       WHEN regexp_full_match(n, '[+-]?\\d{1,3}(,\\d{3})+\\.\\d+') THEN replace(n, ',', '')
       WHEN regexp_full_match(n, '[+-]?\\d{1,3}(\\.\\d{3}){2,}') THEN replace(n, '.', '')
       WHEN regexp_full_match(n, '[+-]?\\d{1,3}(,\\d{3}){2,}') THEN replace(n, ',', '')
       WHEN regexp_full_match(n, '[+-]?[1-9]\\d{0,2}\\.\\d{3}') THEN CASE dot WHEN 'T' THEN replace(n, '.', '') WHEN 'D' THEN n END
       WHEN regexp_full_match(n, '[+-]?[1-9]\\d{0,2},\\d{3}') THEN CASE comma WHEN 'T' THEN replace(n, ',', '') WHEN 'D' THEN replace(n, ',', '.') END
       WHEN regexp_full_match(n, '[+-]?\\d+\\.\\d+') THEN n
       WHEN regexp_full_match(n, '[+-]?\\d+,\\d+') THEN replace(n, ',', '.') END;
CREATE OR REPLACE TEMP MACRO vd_number(n, dot, comma) AS TRY_CAST(vd_split_number(n, dot, comma) AS DECIMAL(18, 4))`;

/** What one column says of a separator: does it show thousands, does it show decimals. */
export const SEPARATOR_EVIDENCE = {
  dotThousands: "'\\d\\.\\d{3}[.,]\\d'",
  dotDecimals: "'^[+-]?(\\d+\\.(\\d{1,2}|\\d{4,})|0\\.\\d+|\\d{4,}\\.\\d+|\\d{1,3}(,\\d{3})+\\.\\d+)$'",
  commaThousands: "'\\d,\\d{3}[.,]\\d'",
  commaDecimals: "'^[+-]?(\\d+,(\\d{1,2}|\\d{4,})|0,\\d+|\\d{4,},\\d+|\\d{1,3}(\\.\\d{3})+,\\d+)$'",
} as const;

/**
 * A day with a year of two digits that cannot begin with its day (`3/15/24`, `99/03/15`): whoever wrote the column writes
 * days in another order, and what looks like 3 May in it is not.
 */
export const OTHER_DAY_ORDER =
  "'^(.* )?(0?[1-9]|1[0-2])[/.](1[3-9]|2\\d|3[01])[/.]\\d\\d( .*)?$|^(.* )?(00?|3[2-9]|[4-9]\\d)[/.]\\d{1,2}[/.]\\d\\d( .*)?$'";

/** Run once for each connection. */
export const FACT_MACROS: readonly string[] = [
  CLEAN,
  CODE,
  PROCEDURE_CODE,
  PLAIN_MOMENT,
  FULL_YEAR,
  SERIAL,
  USUAL_MOMENT,
  MOMENT,
  BOUNDED,
  PLAIN_NUMBER,
  NUMBER,
].flatMap((text) => text.split(/;\n/));
