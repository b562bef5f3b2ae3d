import type { OfficeDefaults } from '../../pipeline/library/layer/types.ts';
import type { Mapping } from '../../pipeline/library/mapping.ts';
import type { UnitsTable } from '../../pipeline/library/units/table.ts';
import type { Spelling } from '../../pipeline/office/spellings.ts';
import type { UnitChoice } from './source.ts';

/**
 * The office's own plans and units, above what ships. A change is made whole or not at all: where a file has mistakes they
 * come back, and nothing has changed. What was changed is used by whatever is asked next.
 */
export interface LibrarySource {
  state(): Promise<OwnLibrary>;
  /** The YAML of an own plan, or of the file that an own unit stands in. */
  text(kind: OwnKind, id: string): Promise<string>;
  /** @param name of the file, as somebody called it */
  put(kind: OwnKind, name: string, bytes: Uint8Array): Promise<OwnChange>;
  /** A plan, or the file that a unit stands in. */
  remove(kind: OwnKind, id: string): Promise<Mistake[]>;
  /** What was answered about exports, used at every import: headers, values, names of units, whose files are. */
  spellings(): Promise<Spelling[]>;
  /** Keeps answers beside those of before. */
  explain(answers: Mapping): Promise<Mistake[]>;
  forget(spelling: Spelling): Promise<Mistake[]>;
  /** What reports are made with. */
  defaults(): Promise<ReportDefaults>;
  /** Changes what concerns reports; unit, plan and province stay. */
  putDefaults(defaults: OfficeDefaults): Promise<Mistake[]>;
  /** The whole layer as one zip. */
  exported(): Promise<Uint8Array>;
  /** Takes the files of such a zip; those of the same name are replaced. A file with mistakes is kept, told and not used. */
  imported(zip: File): Promise<OwnImport>;
  /** All 63 provinces before 1/7/2025; 34 of them go on. */
  provinces(): Promise<ProvinceChoice[]>;
  /** The units of a province, which from now on can be chosen everywhere. */
  unitsOf(province: string): Promise<UnitChoice[]>;
  /** A pasted table as units, to be looked at before its YAML is put. */
  unitsFrom(rows: readonly (readonly string[])[], province: string): Promise<UnitsTable>;
}

export interface ReportDefaults extends OfficeDefaults {
  /** Names of the office's own templates. */
  templates: readonly string[];
}

export type OwnKind = 'plans' | 'units';

export interface Mistake {
  /** Path in the layer, `plans/ke-hoach.yaml`. */
  file: string;
  /** First = 1; 0 = the whole file. */
  line: number;
  message: string;
  message_en: string;
}

export interface OwnLibrary {
  /** Id → its file. */
  plans: Readonly<Record<string, string>>;
  units: Readonly<Record<string, string>>;
  indicators: Readonly<Record<string, string>>;
  mistakes: readonly Mistake[];
  notes: readonly Mistake[];
}

export interface OwnChange {
  /** What the file holds. */
  ids: readonly string[];
  mistakes: readonly Mistake[];
}

export interface OwnImport {
  /** How many files were taken. */
  files: number;
  mistakes: readonly Mistake[];
}

export interface ProvinceChoice {
  id: string;
  /** `tỉnh Ninh Bình` */
  name: string;
  /** The last day of those that ended, else null. */
  to: string | null;
}
