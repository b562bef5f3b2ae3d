import type { Appendix } from '../../report/layout.ts';
import type { DataMistake } from '../data.ts';
import { type Mapping, NO_MAPPING } from '../mapping.ts';
import type { Contact } from './contacts.ts';

/** What the office need not say each time; null = not set. */
export interface OfficeDefaults {
  /** The unit, plan and province meant where a command names none. */
  unit: string | null;
  plan: string | null;
  province: string | null;
  /** Place of the line with place and date. */
  place: string | null;
  /** Number of a report with `{number}` for the figure, e.g. `{number}/BC-SGDĐT`. */
  numberPattern: string | null;
  /** Name of a file in `templates/`. */
  template: string | null;
  signatory: Signatory | null;
  /** `Nơi nhận:`, one line each. */
  recipients: readonly string[] | null;
  /** What comes behind the two pages of a report. */
  appendices: readonly Appendix[];
}

/** Who signs: `KT. GIÁM ĐỐC` above `PHÓ GIÁM ĐỐC`, as Nghị định 30/2020/NĐ-CP has it. */
export interface Signatory {
  /** Empty = written by hand. */
  name: string;
  position: string;
  /** For whom, with its sign (`KT.`, `TM.`, `TL.`, `TUQ.`), one line each; empty = in one's own right. */
  onBehalf: string;
}

export const NO_DEFAULTS: OfficeDefaults = {
  unit: null,
  plan: null,
  province: null,
  place: null,
  numberPattern: null,
  template: null,
  signatory: null,
  recipients: null,
  appendices: [],
};

/** What the office itself added, and what is to be told of it. */
export interface OfficeLayer {
  /** Own plans, units, indicators, forms and rankings: id → its file. */
  plans: ReadonlyMap<string, string>;
  units: ReadonlyMap<string, string>;
  indicators: ReadonlyMap<string, string>;
  forms: ReadonlyMap<string, string>;
  rankings: ReadonlyMap<string, string>;
  /** What headers, values and names of units in exports mean; used at every import. */
  spellings: Mapping;
  defaults: OfficeDefaults;
  contacts: readonly Contact[];
  /** Names of the files in `templates/`. */
  templates: readonly string[];
  /** Of every broken file all mistakes. Such a file does not count, everything else does. */
  mistakes: readonly DataMistake[];
  /** What is no mistake but should be known: own entries in the place of shipped ones, files that nothing reads. */
  notes: readonly DataMistake[];
}

/** Nothing was added. */
export const NO_OFFICE: OfficeLayer = {
  plans: new Map(),
  units: new Map(),
  indicators: new Map(),
  forms: new Map(),
  rankings: new Map(),
  spellings: NO_MAPPING,
  defaults: NO_DEFAULTS,
  contacts: [],
  templates: [],
  mistakes: [],
  notes: [],
};
