import { nearestWord } from '../../nearest.ts';
import { textKey } from '../../text.ts';
import type { Parsed } from '../data.ts';
import { type YamlFields, YamlFile } from '../yaml.ts';
import { type Need, parseNeeds, parseRule, type Rule, type RuleReferences } from './rules.ts';
import { type IndicatorKind, KINDS, MEASURES, UNITS_OF_MEASURE, type UnitOfMeasure } from './units-of-measure.ts';

export type { Need, Rule } from './rules.ts';

export interface Bilingual {
  vi: string;
  en: string;
}

export interface Indicator {
  id: string;
  name: Bilingual;
  unitOfMeasure: UnitOfMeasure;
  /** Decimals that are printed where the verdict does not need more. */
  decimals: number;
  rule: Rule;
  /** `twelve-months`: counted over the twelve months up to the reporting date, whatever the period of the report. */
  window: 'period' | 'twelve-months';
  needs: Need[];
  /** Numbers kept by hand by the units below are added, where the unit itself has none. */
  addsOverUnits: boolean;
  numerator: Bilingual;
  denominator: Bilingual | null;
  /** What one member of the numerator is called; null for changes. */
  counted: Bilingual | null;
  /** A plan's own definition of it; null = the usual one. */
  variant: string | null;
  variants: ReadonlyMap<string, Indicator>;
}

export type IndicatorCatalogue = ReadonlyMap<string, Indicator>;

/** What a file of indicators stands on; `shipped`: it is an office's own, above those that ship with the program. */
export interface IndicatorReferences extends RuleReferences {
  shipped?: IndicatorCatalogue;
}

const KEYS = [
  'id',
  'name',
  'unit_of_measure',
  'decimals',
  'kind',
  'population',
  'where',
  'hit',
  'amount',
  'per',
  'window',
  'needs',
  'adds_over_units',
  'numerator',
  'denominator',
  'counted',
];
/** What stands on numbers that offices keep by hand. */
const KEPT_BY_HAND: ReadonlySet<string> = new Set<IndicatorKind>([
  'per-observation',
  'observed-share',
  'observed-count',
  'observed-change',
]);
const VARIANT_KEYS = ['indicator', 'id', 'note', 'population', 'where', 'hit', 'amount', 'numerator', 'denominator'];

/** An indicator as read, with what a variant of it is made from. */
interface Read {
  fields: YamlFields;
  indicator: Indicator;
  variants: Map<string, Indicator>;
}

/**
 * A file of indicators to the catalogue, in its order; all mistakes at once, each with its line.
 *
 * An office's own file (`shipped` given) has the same keys. English may be left out there: the Vietnamese words then stand
 * in its place. It can add indicators and variants, and change no definition that ships. What comes back is the office's
 * layer: its own indicators, and shipped ones with its variants added.
 */
export function parseIndicators(
  text: string,
  file: string,
  references: IndicatorReferences,
): Parsed<IndicatorCatalogue> {
  const source = new YamlFile(text, file);
  const root = source.root(['indicators', 'variants'], { vi: 'Chỉ tiêu', en: 'Indicators' });
  const reader = new CatalogueReader(references);
  for (const fields of root?.list('indicators', KEYS, (number) => ({
    vi: `Chỉ tiêu thứ ${number}`,
    en: `Indicator number ${number}`,
  })) ?? [])
    reader.add(fields);
  for (const fields of root?.list('variants', VARIANT_KEYS, (number) => ({
    vi: `Biến thể thứ ${number}`,
    en: `Variant number ${number}`,
  })) ?? [])
    reader.addVariant(fields);
  reader.checkReferences();
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value: reader.layer(), mistakes: [] };
}

class CatalogueReader {
  readonly #references: IndicatorReferences;
  readonly #shipped: IndicatorCatalogue;
  readonly #own = new Map<string, Read>();
  readonly #varied = new Map<string, Indicator>();
  /** Which indicator a list of observations means by a name. */
  readonly #names: Map<string, string>;

  constructor(references: IndicatorReferences) {
    this.#references = references;
    this.#shipped = references.shipped ?? new Map();
    this.#names = new Map(indicatorNames(this.#shipped));
  }

