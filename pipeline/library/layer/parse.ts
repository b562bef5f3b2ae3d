import type { Words } from '../../messages.ts';
import type { DataMistake, Parsed } from '../data.ts';
import { parseForm } from '../forms/parse.ts';
import type { Form } from '../forms/types.ts';
import { parseHolidays } from '../holidays.ts';
import { type IndicatorCatalogue, parseIndicators } from '../indicators/catalogue.ts';
import { joinedMappings, type Mapping, NO_MAPPING } from '../mapping.ts';
import { parsePlan } from '../plans/parse.ts';
import type { Plan } from '../plans/types.ts';
import { parseRanking } from '../rankings/parse.ts';
import type { Ranking } from '../rankings/types.ts';
import { parseSpellings } from '../spellings.ts';
import type { Library, LibraryParts } from '../types.ts';
import { parseUnits } from '../units/parse.ts';
import type { UnitTree } from '../units/types.ts';
import { type Contact, parseContacts } from './contacts.ts';
import { parseDefaults } from './defaults.ts';
import {
  CONTACTS_FILE,
  DEFAULTS_FILE,
  HOLIDAYS_FILE,
  isBlank,
  isPassedOver,
  OFFICE_FOLDERS,
  type OfficeFiles,
  type OfficeFolder,
  placeOf,
  textOf,
} from './files.ts';
import { withOffice } from './over.ts';
import { NO_DEFAULTS, NO_OFFICE, type OfficeDefaults, type OfficeLayer } from './types.ts';

/** All entries of a kind, and the files of the office's own. */
interface Owned<T> {
  all: ReadonlyMap<string, T>;
  files: Map<string, string>;
}

interface TextFile {
  file: string;
  text: string;
}

/**
 * The office's layer over the shipped one. An own plan with a shipped id takes its place and an own unit completes the
 * shipped one (what it says counts, spellings are added), which is noted; a shipped indicator cannot be changed, because its number would no
 * longer mean what it means elsewhere. Broken files are left out whole and told; they never stop anything else.
 */
export function parseOffice(shipped: LibraryParts, files: OfficeFiles): Library {
  if (files.size === 0) return withOffice(shipped, {}, NO_OFFICE);
  const reader = new OfficeReader(shipped, files);
  return reader.library();
}

class OfficeReader {
  readonly #shipped: LibraryParts;
  readonly #mistakes: DataMistake[] = [];
  readonly #notes: DataMistake[] = [];
  readonly #texts = new Map<string, string>();
  readonly #templates: string[] = [];

  constructor(shipped: LibraryParts, files: OfficeFiles) {
    this.#shipped = shipped;
    for (const path of [...files.keys()].sort()) this.#take(path, files.get(path) ?? new Uint8Array());
  }

