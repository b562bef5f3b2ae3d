import { explanation, type Mapping } from '../library/mapping.ts';
import { agencyOf, tellsUnit } from './agency.ts';
import type { OpenQuestion } from './types.ts';

/** A question and what was answered: an id of its choices, of units any id, `ignore` for a column that is not used. */
export interface Answered {
  question: Pick<OpenQuestion, 'kind' | 'column' | 'written'>;
  answer: string;
}

/** What is explained by answers. */
export function answeredMapping(answers: readonly Answered[]): Mapping {
  const of = (part: keyof Mapping, column = ''): Record<string, string> =>
    Object.fromEntries(
      answers
        .filter(({ question }) => partOf(question) === part && (column === '' || question.column === column))
        .map(({ question, answer }) => [question.written, answer]),
    );
  const coded = new Set(
    answers.filter(({ question }) => question.kind === 'value').map(({ question }) => question.column),
  );
  return {
    columns: of('columns'),
    codes: Object.fromEntries([...coded].map((column) => [column, of('codes', column)])),
    units: of('units'),
    agencies: of('agencies'),
    sheets: of('sheets'),
  };
}

/** Where the answer to a question is kept. */
export function partOf({ kind, written }: Pick<OpenQuestion, 'kind' | 'written'>): keyof Mapping {
  if (kind === 'column') return 'columns';
  if (kind === 'value') return 'codes';
  if (kind === 'unit') return 'units';
  return kind === 'agency' || (agencyOf(written) === written && tellsUnit(written)) ? 'agencies' : 'sheets';
}

/** `written=meant` pairs as options and requests carry them, by what they explain; of values `column:written=meant`. */
export interface SaidPairs {
  column: readonly string[];
  value: readonly string[];
  unit: readonly string[];
  /** Agencies and names of files, of sheets without a unit. */
  sheet: readonly string[];
}

/** @param refuse told of the first pair that is none */
export function mappingOf(pairs: SaidPairs, refuse: (kind: keyof SaidPairs, pair: string) => void): Mapping {
  const answers = (['column', 'value', 'unit', 'sheet'] as const).flatMap((kind) =>
    pairs[kind].flatMap((pair): Answered[] => {
      const [, column = '', rest = pair] = kind === 'value' ? (/^([a-z_]+):(.*)$/s.exec(pair) ?? []) : [];
      const said = explanation(rest);
      if (said === undefined || (kind === 'value' && column === '')) {
        refuse(kind, pair);
        return [];
      }
      const [written, answer] = said;
      return [{ question: { kind: kind === 'sheet' ? 'sheet-unit' : kind, column, written }, answer }];
    }),
  );
  return answeredMapping(answers);
}
