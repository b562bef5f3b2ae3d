import type { Evaluation } from '../evaluate/types.ts';
import type { OfficeDefaults } from '../library/layer/types.ts';
import { type ReportOptions, reportContent } from '../report/content.ts';
import { fillTemplate } from '../report/fill.ts';
import type { Appendix } from '../report/layout.ts';
import type { Filled } from '../report/types.ts';
import { factsOf, type Making } from '../report/written.ts';

/**
 * What the office wants of a report of a unit. Signatory, place, number and recipients are those of the office's own unit;
 * the report of another one has what its name says.
 * @param appendices instead of the office's usual ones
 */
export function reportOptions(defaults: OfficeDefaults, unit: string, appendices?: readonly Appendix[]): ReportOptions {
  const { place, numberPattern, signatory, recipients } = defaults;
  const own = defaults.unit === null || defaults.unit === unit;
  return {
    appendices: appendices ?? defaults.appendices,
    ...(own ? { place, numberPattern, signatory, recipients } : {}),
  };
}

export interface MadeReport extends Filled {
  fileName: string;
}

/**
 * The report of an evaluation: a template filled, with what it stands on inside (`machine-part.ts`), and what the template
 * did not have. The same bytes from the command line, the server and the pane for the same figures and moment.
 * @param file the template's name, for messages
 * @throws UserError when the template is no .xlsx that can be filled, or is damaged
 */
export async function makeReport(
  evaluation: Evaluation,
  template: Uint8Array,
  making: Making,
  options?: ReportOptions,
  file?: string,
): Promise<MadeReport> {
  const filled = await fillTemplate(template, reportContent(evaluation, options), factsOf(evaluation, making), file);
  return { ...filled, fileName: `bao-cao-${evaluation.plan.id}-${evaluation.asOf}.xlsx` };
}
