import type { Evaluation } from '../evaluate/types.ts';
import { reportContent } from '../report/content.ts';
import { fillTemplate } from '../report/fill.ts';
import type { ReportOptions } from '../report/options.ts';
import type { Filled } from '../report/types.ts';
import { factsOf, type Making } from '../report/written.ts';

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
