import type { Parsed } from '../../../pipeline/library/data.ts';
import { exportOffice, importOffice } from '../../../pipeline/library/layer/bundle.ts';
import { changedDefaults } from '../../../pipeline/library/layer/defaults.ts';
import { addFile, editOffice, type OfficeEdit, removeOwn } from '../../../pipeline/library/layer/edit.ts';
import { forgetSpelling, keepSpellings } from '../../../pipeline/library/layer/edit-spellings.ts';
import { DEFAULTS_FILE, idsNamed, type OfficeFiles, textOf } from '../../../pipeline/library/layer/files.ts';
import { withOffice } from '../../../pipeline/library/layer/over.ts';
import { parseOffice } from '../../../pipeline/library/layer/parse.ts';
import { officeTemplate } from '../../../pipeline/library/layer/templates.ts';
import { NO_OFFICE, type OfficeDefaults } from '../../../pipeline/library/layer/types.ts';
import { LibraryError } from '../../../pipeline/library/library-error.ts';
import type { Mapping } from '../../../pipeline/library/mapping.ts';
import type { Library, LibraryParts } from '../../../pipeline/library/types.ts';
import { loadProvinces } from '../../../pipeline/library/units/national.ts';
import {
  LAST_DAY_BEFORE,
  neededProvinces,
  type ProvinceIndex,
  parseProvinces,
  provinceOfId,
  provincesIn,
  withProvinces,
} from '../../../pipeline/library/units/provinces.ts';
import { type UnitsTable, unitsFromTable } from '../../../pipeline/library/units/table.ts';
import type { Spelling } from '../../../pipeline/office/spellings.ts';
import type { OwnChange, OwnImport, OwnKind, ProvinceChoice } from '../library-source.ts';
import { localError } from './messages.ts';
import { provincesText, provinceTexts } from './national-files.ts';
import { mistakesOf } from './own-library.ts';

/** Keeps the layer as one zip; it is used only once it is kept. */
export type KeepOffice = (zip: Uint8Array) => Promise<void>;

/**
 * The office's files over what ships, and the provinces that they and those who ask need. Loaded where there is such a file
 * or somebody asks for a unit that does not ship: reading YAML is no part of the first bytes.
 */
export class OfficeLayer {
  readonly #bundle: LibraryParts;
  readonly #index: ProvinceIndex;
  #files: OfficeFiles = new Map();
  #shipped: LibraryParts;
  #loaded = '';
  /** Ids of provinces that were asked for. */
  readonly #asked = new Set<string>();
  library: Library;