  #take(path: string, bytes: Uint8Array): void {
    const place = placeOf(path);
    if (place === undefined) {
      if (!isPassedOver(path)) this.#notes.push(notOfTheLayer(path));
      return;
    }
    if (place === 'templates') {
      this.#templates.push(path.slice('templates/'.length));
      return;
    }
    const read = textOf(path, bytes);
    if (read.mistake !== undefined) this.#mistakes.push(read.mistake);
    else if (!isBlank(read.text)) this.#texts.set(path, read.text);
  }

  library(): Library {
    const units = this.#units();
    const indicators = this.#indicators();
    const changed: Partial<LibraryParts> = {
      ...(units === undefined ? {} : { units: units.tree }),
      ...(indicators === undefined ? {} : { indicators: indicators.catalogue }),
    };
    const below = withOffice(this.#shipped, changed, NO_OFFICE);
    const plans = this.#plans(below);
    const forms = this.#forms();
    const rankings = this.#rankings(forms?.all ?? this.#shipped.forms);
    const all = {
      ...changed,
      ...(plans === undefined ? {} : { plans: plans.all }),
      ...(forms === undefined ? {} : { forms: forms.all }),
      ...(rankings === undefined ? {} : { rankings: rankings.all }),
      ...this.#holidays(),
    };
    const merged = withOffice(this.#shipped, all, NO_OFFICE);
    const office: OfficeLayer = {
      plans: plans?.files ?? new Map(),
      units: units?.files ?? new Map(),
      indicators: indicators?.files ?? new Map(),
      forms: forms?.files ?? new Map(),
      rankings: rankings?.files ?? new Map(),
      spellings: this.#spellings(merged),
      defaults: this.#defaults(merged),
      contacts: this.#contacts(merged),
      templates: this.#templates,
      mistakes: this.#mistakes,
      notes: this.#notes,
    };
    return withOffice(this.#shipped, all, office);
  }

  #inFolder(folder: OfficeFolder): TextFile[] {
    return [...this.#texts].filter(([path]) => placeOf(path) === folder).map(([file, text]) => ({ file, text }));
  }

  #units(): { tree: UnitTree; files: ReadonlyMap<string, string> } | undefined {
    let all = this.#inFolder('units');
    // Without the files that have mistakes, and then without those that lack something of them.
    while (all.length > 0) {
      const { value, mistakes, files } = parseUnits(all, this.#shipped.units);
      if (value !== undefined) {
        for (const [id, file] of files)
          if (this.#shipped.units.byId.has(id)) this.#notes.push(inPlaceOf(file, `đơn vị "${id}"`, `unit "${id}"`));
        return { tree: value, files };
      }
      this.#mistakes.push(...mistakes);
      const broken = new Set(mistakes.map(({ file }) => file));
      all = all.filter(({ file }) => !broken.has(file));
    }
    return undefined;
  }

  #indicators(): { catalogue: IndicatorCatalogue; files: Map<string, string> } | undefined {
    const found = this.#inFolder('indicators');
    if (found.length === 0) return undefined;
    const { columns, codes } = this.#shipped;
    let catalogue: IndicatorCatalogue = this.#shipped.indicators;
    const files = new Map<string, string>();
    for (const { file, text } of found) {
      // Each stands on those before it, so that an id or a name that another file has is told as well.
      const own = this.#value(parseIndicators(text, file, { columns, codes, shipped: catalogue }));
      if (own === undefined) continue;
      catalogue = new Map([...catalogue, ...own]);
      for (const id of own.keys()) files.set(id, file);
    }
    return files.size === 0 ? undefined : { catalogue, files };
  }

  #plans(below: LibraryParts): { all: ReadonlyMap<string, Plan>; files: Map<string, string> } | undefined {
    const found = this.#inFolder('plans');
    if (found.length === 0) return undefined;
    const all = new Map(this.#shipped.plans);
    const files = new Map<string, string>();
    for (const { file, text } of found) {
      const plan = this.#value(parsePlan(text, file, planReferences(below)));
      if (plan === undefined) continue;
      const other = files.get(plan.id);
      if (other !== undefined) {
        this.#mistakes.push({
          file,
          line: 1,
          message: `Mã kế hoạch "${plan.id}" đã dùng ở ${other}; đổi mã hoặc bỏ một tệp.`,
          en: `The plan "${plan.id}" stands in ${other} too; change its id or remove one file.`,
        });
        continue;
      }
      if (this.#shipped.plans.has(plan.id))
        this.#notes.push(inPlaceOf(file, `kế hoạch "${plan.id}"`, `plan "${plan.id}"`));
      all.set(plan.id, plan);
      files.set(plan.id, file);
    }
    return files.size === 0 ? undefined : { all, files };
  }

  #forms(): Owned<Form> | undefined {
    return this.#owned('forms', this.#shipped.forms, parseForm, { vi: 'biểu mẫu', en: 'form' });
  }

  #rankings(forms: ReadonlyMap<string, Form>): Owned<Ranking> | undefined {
    const columns = new Map([...forms.values()].map((form) => [form.id, form.columns.map(({ id }) => id)]));
    const parse = (text: string, file: string): Parsed<Ranking> => parseRanking(text, file, columns);
    return this.#owned('rankings', this.#shipped.rankings, parse, { vi: 'cách chấm điểm', en: 'ranking' });
  }

  /** Entries of a folder with one a file; own ones take the place of shipped ones, which is noted. */
  #owned<T extends { id: string }>(
    folder: OfficeFolder,
    shipped: ReadonlyMap<string, T>,
    parse: (text: string, file: string) => Parsed<T>,
    kind: Words,
  ): Owned<T> | undefined {
    const all = new Map(shipped);
    const files = new Map<string, string>();
    for (const { file, text } of this.#inFolder(folder)) {
      const one = this.#value(parse(text, file));
      if (one === undefined) continue;
      if (all.has(one.id)) this.#notes.push(inPlaceOf(file, `${kind.vi} "${one.id}"`, `${kind.en} "${one.id}"`));
      all.set(one.id, one);
      files.set(one.id, file);
    }
    return files.size === 0 ? undefined : { all, files };
  }

  /** The office's days beside the shipped ones. */
  #holidays(): { holidays?: ReadonlySet<string> } {
    const text = this.#texts.get(HOLIDAYS_FILE);
    const own = text === undefined ? undefined : this.#value(parseHolidays(text, HOLIDAYS_FILE));
    return own === undefined ? {} : { holidays: new Set([...this.#shipped.holidays, ...own]) };
  }

  #spellings(known: LibraryParts): Mapping {
    let spellings = NO_MAPPING;
    for (const { file, text } of this.#inFolder('spellings')) {
      const { columns, codes, indicators } = known;
      const read = this.#value(parseSpellings(text, file, { columns, codes, indicators, units: known.units.byId }));
      spellings = joinedMappings(spellings, read);
    }
    return spellings;
  }

  #defaults(known: LibraryParts): OfficeDefaults {
    const text = this.#texts.get(DEFAULTS_FILE);
    if (text === undefined) return NO_DEFAULTS;
    const references = { units: known.units.byId, plans: known.plans, templates: new Set(this.#templates) };
    return this.#value(parseDefaults(text, DEFAULTS_FILE, references)) ?? NO_DEFAULTS;
  }

  #contacts(known: LibraryParts): readonly Contact[] {
    const text = this.#texts.get(CONTACTS_FILE);
    return text === undefined ? [] : (this.#value(parseContacts(text, CONTACTS_FILE, known.units.byId)) ?? []);
  }

  /** The value of a file without mistakes; the mistakes are told. */
  #value<T>({ value, mistakes }: Parsed<T>): T | undefined {
    this.#mistakes.push(...mistakes);
    return mistakes.length > 0 ? undefined : value;
  }
}

/** What a plan may refer to. */
export function planReferences({ indicators, units }: Pick<LibraryParts, 'indicators' | 'units'>): {
  indicators: ReadonlySet<string>;
  units: ReadonlySet<string>;
} {
  return { indicators: new Set(indicators.keys()), units: new Set(units.byId.keys()) };
}

function notOfTheLayer(path: string): DataMistake {
  return {
    file: path,
    line: 0,
    message: `Tệp không được dùng: chỗ của nó là ${OFFICE_FOLDERS.map((one) => `${one}/`).join(', ')}, ${DEFAULTS_FILE} hoặc ${CONTACTS_FILE}.`,
    en: `The file is not used: its place is ${OFFICE_FOLDERS.map((one) => `${one}/`).join(', ')}, ${DEFAULTS_FILE} or ${CONTACTS_FILE}.`,
  };
}

function inPlaceOf(file: string, what: string, whatEn: string): DataMistake {
  return {
    file,
    line: 0,
    message: `Nói khác ${what} có sẵn của chương trình; bản này được dùng.`,
    en: `Differs from the ${whatEn} that ships with the program; this one is used.`,
  };
}
