/**
 * What the add-in needs of Excel: the manifest asks for exactly these sets, and `detectHost` for the same.
 *
 * ExcelApi 1.13 brings sheets of another workbook in whole (`insertWorksheetsFromBase64`) and lets tables grow
 * (`Table.resize`); Excel 2021 and Microsoft 365 have it. The other two carry the custom functions in the pane's page.
 */
export const REQUIRED = {
  ExcelApi: '1.13',
  SharedRuntime: '1.1',
  CustomFunctionsRuntime: '1.1',
} as const;
