import { unitKey } from '../library/units/names.ts';
import { holds } from '../library/units/periods.ts';
import { resolveUnit } from '../library/units/resolve.ts';
import { idsBelow, withPredecessors } from '../library/units/scope.ts';
import type { UnitTree } from '../library/units/types.ts';
import { unitInTitle } from '../recognise/titles.ts';
import { cleanText, textKey } from '../text.ts';

/** Whose a sheet is, and what told it; without a unit what its names may mean. */
export type Whose =
  | { unit: string; how: 'remembered' | 'named' | 'heading' | 'sheet' | 'file' }
  | { unit: null; name: string; suggestions: string[] };

/** Where a report comes from, as far as texts tell. */
interface WhoseTexts {
  file: string;
  sheet: string;
  /** The lines above the table. */
  above: readonly string[];
  /** The lines below it: who signs. */
  below: readonly string[];
  /** A name that is known to be a unit's; else it is looked for in the lines. */
  said?: string;
}

/**
 * The unit that sent a report: the line that says so ("Đơn vị báo cáo: …"), else a heading that names a unit of those that
 * report, else the sheet's, else the file's name. The office that collects, and those above it, stand in every heading and
 * are no answer, unless a line says it is they.
 * @param above the unit that collects
 * @param remembered names that somebody explained, by key (`textKey`)
 */
export function whose(
  tree: UnitTree,
  above: string,
  at: string,
  texts: WhoseTexts,
  remembered: ReadonlyMap<string, string>,
): Whose {
  const scope = reporting(tree, above);
  const province = tree.byId.get(above)?.province;
  const resolve = (name: string): string | undefined => {
    const explained = remembered.get(textKey(name));
    if (explained !== undefined) return explained;
    for (const context of [{ at }, {}]) {
      const found = resolveUnit(tree, name, {
        ...context,
        ...(province === undefined ? {} : { province }),
        suggests: false,
      });
      if ('unit' in found && scope.has(found.unit)) return found.unit;
    }
    // A unit of a province that went into this one, under the name that it had there.
    const others = [...provincesOf(tree, scope)].filter((one) => one !== province);
    const found = others.flatMap((one) => {
      const there = resolveUnit(tree, name, { province: one, within: one, suggests: false });
      return 'unit' in there && scope.has(there.unit) ? [there.unit] : [];
    });
    return found.length === 1 ? found[0] : undefined;
  };
  const said = texts.said ?? unitInTitle(texts.above);
  if (said !== '') {
    const unit = resolve(said);
    if (unit !== undefined) return { unit, how: remembered.has(textKey(said)) ? 'remembered' : 'named' };
    const found = resolveUnit(tree, said, { at, ...(province === undefined ? {} : { province }) });
    return { unit: null, name: said, suggestions: 'suggestions' in found ? found.suggestions : [] };
  }
  const inLine = (line: string): string[] =>
    [...new Set(namesIn(line).flatMap((name) => resolve(name) ?? []))].filter((unit) => unit !== above);
  for (const [how, lines] of [
    ['heading', texts.above.filter((line) => !/^(?:kinh gui|noi nhan|don vi nhan)\b/.test(textKey(line)))],
    ['sheet', [texts.sheet]],
    ['file', [nameOfFile(texts.file)]],
    // Whom it goes to is no sender: "- Sở Nội vụ;" below "Nơi nhận".
    ['heading', texts.below.filter((line) => !/^\s*[-–+•]/u.test(line))],
  ] as const) {
    const units = [...new Set(lines.flatMap(inLine))];
    const lowest = units.filter((unit) => !units.some((other) => other !== unit && isBelow(tree, other, unit)));
    const today = lowest.filter((unit) => {
      const known = tree.byId.get(unit);
      return known !== undefined && holds(known, at);
    });
    const [only] = today.length > 0 ? today : lowest;
    if (only !== undefined && (today.length === 1 || lowest.length === 1)) return { unit: only, how };
  }
  const cut = texts.sheet.length === LONGEST_SHEET_NAME ? begunUnit(tree, scope, at, texts.sheet) : undefined;
  if (cut !== undefined) return { unit: cut, how: 'sheet' };
  // An answer holds wherever the name comes again: a sheet's that anybody's has is none to ask about.
  return { unit: null, name: isAnybodys(texts.sheet) ? nameOfFile(texts.file) : texts.sheet, suggestions: [] };
}

