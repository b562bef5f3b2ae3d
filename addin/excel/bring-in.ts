import { withoutCharts } from './report-charts.ts';
import { base64, type FileOutline } from './report-file.ts';

/** @returns ids of the sheets, and the charts that this Excel does not take */
export async function bringIn(
  context: Excel.RequestContext,
  bytes: Uint8Array,
): Promise<{ ids: string[]; charts: string[] }> {
  const insert = async (file: Uint8Array): Promise<string[]> => {
    const options = { positionType: Excel.WorksheetPositionType.end };
    const ids = context.workbook.insertWorksheetsFromBase64(base64(file), options);
    await context.sync();
    return ids.value;
  };
  try {
    return { ids: await insert(bytes), charts: [] };
  } catch (error) {
    // Excel on the web takes in no sheet with a chart: better the report without one than none at all.
    if (!(error instanceof OfficeExtension.Error) || error.code !== 'UnsupportedFeature') throw error;
    const plain = await withoutCharts(bytes);
    return { ids: await insert(plain.bytes), charts: plain.charts };
  }
}

/**
 * Widths are counted in digits of a workbook's normal font, so inserted columns are wider or narrower than in the
 * template wherever this font is another one; text would be cut off, or the table run over the page.
 */
export function keepWidths(
  context: Excel.RequestContext,
  outline: FileOutline,
  sheets: readonly { id: string }[],
): void {
  for (const { sheet, column, count, points } of outline.columns) {
    const place = sheets[sheet];
    if (!place) continue;
    const cells = context.workbook.worksheets.getItem(place.id).getRangeByIndexes(0, column, 1, count);
    cells.getEntireColumn().format.columnWidth = points;
  }
}
