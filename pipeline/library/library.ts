import { type CheckCatalogue, parseChecks } from './checks.ts';
import { type CodeCatalogue, parseCodes } from './codes.ts';
import { type ColumnCatalogue, parseColumns } from './columns.ts';
import type { DataMistake, DataTexts } from './data.ts';
import { type IndicatorCatalogue, parseIndicators } from './indicators/catalogue.ts';
import { parsePlan } from './plans/parse.ts';
import type { Plan } from './plans/types.ts';
import { parseUnits } from './units/parse.ts';
import type { UnitTree } from './units/types.ts';

/** The whole of the domain that is data, parsed. */
export interface Library {
  columns: ColumnCatalogue;
  codes: CodeCatalogue;
  checks: CheckCatalogue;
  indicators: IndicatorCatalogue;
  units: UnitTree;
  plans: ReadonlyMap<string, Plan>;
  /** Changes with every change of the data that decides how rows become facts. */
  version: string;
}

/** The data that ships with the program is broken: our fault, every mistake named. */
export class LibraryError extends Error {
  constructor(mistakes: readonly DataMistake[]) {
    super(mistakes.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'));
    this.name = 'LibraryError';
  }
}

/**
 * @param texts YAML files by path below `pipeline/library/`, e.g. `columns.yaml`
 * @throws LibraryError naming every mistake of every file
 */
export function parseLibrary(texts: DataTexts): Library {
  const mistakes: DataMistake[] = [];
  const take = <T>(parsed: { value?: T; mistakes: DataMistake[] }): T | undefined => {
    mistakes.push(...parsed.mistakes);
    return parsed.value;
  };
  const text = (file: string): string => texts[file] ?? '';
  const inFolder = (folder: string): { file: string; text: string }[] =>
    Object.keys(texts)
      .filter((file) => file.startsWith(`${folder}/`))
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
  const units = take(parseUnits(inFolder('units')));
  const known = {
    ...(indicators === undefined ? {} : { indicators: new Set(indicators.keys()) }),
    ...(units === undefined ? {} : { units: new Set(units.byId.keys()) }),
  };
  const plans = inFolder('plans').flatMap(({ file, text: plan }) => take(parsePlan(plan, file, known)) ?? []);
  if (
    mistakes.length > 0 ||
    columns === undefined ||
    codes === undefined ||
    checks === undefined ||
    indicators === undefined ||
    units === undefined
  ) {
    throw new LibraryError(mistakes);
  }
  const deciding = ['columns.yaml', 'codes.yaml', 'checks.yaml', ...inFolder('units').map(({ file }) => file)];
  return {
    columns,
    codes,
    checks,
    indicators,
    units,
    plans: new Map(plans.map((plan) => [plan.id, plan])),
    version: fingerprintOf(deciding.map(text).join('\u0000')),
  };
}

/** FNV-1a, 64 bits, hex: tells two texts apart, nothing more. */
function fingerprintOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
