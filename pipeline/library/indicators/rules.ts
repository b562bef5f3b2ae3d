import { LISTS, type ListId } from '../../lists.ts';
import { nearestWord } from '../../nearest.ts';
import { POPULATION_IDS, type PopulationId } from '../../warehouse/populations.ts';
import type { CodeCatalogue } from '../codes.ts';
import type { ColumnCatalogue } from '../columns.ts';
import { ALWAYS, type ConditionScope, type Expression } from '../conditions/expression.ts';
import { readCondition } from '../conditions/read.ts';
import type { YamlFields } from '../yaml.ts';
import { POPULATION_COLUMNS } from './population-columns.ts';
import type { IndicatorKind } from './units-of-measure.ts';

/** Columns that a number cannot do without. */
export interface Need {
  list: ListId;
  columns: string[];
  /** Over the population: rows that can do without the columns (their level is known from elsewhere). */
  unless?: Expression;
}

/** How a number is made; conditions stand over the population's columns. */
export type Rule =
  | { kind: 'share'; population: PopulationId; where: Expression; hit: Expression }
  /** `amount` in seconds; the number is in minutes. Members without an amount do not count. */
  | { kind: 'mean'; population: PopulationId; where: Expression; amount: Expression }
  | { kind: 'per-observation'; population: PopulationId; where: Expression; per: string }
  | { kind: 'observed-share' }
  | { kind: 'observed-count' }
  | { kind: 'observed-change' };

/** What indicators may refer to. */
export interface RuleReferences {
  columns: ColumnCatalogue;
  codes: CodeCatalogue;
}

const RULE_KEYS = ['population', 'where', 'hit', 'amount', 'per', 'window', 'needs'] as const;
const KEYS_OF_KIND: Readonly<Record<IndicatorKind, readonly (typeof RULE_KEYS)[number][]>> = {
  share: ['population', 'where', 'hit', 'window', 'needs'],
  mean: ['population', 'where', 'amount', 'window', 'needs'],
  'per-observation': ['population', 'where', 'per', 'window', 'needs'],
  'observed-share': [],
  'observed-count': [],
  'observed-change': [],
};

/**
 * The rule of an indicator of that kind, or of a variant of it.
 * @param base the rule of which the fields are a variant
 * @returns undefined where something is missing or wrong, which is said
 */
export function parseRule(
  fields: YamlFields,
  kind: IndicatorKind,
  { codes }: RuleReferences,
  base?: Rule,
): Rule | undefined {
  for (const key of RULE_KEYS) {
    if (fields.has(key) && !KEYS_OF_KIND[kind].includes(key))
      fields.say(key, `"${key}" không dùng cho loại ${kind}.`, `"${key}" is not for the kind ${kind}.`);
  }
  if (kind === 'observed-share' || kind === 'observed-count' || kind === 'observed-change') return { kind };
  const population = parsePopulation(fields);
  if (population === undefined) return undefined;
  const scope = populationScope(population, codes);
  const where = fields.text('where') === '' ? ALWAYS : readCondition(fields, 'where', scope);
  if (kind === 'per-observation') {
    const per = base?.kind === kind ? base.per : fields.required('per');
    return where === undefined ? undefined : { kind, population, where, per };
  }
  const key = kind === 'share' ? 'hit' : 'amount';
  const counted =
    fields.required(key) === ''
      ? undefined
      : readCondition(fields, key, scope, kind === 'share' ? 'boolean' : 'integer');
  if (where === undefined || counted === undefined) return undefined;
  if (kind === 'share') return { kind, population, where, hit: counted };
  const known: Expression = { kind: 'not', item: { kind: 'is-null', item: counted } };
  return {
    kind,
    population,
    where: where === ALWAYS ? known : { kind: 'and', items: [where, known] },
    amount: counted,
  };
}

function parsePopulation(fields: YamlFields): PopulationId | undefined {
  const written = fields.required('population');
  const population = POPULATION_IDS.find((candidate) => candidate === written);
  if (population === undefined && written !== '') {
    const near = nearestWord(written, POPULATION_IDS);
    const [vi, en] = near === undefined ? oneOf(POPULATION_IDS) : isIt(near);
    fields.say(
      'population',
      `không có "population" tên "${written}"; ${vi}`,
      `there is no "population" "${written}"; ${en}`,
    );
  }
  return population;
}

function populationScope(population: PopulationId, codes: CodeCatalogue): ConditionScope {
  const columns = new Map(Object.entries(POPULATION_COLUMNS[population]));
  return { of: `"${population}"`, columns, codes, importing: false };
}

/** Which columns the number needs; `unless` is a condition over the rule's population. */
export function parseNeeds(fields: YamlFields, rule: Rule, { columns, codes }: RuleReferences): Need[] {
  return fields
    .list('needs', ['list', 'columns', 'unless'], (number) => ({
      vi: `${fields.subject}, needs thứ ${number}`,
      en: `${fields.subjectEn}, needs number ${number}`,
    }))
    .flatMap((need) => {
      const written = need.required('list');
      const list = columns.lists.find(({ id }) => id === written);
      if (list === undefined) {
        if (written !== '') need.say('list', `"list" ${oneOf(LISTS)[0]}`, `"list" ${oneOf(LISTS)[1]}`);
        return [];
      }
      const known = list.columns.map(({ id }) => id);
      const named = need.texts('columns');
      if (named.length === 0) need.say('columns', 'thiếu "columns".', '"columns" is missing.');
      for (const { text, line } of named.filter((column) => !known.includes(column.text))) {
        const near = nearestWord(text, known);
        const [vi, en] =
          near === undefined ? [`các cột: ${known.join(', ')}.`, `the columns are: ${known.join(', ')}.`] : isIt(near);
        need.source.say(
          line,
          `${need.subject}: danh sách "${list.id}" không có cột "${text}"; ${vi}`,
          `${need.subjectEn}: the list "${list.id}" has no column "${text}"; ${en}`,
        );
      }
      const unless =
        'population' in rule ? readCondition(need, 'unless', populationScope(rule.population, codes)) : undefined;
      return [{ list: list.id, columns: named.map(({ text }) => text), ...(unless === undefined ? {} : { unless }) }];
    });
}

/** Advice in Vietnamese and English. */
function isIt(near: string): [string, string] {
  return [`có phải "${near}" không?`, `is it "${near}"?`];
}

function oneOf(known: readonly string[]): [string, string] {
  return [`phải là một trong: ${known.join(', ')}.`, `must be one of: ${known.join(', ')}.`];
}
