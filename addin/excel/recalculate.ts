import { inWorkbook } from './errors.ts';

/** Reckons every formula of the open workbooks anew, custom functions too: they ask again only then. */
export async function recalculate(): Promise<void> {
  await inWorkbook(async (context) => {
    context.workbook.application.calculate(Excel.CalculationType.full);
    await context.sync();
  });
}
