import { addingSheets, inWorkbook } from './errors.ts';
import { base64 } from './report-file.ts';

/** Puts a form behind the workbook's sheets and shows it. */
export async function insertForm(bytes: Uint8Array): Promise<void> {
  await inWorkbook(async (context) => {
    const ids = await addingSheets(async () => {
      const options = { positionType: Excel.WorksheetPositionType.end };
      const inserted = context.workbook.insertWorksheetsFromBase64(base64(bytes), options);
      await context.sync();
      return inserted;
    });
    const [id] = ids.value;
    if (id === undefined) return;
    context.workbook.worksheets.getItem(id).activate();
    await context.sync();
  });
}
