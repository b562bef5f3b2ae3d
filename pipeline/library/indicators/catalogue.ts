import { LISTS, type ListId } from '../../lists.ts';
import { textKey } from '../../text.ts';
import { POPULATION_IDS, type PopulationId } from '../../warehouse/populations.ts';
import type { Parsed } from '../data.ts';
import { type YamlFields, YamlFile } from '../yaml.ts';

export interface Bilingual {
  vi: string;
  en: string;
}

/** Columns that a number cannot do without. */
export interface Need {
  list: ListId;
  columns: string[];
  /** SQL over the population: rows that can do without the columns (their level is known from elsewhere). */
  unless?: string;
}

/** How a number is made. SQL stands over the population's columns (`populations.ts`). */
export type Rule =
  | { kind: 'share'; population: PopulationId; where: string; hit: string }
  /** `amount` in seconds; the number is in minutes. */
  | { kind: 'mean'; population: PopulationId; where: string; amount: string }
  | { kind: 'per-observation'; population: PopulationId; where: string; per: string }
  | { kind: 'observed-share' }
  | { kind: 'observed-count' }
  | { kind: 'observed-change' };

export interface Indicator {
  id: string;
  name: Bilingual;
  unitOfMeasure: string;
  /** Decimals that are printed where the verdict does not need more. */
  decimals: number;
  rule: Rule;
  /** `twelve-months`: counted over the twelve months up to the reporting date, whatever the period of the report. */
  window: 'period' | 'twelve-months';
  needs: Need[];
  numerator: Bilingual;
  denominator: Bilingual | null;
  /** What one member of the numerator is called; null for changes. */
  counted: Bilingual | null;
  /** A plan's own definition of it; null = the usual one. */
  variant: string | null;
  variants: ReadonlyMap<string, Indicator>;
}

export type IndicatorCatalogue = ReadonlyMap<string, Indicator>;

const KINDS = ['share', 'mean', 'per-observation', 'observed-share', 'observed-count', 'observed-change'] as const;
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
  'numerator',
  'denominator',
  'counted',
];
const VARIANT_KEYS = ['indicator', 'id', 'note', 'population', 'where', 'hit', 'amount', 'numerator', 'denominator'];

/** `indicators.yaml` to the catalogue, in its order; all mistakes at once, each with its line. */
export function parseIndicators(text: string, file: string): Parsed<IndicatorCatalogue> {
  const source = new YamlFile(text, file);
  const root = source.root(['indicators', 'variants'], 'Chỉ tiêu');
  const catalogue = new Map<string, Indicator>();
  const variants = new Map<string, Map<string, Indicator>>();
  for (const fields of root?.list('indicators', KEYS, (number) => `Chỉ tiêu thứ ${number}`) ?? []) {
    const own = new Map<string, Indicator>();
    const indicator = parseIndicator(fields, own);
    if (indicator === undefined) continue;
    if (catalogue.has(indicator.id)) fields.say('id', `chỉ tiêu "${indicator.id}" đã có ở trên.`);
    catalogue.set(indicator.id, indicator);
    variants.set(indicator.id, own);
  }
  for (const fields of root?.list('variants', VARIANT_KEYS, (number) => `Biến thể thứ ${number}`) ?? []) {
    const base = catalogue.get(fields.required('indicator'));
    if (base === undefined) {
      fields.say('indicator', 'không có chỉ tiêu này.');
      continue;
    }
    const rule = parseRule(fields, base.rule.kind);
    if (rule === undefined) continue;
    const id = fields.required('id');
    variants.get(base.id)?.set(id, {
      ...base,
      variant: id,
      rule,
      numerator: bilingual(fields, 'numerator') ?? base.numerator,
      denominator: bilingual(fields, 'denominator') ?? base.denominator,
    });
  }
  for (const indicator of catalogue.values()) {
    if (indicator.rule.kind === 'per-observation' && !catalogue.has(indicator.rule.per)) {
      source.say(0, `Chỉ tiêu "${indicator.id}": không có chỉ tiêu "${indicator.rule.per}" để làm mẫu số.`);
    }
  }
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value: catalogue, mistakes: [] };
}

function parseIndicator(fields: YamlFields, variants: ReadonlyMap<string, Indicator>): Indicator | undefined {
  const id = fields.required('id');
  if (id !== '') fields.subject = `Chỉ tiêu "${id}"`;
  const name = bilingual(fields, 'name');
  const numerator = bilingual(fields, 'numerator');
  const kind = KINDS.find((candidate) => candidate === fields.required('kind'));
  if (kind === undefined) fields.say('kind', `"kind" phải là một trong: ${KINDS.join(', ')}.`);
  const decimals = Number(fields.required('decimals'));
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 6)
    fields.say('decimals', '"decimals" phải là số từ 0 đến 6.');
  const window = fields.text('window');
  if (window !== '' && window !== 'twelve-months') fields.say('window', '"window" chỉ có thể là twelve-months.');
  const rule = kind === undefined ? undefined : parseRule(fields, kind);
  if (name === undefined) fields.say('name', 'thiếu tên vi và en.');
  if (numerator === undefined) fields.say('numerator', 'thiếu lời của tử số.');
  if (id === '' || name === undefined || numerator === undefined || rule === undefined) return undefined;
  return {
    id,
    name,
    unitOfMeasure: fields.required('unit_of_measure'),
    decimals,
    rule,
    window: window === 'twelve-months' ? 'twelve-months' : 'period',
    needs: parseNeeds(fields),
    numerator,
    denominator: bilingual(fields, 'denominator') ?? null,
    counted: bilingual(fields, 'counted') ?? null,
    variant: null,
    variants,
  };
}

function parseRule(fields: YamlFields, kind: (typeof KINDS)[number]): Rule | undefined {
  if (kind === 'observed-share' || kind === 'observed-count' || kind === 'observed-change') return { kind };
  const written = fields.required('population');
  const population = POPULATION_IDS.find((candidate) => candidate === written);
  if (population === undefined) {
    fields.say('population', `"population" phải là một trong: ${POPULATION_IDS.join(', ')}.`);
    return undefined;
  }
  const where = fields.text('where') || 'true';
  if (kind === 'share') return { kind, population, where, hit: fields.required('hit') };
  if (kind === 'mean') return { kind, population, where, amount: fields.required('amount') };
  return { kind, population, where, per: fields.required('per') };
}

function parseNeeds(fields: YamlFields): Need[] {
  return fields
    .list('needs', ['list', 'columns', 'unless'], (number) => `${fields.subject}, needs thứ ${number}`)
    .flatMap((need) => {
      const written = need.required('list');
      const list = LISTS.find((candidate) => candidate === written);
      if (list === undefined) {
        need.say('list', `"list" phải là một trong: ${LISTS.join(', ')}.`);
        return [];
      }
      const unless = need.text('unless');
      return [{ list, columns: need.texts('columns').map(({ text }) => text), ...(unless === '' ? {} : { unless }) }];
    });
}

function bilingual(fields: YamlFields, key: string): Bilingual | undefined {
  const both = fields.fields(key, ['vi', 'en']);
  return both === undefined ? undefined : { vi: both.required('vi'), en: both.required('en') };
}

/** Names under which a list of observations may give an indicator (id and both names), by key, to its id. */
export function indicatorNames(catalogue: IndicatorCatalogue): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { id, name } of catalogue.values()) {
    for (const spelling of [id, name.vi, name.en]) names.set(textKey(spelling), id);
  }
  return names;
}