/** Without its ending and what joins words: `BC_T7-SoYTe.xlsx` → `BC T7 So Y Te`. */
function nameOfFile(file: string): string {
  return file
    .replace(/\.[^.]*$/, '')
    .replace(/[_-]+/g, ' ')
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{Lu}\p{Ll})/gu, ' ');
}

/** `Sheet1`, `Bảng 2`, `II.06a`, `Tháng 7`: says nothing of who sent it. */
function isAnybodys(sheet: string): boolean {
  return textKey(sheet)
    .split(' ')
    .every((word) =>
      /^(?:[\divx]*[a-z]?|t\d+|sheet\d*|table\d*|trang|tinh\d*|bang\d*|bieu|mau|so|phu|luc|pl\d*|bao|cao|thang|nam|quy|tong|hop|chi|tieu|ket|qua|vpcp|kstt|btp)$/.test(
        word,
      ),
    );
}

/** Excel cuts the name of a sheet here. */
const LONGEST_SHEET_NAME = 31;

/** The one unit whose name goes on as a cut name begins. */
function begunUnit(tree: UnitTree, scope: ReadonlySet<string>, at: string, text: string): string | undefined {
  const begun = unitKey(text, tree.abbreviations);
  const found = tree.units.filter(
    (unit) => scope.has(unit.id) && holds(unit, at) && unitKey(unit.name, tree.abbreviations).startsWith(begun),
  );
  return found.length === 1 ? found[0]?.id : undefined;
}

function isBelow(tree: UnitTree, unit: string, above: string): boolean {
  return idsBelow(tree, above).has(unit);
}

const PROVINCES = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

/** The provinces that some units are or were of. */
function provincesOf(tree: UnitTree, units: ReadonlySet<string>): ReadonlySet<string> {
  const known = PROVINCES.get(units) ?? new Set([...units].flatMap((id) => tree.byId.get(id)?.province ?? []));
  PROVINCES.set(units, known);
  return known;
}

const REPORTING = new WeakMap<UnitTree, Map<string, ReadonlySet<string>>>();

/** Units below an office, and those that went into one of them: a merged unit's report may come from either half. */
function reporting(tree: UnitTree, above: string): ReadonlySet<string> {
  const known = REPORTING.get(tree) ?? new Map<string, ReadonlySet<string>>();
  REPORTING.set(tree, known);
  const found = known.get(above) ?? withPredecessors(tree, idsBelow(tree, above));
  known.set(above, found);
  return found;
}

/** Names that a line may hold: the whole of it, what stands behind "báo cáo của", and what is left when words of a file's name go. */
function namesIn(line: string): string[] {
  const text = cleanText(line);
  if (text === '' || text.length > 200) return [];
  // Names of files are mostly written without marks; letter by letter, so that places are those of the text.
  const bare = Array.from(text, (letter) => textKey(letter)[0] ?? letter).join('');
  const at = bare.search(
    /(?<!\p{L})(?:ubnd|uy ban nhan dan|so|ban|phong|trung tam|van phong|chi cuc|xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tp)[\s.]/u,
  );
  const unit = at < 0 ? undefined : text.slice(at);
  // "Nam" is a year only before its number: "phường Hoài Nhơn Nam".
  const cut = (name: string): string =>
    name
      .replace(/(?<!\s)\s+(?:[([\d]|t\d|quý|tháng|năm|kỳ|ngày|(?:thang|nam|ky|ngay)\s*\d|quy\s*(?:\d|i|v)).*$/isu, '')
      .trim();
  return [...new Set([text, cut(text), ...(unit === undefined ? [] : [unit, cut(unit)])])].filter(
    (name) => name !== '',
  );
}