  layer(): IndicatorCatalogue {
    return new Map([...[...this.#own].map(([id, { indicator }]) => [id, indicator] as const), ...this.#varied]);
  }

  add(fields: YamlFields): void {
    const variants = new Map<string, Indicator>();
    const indicator = this.#indicator(fields, variants);
    if (indicator === undefined) return;
    const { id } = indicator;
    if (this.#own.has(id))
      fields.say('id', `chỉ tiêu "${id}" đã có ở trên.`, `the indicator "${id}" stands above already.`);
    else if (this.#shipped.has(id))
      fields.say(
        'id',
        `chỉ tiêu "${id}" đã có sẵn trong chương trình; đặt mã khác.`,
        `the indicator "${id}" ships with the program; take another id.`,
      );
    else this.#takeNames(fields, indicator);
    this.#own.set(id, { fields, indicator, variants });
  }

  #takeNames(fields: YamlFields, indicator: Indicator): void {
    for (const [name, id] of indicatorNames(new Map([[indicator.id, indicator]]))) {
      const other = this.#names.get(name);
      if (other === undefined) this.#names.set(name, id);
      else
        fields.say(
          'name',
          `chỉ tiêu "${other}" cũng có tên này; đặt tên khác để phân biệt.`,
          `the indicator "${other}" has this name, too; take another.`,
        );
    }
  }

  #indicator(fields: YamlFields, variants: ReadonlyMap<string, Indicator>): Indicator | undefined {
    const id = slug(fields);
    if (id !== '') fields.named(`Chỉ tiêu "${id}"`, `Indicator "${id}"`);
    const name = this.#words(fields, 'name');
    const numerator = this.#words(fields, 'numerator');
    const kind = oneOf(fields, 'kind', KINDS);
    const unitOfMeasure = oneOf(fields, 'unit_of_measure', UNITS_OF_MEASURE);
    if (kind !== undefined && unitOfMeasure !== undefined && !MEASURES[unitOfMeasure].kinds.includes(kind)) {
      const fitting = UNITS_OF_MEASURE.filter((unit) => MEASURES[unit].kinds.includes(kind));
      fields.say(
        'unit_of_measure',
        `loại ${kind} có đơn vị tính là: ${fitting.join(', ')}.`,
        `the kind ${kind} is measured in: ${fitting.join(', ')}.`,
      );
    }
    const decimals = Number(fields.required('decimals'));
    if (!Number.isInteger(decimals) || decimals < 0 || decimals > 6)
      fields.say('decimals', '"decimals" phải là số từ 0 đến 6.', '"decimals" must be a number from 0 to 6.');
    const window = fields.text('window');
    if (window !== '' && window !== 'twelve-months')
      fields.say('window', '"window" chỉ có thể là twelve-months.', '"window" can only be twelve-months.');
    const rule = kind === undefined ? undefined : parseRule(fields, kind, this.#references);
    if (name === undefined) fields.say('name', 'thiếu tên.', 'the name is missing.');
    if (numerator === undefined)
      fields.say('numerator', 'thiếu lời của tử số.', 'the words of the numerator are missing.');
    const addsOverUnits = fields.flag('adds_over_units');
    if (addsOverUnits && kind !== undefined && !KEPT_BY_HAND.has(kind))
      fields.say(
        'adds_over_units',
        `"adds_over_units" chỉ dùng cho: ${[...KEPT_BY_HAND].join(', ')}.`,
        `"adds_over_units" is only for: ${[...KEPT_BY_HAND].join(', ')}.`,
      );
    const needs = rule === undefined ? [] : parseNeeds(fields, rule, this.#references);
    const denominator = this.#words(fields, 'denominator') ?? null;
    const counted = this.#words(fields, 'counted') ?? null;
    if (id === '' || name === undefined || numerator === undefined || rule === undefined) return undefined;
    if (unitOfMeasure === undefined) return undefined;
    return {
      id,
      name,
      unitOfMeasure,
      decimals,
      rule,
      window: window === 'twelve-months' ? 'twelve-months' : 'period',
      needs,
      addsOverUnits,
      numerator,
      denominator,
      counted,
      variant: null,
      variants,
    };
  }

  addVariant(fields: YamlFields): void {
    const written = fields.required('indicator');
    const own = this.#own.get(written);
    const base = own?.indicator ?? this.#varied.get(written) ?? this.#shipped.get(written);
    if (base === undefined) {
      if (written === '') return;
      const near = nearestWord(written, [...this.#own.keys(), ...this.#shipped.keys()]);
      const [vi, en] = near === undefined ? ['', ''] : [` Có phải "${near}" không?`, ` Is it "${near}"?`];
      fields.say('indicator', `không có chỉ tiêu "${written}".${vi}`, `there is no indicator "${written}".${en}`);
      return;
    }
    const id = slug(fields);
    fields.named(`Biến thể "${id}" của chỉ tiêu "${base.id}"`, `Variant "${id}" of the indicator "${base.id}"`);
    if (base.variants.has(id)) fields.say('id', 'biến thể này đã có.', 'there is such a variant already.');
    const rule = parseRule(fields, base.rule.kind, this.#references, base.rule);
    if (rule === undefined) return;
    const variant: Indicator = {
      ...base,
      variant: id,
      rule,
      needs: this.#needsOf(fields, base, rule, own?.fields),
      numerator: this.#words(fields, 'numerator') ?? base.numerator,
      denominator: this.#words(fields, 'denominator') ?? base.denominator,
      variants: new Map(),
    };
    if (own !== undefined) own.variants.set(id, variant);
    else this.#varied.set(base.id, { ...base, variants: new Map([...base.variants, [id, variant]]) });
  }

  /** What the base needs holds of the variant too, but a condition of another population must fit there as well. */
  #needsOf(fields: YamlFields, base: Indicator, rule: Rule, baseFields: YamlFields | undefined): Need[] {
    const samePopulation =
      !('population' in rule) || !('population' in base.rule) || rule.population === base.rule.population;
    if (samePopulation || base.needs.every(({ unless }) => unless === undefined)) return base.needs;
    if (baseFields !== undefined) return parseNeeds(baseFields, rule, this.#references);
    fields.say(
      'population',
      'biến thể của chỉ tiêu này phải giữ nguyên "population".',
      'a variant of this indicator must keep its "population".',
    );
    return [];
  }

  /** What an indicator is measured by must be there, and be a number that is kept by hand. */
  checkReferences(): void {
    for (const { fields, indicator } of this.#own.values()) {
      const { rule } = indicator;
      if (rule.kind !== 'per-observation') continue;
      const per = this.#own.get(rule.per)?.indicator ?? this.#shipped.get(rule.per);
      if (per?.rule.kind !== 'observed-count')
        fields.say(
          'per',
          `"${rule.per}" phải là một chỉ tiêu loại observed-count để làm mẫu số.`,
          `"${rule.per}" must be an indicator of the kind observed-count, to divide by.`,
        );
    }
  }

  #words(fields: YamlFields, key: string): Bilingual | undefined {
    const both = fields.fields(key, ['vi', 'en']);
    if (both === undefined) return undefined;
    const vi = both.required('vi');
    return { vi, en: this.#references.shipped === undefined ? both.required('en') : both.text('en') || vi };
  }
}

/** An id as plans, lists of observations and addresses of the server name it. */
function slug(fields: YamlFields): string {
  const id = fields.required('id');
  if (id !== '' && !/^[a-z][a-z0-9_-]*$/.test(id))
    fields.say(
      'id',
      `mã "${id}" phải viết thường, không dấu: a–z, 0–9, "_", "-", bắt đầu bằng chữ.`,
      `the id "${id}" must be in small letters: a–z, 0–9, "_", "-", a letter first.`,
    );
  return id;
}

function oneOf<T extends string>(fields: YamlFields, key: string, known: readonly T[]): T | undefined {
  const written = fields.required(key);
  const found = known.find((candidate) => candidate === written);
  if (found === undefined && written !== '') {
    const near = nearestWord(written, known);
    const [vi, en] = near === undefined ? ['', ''] : [` Có phải "${near}" không?`, ` Is it "${near}"?`];
    fields.say(
      key,
      `"${key}" phải là một trong: ${known.join(', ')}.${vi}`,
      `"${key}" must be one of: ${known.join(', ')}.${en}`,
    );
  }
  return found;
}

/** Names under which a list of observations may give an indicator (id and both names), by key, to its id. */
export function indicatorNames(catalogue: IndicatorCatalogue): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { id, name } of catalogue.values()) {
    for (const spelling of [id, name.vi, name.en]) names.set(textKey(spelling), id);
  }
  return names;
}
