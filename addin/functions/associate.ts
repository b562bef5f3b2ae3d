import type { Language } from '../../pipeline/messages.ts';
import { onChange } from '../source/changed.ts';
import type { Source } from '../source/source.ts';
import { Batch } from './batch.ts';
import { CellError, cellError } from './cell-error.ts';
import { type FunctionId, vedichFunctions } from './functions.ts';

export interface FunctionsOptions {
  source: () => Promise<Pick<Source, 'answers'>>;
  /** Of the sentences beside errors. */
  language: () => Language;
  /** Makes Excel ask for every cell anew; called after the figures changed. */
  recalculate: () => Promise<void>;
}

/** Tells Excel which code answers which function. Where there is no Excel it does nothing. */
export function associateFunctions({ source, language, recalculate }: FunctionsOptions): void {
  if (!('CustomFunctions' in globalThis)) return;
  const batch = new Batch(source, language);
  const functions = vedichFunctions((question) => batch.ask(question));
  for (const id of functionIds(functions)) {
    const answer: (...values: unknown[]) => Promise<unknown> = functions[id];
    CustomFunctions.associate(id, async (...values: unknown[]) => {
      try {
        // The last one is Excel's own description of the call.
        return await answer(...values.slice(0, -1));
      } catch (error) {
        throw excelError(error, language());
      }
    });
  }
  onChange(() => {
    batch.forget();
    if (Office.context?.host !== Office.HostType.Excel) return;
    // Always: cells that failed, and those of a workbook that was just opened, have asked for nothing yet. A cell that is
    // being edited keeps Excel from reckoning: then it does so with the next recalculation.
    recalculate().catch((error: unknown) => console.warn(error));
  });
}

function functionIds(functions: Readonly<Record<FunctionId, unknown>>): FunctionId[] {
  const isId = (id: string): id is FunctionId => id in functions;
  return Object.keys(functions).filter(isId);
}

/** `#VALUE!` or `#N/A` with the sentence; what sources throw carries its own. */
function excelError(error: unknown, language: Language): CustomFunctions.Error {
  const { notAvailable, invalidValue } = CustomFunctions.ErrorCode;
  if (error instanceof CellError)
    return new CustomFunctions.Error(error.kind === 'wrong-argument' ? invalidValue : notAvailable, error[language]);
  if (error instanceof Error && 'vi' in error && 'en' in error)
    return new CustomFunctions.Error(notAvailable, String(error[language]));
  console.error(error);
  return new CustomFunctions.Error(notAvailable, cellError('not-available', 'OUR_FAULT')[language]);
}