  private constructor(bundle: LibraryParts, index: ProvinceIndex) {
    this.#bundle = bundle;
    this.#shipped = bundle;
    this.#index = index;
    this.library = parseOffice(bundle, this.#files);
  }

  /** @param zip the layer as it was kept; a damaged one is told in the library's mistakes and stops nothing */
  static async open(
    bundle: LibraryParts,
    zip: Uint8Array | undefined,
    provinces: readonly string[],
  ): Promise<OfficeLayer> {
    const layer = new OfficeLayer(bundle, valueIn(parseProvinces(await provincesText())));
    for (const id of provinces) if (layer.#index.byId.has(id)) layer.#asked.add(id);
    const read = zip === undefined ? undefined : await importOffice(zip, 'library.zip');
    layer.#files = read?.files ?? layer.#files;
    layer.#shipped = await layer.#shippedFor(layer.#files);
    layer.library = parseOffice(layer.#shipped, layer.#files);
    if (read !== undefined && read.mistakes.length > 0) {
      layer.library = withOffice(layer.#shipped, {}, { ...NO_OFFICE, mistakes: read.mistakes });
    }
    return layer;
  }

  /**
   * Loads what the ids (of units or provinces) or names of units need.
   * @returns the provinces that were asked for until now where there are new ones, else undefined
   */
  async need(words: readonly string[]): Promise<string[] | undefined> {
    const before = this.#asked.size;
    for (const word of words) {
      const { byId, abbreviations } = this.#bundle.units;
      if (this.library.units.byId.has(word)) continue;
      const own = provinceOfId(this.#index, word);
      const named = own === undefined ? provincesIn(this.#index, word, abbreviations) : [own];
      // A name of a hand-made province's unit is found there.
      for (const id of named) if (own !== undefined || !byId.has(id)) this.#asked.add(id);
    }
    if (this.#asked.size === before) return undefined;
    await this.#read();
    return [...this.#asked];
  }

  /** All of a province, though some of it shipped by hand. @returns as `need` */
  async needWhole(province: string): Promise<string[] | undefined> {
    if (!this.#index.byId.has(province)) throw localError('UNKNOWN', { id: province });
    if (this.#asked.has(province)) return undefined;
    this.#asked.add(province);
    await this.#read();
    return [...this.#asked];
  }

  provinces(): ProvinceChoice[] {
    return this.#index.provinces.map(({ id, name, became }) => ({
      id,
      name,
      to: became === '' ? null : LAST_DAY_BEFORE,
    }));
  }

  unitsFrom(rows: readonly (readonly string[])[], province: string): UnitsTable {
    return unitsFromTable(rows, this.library.units, { province, parent: province });
  }

  text(kind: OwnKind, id: string): string {
    const path = this.library.office[kind].get(id);
    const read = textOf(path ?? '', this.#files.get(path ?? '') ?? new Uint8Array());
    if (path === undefined || read.mistake !== undefined) throw localError('UNKNOWN', { id });
    return read.text;
  }

  async put(kind: OwnKind, name: string, bytes: Uint8Array, keep: KeepOffice): Promise<OwnChange> {
    const shipped = await this.#shippedFor(new Map([...this.#files, [`${kind}/new.yaml`, bytes]]));
    const edit = addFile(shipped, this.#files, kind, name, bytes);
    if (edit.mistakes.length > 0) return { ids: [], mistakes: mistakesOf(edit.mistakes) };
    await this.#take(edit, shipped, keep);
    const ids = [...edit.library.office[kind]].filter(([, file]) => file === edit.path).map(([id]) => id);
    return { ids, mistakes: [] };
  }

  async remove(kind: OwnKind, id: string, keep: KeepOffice): Promise<OwnChange> {
    const edit = removeOwn(this.#shipped, this.#files, kind, id);
    if (edit === undefined) throw localError('UNKNOWN', { id });
    if (edit.mistakes.length > 0) return { ids: [], mistakes: mistakesOf(edit.mistakes) };
    await this.#take(edit, this.#shipped, keep);
    return { ids: [id], mistakes: [] };
  }

  /** Answers kept for every later import. */
  async explain(answers: Mapping, keep: KeepOffice): Promise<OwnChange> {
    const units = [answers.units, answers.agencies, answers.sheets].flatMap((part) => Object.values(part));
    await this.need(units);
    return this.#edited(keepSpellings(this.#shipped, this.#files, answers), keep);
  }

  async forget(spelling: Spelling, keep: KeepOffice): Promise<OwnChange> {
    return this.#edited(forgetSpelling(this.#shipped, this.#files, spelling), keep);
  }

  async #edited(edit: OfficeEdit, keep: KeepOffice): Promise<OwnChange> {
    if (edit.mistakes.length === 0) await this.#take(edit, this.#shipped, keep);
    return { ids: [], mistakes: mistakesOf(edit.mistakes) };
  }

  async putDefaults(defaults: OfficeDefaults, keep: KeepOffice): Promise<OwnChange> {
    const read = textOf(DEFAULTS_FILE, this.#files.get(DEFAULTS_FILE) ?? new Uint8Array());
    if (read.mistake !== undefined) return { ids: [], mistakes: mistakesOf([read.mistake]) };
    const bytes = new TextEncoder().encode(changedDefaults(read.text, defaults));
    const edit = editOffice(this.#shipped, this.#files, new Map([[DEFAULTS_FILE, bytes]]));
    if (edit.mistakes.length > 0) return { ids: [], mistakes: mistakesOf(edit.mistakes) };
    await this.#take(edit, this.#shipped, keep);
    return { ids: [], mistakes: [] };
  }

  /** A copy: what is sent to the page is gone from here. */
  template(): Uint8Array | undefined {
    return officeTemplate(this.library.office.defaults, this.#files)?.bytes.slice();
  }

  exported(): Uint8Array {
    return exportOffice(this.#files);
  }

  async imported(name: string, zip: Uint8Array, keep: KeepOffice): Promise<OwnImport> {
    const read = await importOffice(zip, name);
    if (read.mistakes.length > 0) return { files: 0, mistakes: mistakesOf(read.mistakes) };
    const shipped = await this.#shippedFor(new Map([...this.#files, ...read.files]));
    const edit = editOffice(shipped, this.#files, read.files);
    await this.#take(edit, shipped, keep);
    return { files: read.files.size, mistakes: mistakesOf(edit.mistakes) };
  }

  async #take(edit: OfficeEdit, shipped: LibraryParts, keep: KeepOffice): Promise<void> {
    await keep(exportOffice(edit.files));
    this.#files = edit.files;
    this.#shipped = shipped;
    this.library = edit.library;
  }

  async #read(): Promise<void> {
    this.#shipped = await this.#shippedFor(this.#files);
    this.library = parseOffice(this.#shipped, this.#files);
  }

  async #shippedFor(files: OfficeFiles): Promise<LibraryParts> {
    const named = [...files].flatMap(([path, bytes]) => idsNamed(path, bytes));
    const provinces = neededProvinces(this.#index, [...named, ...this.#asked]);
    const wanted = provinces.join(' ');
    if (wanted === this.#loaded) return this.#shipped;
    const units =
      provinces.length === 0
        ? this.#bundle.units
        : withProvinces(
            this.#bundle.units,
            valueIn(loadProvinces(this.#index, provinces, await provinceTexts(provinces))),
          );
    this.#loaded = wanted;
    return { ...this.#bundle, units };
  }
}

/** @throws LibraryError where the program's own files are broken */
function valueIn<T>({ value, mistakes }: Parsed<T>): T {
  if (value === undefined) throw new LibraryError(mistakes);
  return value;
}
