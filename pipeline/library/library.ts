import { parseChecks } from './checks.ts';
import { parseCodes } from './codes.ts';
import type { DataMistake, DataTexts, Parsed } from './data.ts';
import { parseForm } from './forms/parse.ts';
import { parseHolidays } from './holidays.ts';
import { parseIndicators } from './indicators/catalogue.ts';
import type { OfficeFiles } from './layer/files.ts';
import { parseOffice } from './layer/parse.ts';
import { LibraryError } from './library-error.ts';
import { parseColumns } from './parse-columns.ts';
import { parsePlan } from './plans/parse.ts';
import { parseQuestions } from './questions.ts';
import { parseRanking } from './rankings/parse.ts';
import type { Library, LibraryParts } from './types.ts';
import { parseUnits } from './units/parse.ts';
import { parseWords } from './words.ts';

export { LibraryError } from './library-error.ts';
export type { Library, LibraryParts } from './types.ts';

/**
 * Both layers. Mistakes of the office stand in `office.mistakes`, all at once; they stop nothing else.
 * @param texts YAML files that ship, by path below `pipeline/library/`, e.g. `columns.yaml`
 * @param files the office's files
 * @throws LibraryError naming every mistake of every shipped file
 */
export function parseLibrary(texts: DataTexts, files: OfficeFiles = new Map()): Library {
  return parseOffice(parseShipped(texts), files);
}

/** The shipped layer, whole. @throws LibraryError naming every mistake of every file */
export function parseShipped(texts: DataTexts): LibraryParts {
  const mistakes: DataMistake[] = [];
  const take = <T>(parsed: Parsed<T>): T | undefined => {
    mistakes.push(...parsed.mistakes);
    return parsed.value;
  };
  const text = (file: string): string => texts[file] ?? '';
  const inFolder = (folder: string): { file: string; text: string }[] =>
    Object.keys(texts)
      .filter((file) => file.startsWith(`${folder}/`) && file.lastIndexOf('/') === folder.length)
      .sort()
      .map((file) => ({ file, text: text(file) }));

  const columns = take(parseColumns(text('columns.yaml'), 'columns.yaml'));
  const codes = take(parseCodes(text('codes.yaml'), 'codes.yaml'));
  const indicators =
    columns === undefined || codes === undefined
      ? undefined
      : take(parseIndicators(text('indicators/indicators.yaml'), 'indicators/indicators.yaml', { columns, codes }));
  const checks =
    columns === undefined || codes === undefined
      ? undefined
      : take(parseChecks(text('checks.yaml'), 'checks.yaml', columns, codes));
  const words =
    columns === undefined || codes === undefined
      ? undefined
      : take(parseWords(text('words.yaml'), 'words.yaml', columns, codes));
  const questions =
    indicators === undefined ? undefined : take(parseQuestions(text('questions.yaml'), 'questions.yaml', indicators));
  const units = take(parseUnits(inFolder('units')));
  const known = {
    ...(indicators === undefined ? {} : { indicators: new Set(indicators.keys()) }),
    ...(units === undefined ? {} : { units: new Set(units.byId.keys()) }),
  };
  const plans = inFolder('plans').flatMap(({ file, text: plan }) => take(parsePlan(plan, file, known)) ?? []);
  const holidays = take(parseHolidays(text('holidays.yaml'), 'holidays.yaml'));
  const forms = inFolder('forms').flatMap(({ file, text: form }) => take(parseForm(form, file)) ?? []);
  const columnsOfForms = new Map(forms.map((form) => [form.id, form.columns.map(({ id }) => id)]));
  const rankings = inFolder('rankings').flatMap(
    ({ file, text: ranking }) => take(parseRanking(ranking, file, columnsOfForms)) ?? [],
  );
  if (
    mistakes.length > 0 ||
    columns === undefined ||
    codes === undefined ||
    checks === undefined ||
    words === undefined ||
    questions === undefined ||
    indicators === undefined ||
    units === undefined ||
    holidays === undefined
  ) {
    throw new LibraryError(mistakes);
  }
  return {
    columns,
    codes,
    words,
    questions,
    checks,
    indicators,
    units,
    plans: new Map(plans.map((plan) => [plan.id, plan])),
    forms: new Map(forms.map((form) => [form.id, form])),
    rankings: new Map(rankings.map((ranking) => [ranking.id, ranking])),
    holidays,
  };
}
