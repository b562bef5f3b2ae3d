import { canonical, fingerprintOf } from '../library/fingerprint.ts';
import type { Library } from '../library/library.ts';
import type { Mapping } from '../library/mapping.ts';
import type { Period } from '../library/units/periods.ts';
import { LISTS, type ListId } from '../lists.ts';
import { textKey } from '../text.ts';
import { asText, asTexts, type Engine, sqlText, sqlTexts } from '../warehouse/duckdb/engine.ts';
import { spellingsOf } from './code-spellings.ts';
import { makePairs } from './lookups.ts';
import type { StagedSheet } from './stage.ts';
import { listOf } from './tables.ts';
import { type SheetUnits, unitOf } from './unit-name.ts';

/**
 * What an import stood on, so that the same file is imported again only where that has changed for it: how its sheets were
 * recognised, what the different cells of its coded columns and its names of units meant. Kept beside the import, without
 * any text that may be somebody's: of cells only fingerprints, and names only of those that were found to be units.
 */
export class Standing {
  readonly #rows: (string | null)[][] = [];
  #names = 0;

  /** What a coded column's table of spellings gave for a key, or that it gave nothing. */
  code(list: ListId, column: string, key: string, value: string | undefined): void {
    this.#add('code', `${list}.${column}`, fingerprintOf(key), null, value ?? null);
  }

  /** A name that tells its unit by itself, or with the agency of the dossier's code and the days of its rows. */
  unit(sheet: SheetUnits | undefined, name: string, told: NameContext, unit: string): void {
    const { agency, during } = told;
    this.#add('unit', JSON.stringify({ sheet: sheet ?? {}, during: during ?? null }), name, agency, unit);
  }

  /** A name that told no unit; `unit`: the one that somebody said it means. */
  openUnit(name: string, unit: string | undefined): void {
    this.#add('open', '', fingerprintOf(textKey(name)), null, unit ?? null);
  }

  /** What tells a sheet whose rows name no unit; `unit`: the one that somebody said they are of. */
  unnamedSheet(told: { agency: string | undefined; name: string }, unit: string | undefined): void {
    if (told.agency !== undefined) this.#add('agency', '', fingerprintOf(textKey(told.agency)), null, unit ?? null);
    else this.#add('sheet', '', fingerprintOf(textKey(told.name)), null, unit ?? null);
  }

  /** Dossiers of another agency than their unit's; `unit`: the one that somebody said they are of. */
  otherAgency(agency: string, unit: string): void {
    this.#add('agency', '', fingerprintOf(textKey(agency)), null, unit);
  }

  #add(...row: (string | null)[]): void {
    this.#names += 1;
    // A hostile file; it is then imported again at every change.
    if (this.#names <= MOST_WORDS) this.#rows.push(row);
  }

  async keep(engine: Engine, importId: number, library: Library, sheets: readonly StagedSheet[]): Promise<void> {
    const rows = [...new Map(this.#rows.map((row) => [JSON.stringify(row), row])).values()];
    const state = this.#names > MOST_WORDS ? [] : stateOf(library);
    await engine.run(
      `INSERT INTO import_standings VALUES (${importId}, ${sqlTexts(state)}, ${sqlText(headsOf(sheets))}, ${sqlText(rowsOf(sheets))})`,
    );
    if (rows.length === 0) return;
    await makePairs(engine, 'words_stood_on', ['kind', 'place', 'word', 'agency', 'meaning'], rows);
    await engine.run(`INSERT INTO import_words SELECT ${importId}, * FROM words_stood_on`);
  }
}

const MOST_WORDS = 20_000;

/** What is known of a name beside its sheet. */
interface NameContext {
  agency: string;
  during: Period | undefined;
}

/** How the heads of the sheets were understood. */
function headsOf(sheets: readonly StagedSheet[]): string {
  const heads = sheets.map(({ list, headerRow, shifted, columns, positions, missing, units, titlePeriod }) => ({
    list,
    headerRow,
    shifted,
    columns,
    positions,
    missing,
    units,
    titlePeriod,
  }));
  return fingerprintOf(canonical(heads));
}

/** Which rows below the heads were taken for what. */
function rowsOf(sheets: readonly StagedSheet[]): string {
  const rows = sheets.map(({ rowsRead, dataRows, otherTableRows }) => ({ rowsRead, dataRows, otherTableRows }));
  return fingerprintOf(canonical(rows));
}

const PRINTS = new WeakMap<object, string>();

/** The fingerprint of a part of the library, made once: a part is never changed, another is put in its place. */
function printOf(part: object, said: () => unknown = () => part): string {
  const made = PRINTS.get(part) ?? fingerprintOf(canonical(said()));
  PRINTS.set(part, made);
  return made;
}

/** Fingerprints of all that can decide rows: checks and what emptiness means, headers, codes, units, own spellings. */
function stateOf({ columns, codes, words, checks, indicators, units, office }: Library): string[] {
  const { spellings } = office;
  const emptiness = codes.lists.map(({ id, empty, noValue }) => ({ id, empty, noValue }));
  const names = printOf(indicators, () => [...indicators.values()].map(({ id, name }) => ({ id, name })));
  return [
    `${printOf(checks)} ${printOf(words)} ${fingerprintOf(canonical([emptiness, codes.noValue]))}`,
    `${printOf(columns)} ${printOf(spellings.columns)}`,
    `${printOf(codes)} ${printOf(spellings.codes)} ${names}`,
    printOf(units, () => [units.units, units.abbreviations]),
    `${printOf(spellings.units)} ${printOf(spellings.agencies)} ${printOf(spellings.sheets)}`,
  ];
}

/** Whether an earlier import of the same bytes would come out the same with the library as it is now. */
export interface Stand {
  /** Nothing that could matter has changed. */
  same: boolean;
  /** What was kept still means the same; the heads (and rows) of the sheets are to be looked at first where it says so. */
  check: 'nothing' | 'heads' | 'rows' | 'import-again';
  heads: string;
  rows: string;
}

/**
 * @param mapping what is explained of the file, the office's spellings among it
 * @param within an import of before; one without a record is imported again
 */
export async function standOf(engine: Engine, library: Library, mapping: Mapping, importId: number): Promise<Stand> {
  const [kept] = await engine.query(`SELECT state, heads, body FROM import_standings WHERE import_id = ${importId}`);
  const again: Stand = { same: false, check: 'import-again', heads: '', rows: '' };
  if (kept === undefined) return again;
  const before = asTexts(kept['state']);
  const now = stateOf(library);
  if (before.length !== now.length) return again;
  const changed = now.map((part, index) => part !== before[index]);
  const [rules, headers, codes, units, said] = changed;
  if (!changed.includes(true)) return { ...again, same: true, check: 'nothing' };
  if (rules === true) return again;
  const words = await engine.query(
    `SELECT kind, place, word, agency, meaning FROM import_words WHERE import_id = ${importId}`,
  );
  const ofKind = (kind: string): Word[] =>
    words
      .filter((row) => row['kind'] === kind)
      .map((row) => ({
        place: asText(row['place']),
        word: asText(row['word']),
        agency: asText(row['agency']),
        meaning: row['meaning'] === null ? undefined : asText(row['meaning']),
      }));
  if (codes === true && !codesStand(library, mapping, ofKind('code'))) return again;
  const open = ofKind('open');
  const saidStands = (): boolean =>
    openStand(mapping.units, open) &&
    openStand(mapping.agencies, ofKind('agency')) &&
    openStand(mapping.sheets, ofKind('sheet'));
  // What an unknown name would mean to other units cannot be told without the name, which is not kept.
  if (units === true && open.length > 0) return again;
  if (units === true && !unitsStand(library, ofKind('unit'))) return again;
  if (said === true && !saidStands()) return again;
  const check = headers === true ? 'rows' : units === true || codes === true ? 'heads' : 'nothing';
  return { same: false, check, heads: asText(kept['heads']), rows: asText(kept['body']) };
}

interface Word {
  place: string;
  word: string;
  agency: string;
  meaning: string | undefined;
}

function codesStand(library: Library, mapping: Mapping, words: readonly Word[]): boolean {
  for (const place of new Set(words.map((word) => word.place))) {
    const [listId, columnId] = place.split('.');
    const id = LISTS.find((candidate) => candidate === listId);
    const list = id === undefined ? undefined : listOf(library.columns, id);
    const column = list?.columns.find((candidate) => candidate.id === columnId);
    if (list === undefined || column === undefined) return false;
    const { spellings } = spellingsOf(library, list, column, mapping);
    const now = new Map([...spellings].map(([key, value]) => [fingerprintOf(key), value]));
    if (words.some((word) => word.place === place && now.get(word.word) !== word.meaning)) return false;
  }
  return true;
}

function unitsStand(library: Library, words: readonly Word[]): boolean {
  return words.every(({ place, word, agency, meaning }) => {
    const told: unknown = JSON.parse(place);
    if (!isPlaceOfName(told)) return false;
    // As at the import: the agency of the code and the days are asked only where the name alone tells no unit.
    const alone = unitOf(library.units, word, '', told.sheet, false, undefined);
    const found =
      typeof alone === 'string'
        ? alone
        : unitOf(library.units, word, agency, told.sheet, false, told.during ?? undefined);
    return typeof found === 'string' && unitMeaning(library, found) === meaning;
  });
}

function openStand(said: Mapping['units'], open: readonly Word[]): boolean {
  const now = new Map(Object.entries(said).map(([name, unit]) => [fingerprintOf(textKey(name)), unit]));
  return open.every(({ word, meaning }) => now.get(word) === meaning);
}

function isPlaceOfName(value: unknown): value is { sheet: SheetUnits; during: Period | null } {
  return typeof value === 'object' && value !== null && 'sheet' in value && 'during' in value;
}

/** A unit with its days, because rows outside them are told. */
export function unitMeaning({ units }: Pick<Library, 'units'>, id: string): string {
  const unit = units.byId.get(id);
  return `${id} ${unit?.from ?? ''} ${unit?.to ?? ''}`;
}

/** Whether the sheets, read again as far as `check` says, were understood as before. */
export function sheetsStand(stand: Stand, sheets: readonly StagedSheet[]): boolean {
  return headsOf(sheets) === stand.heads && (stand.check !== 'rows' || rowsOf(sheets) === stand.rows);
}

/** An import that still stands stands on the library of today from now on. */
export async function renewStanding(engine: Engine, importId: number, library: Library): Promise<void> {
  await engine.run(`UPDATE import_standings SET state = ${sqlTexts(stateOf(library))} WHERE import_id = ${importId}`);
}
