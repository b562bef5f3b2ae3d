import { columnName } from '../a1.ts';

/** English Metric Units in a pixel at 96 dpi. */
const EMU = 9525;

interface Mark {
  column: number;
  offset: number;
}

function markAt(columns: readonly number[], x: number): Mark {
  let left = 0;
  for (const [column, width] of columns.entries()) {
    if (x < left + width) return { column, offset: Math.round((x - left) * EMU) };
    left += width;
  }
  return { column: columns.length, offset: 0 };
}

/** A short rule, as below the name of the office and the national motto: centred on `x`, in row `row` (first = 1). */
export function rule(columns: readonly number[], x: number, width: number, row: number, id: number): string {
  const mark = (tag: string, at: Mark): string =>
    `<xdr:${tag}><xdr:col>${at.column}</xdr:col><xdr:colOff>${at.offset}</xdr:colOff><xdr:row>${row - 1}</xdr:row><xdr:rowOff>${2 * EMU}</xdr:rowOff></xdr:${tag}>`;
  const from = markAt(columns, x - width / 2);
  const to = markAt(columns, x + width / 2);
  return `<xdr:twoCellAnchor>${mark('from', from)}${mark('to', to)}<xdr:cxnSp macro=""><xdr:nvCxnSpPr><xdr:cNvPr id="${id}" name="Gạch ngang ${id}"/><xdr:cNvCxnSpPr/></xdr:nvCxnSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${width * EMU}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></xdr:spPr></xdr:cxnSp><xdr:clientData/></xdr:twoCellAnchor>`;
}

/** A chart over whole cells: columns 1 to `columns`, rows `first` to `last`. */
export function chartFrame(columns: number, first: number, last: number): string {
  const right = { column: columns - 1, offset: 58 * EMU };
  return frame(right, first, last, 1, 0, 'Biểu đồ theo tháng', 'Kết quả luỹ kế theo tháng so với ngưỡng');
}

/** A chart over the whole width, rows `first` to `last`; the `number`-th of its sheet. */
export function barFrame(
  columns: readonly number[],
  first: number,
  last: number,
  number: number,
  title: string,
): string {
  const right = { column: columns.length - 1, offset: ((columns.at(-1) ?? 0) - 2) * EMU };
  // Its upper line stays off a page break above it.
  return frame(right, first, last, number, 2 * EMU, `Biểu đồ ${number}`, title);
}

function frame(
  right: Mark,
  first: number,
  last: number,
  number: number,
  down: number,
  name: string,
  title: string,
): string {
  const mark = (tag: string, { column, offset }: Mark, row: number, off = 0): string =>
    `<xdr:${tag}><xdr:col>${column}</xdr:col><xdr:colOff>${offset}</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>${off}</xdr:rowOff></xdr:${tag}>`;
  return `<xdr:twoCellAnchor editAs="oneCell">${mark('from', { column: 0, offset: EMU }, first - 1, down)}${mark('to', right, last)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${number + 1}" name="${name}" descr="${escaped(title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId${number}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`;
}

const text = (size: number): string =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size * 100}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:latin typeface="Times New Roman"/><a:cs typeface="Times New Roman"/></a:defRPr></a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr>`;

const line = (color: string, width: number, dash = ''): string =>
  `<c:spPr><a:ln w="${width}" cap="rnd"><a:solidFill><a:srgbClr val="${color}"/></a:solidFill>${dash}<a:round/></a:ln></c:spPr>`;

/** Excel's own line chart: the value as a dark line with marks, the threshold as a dashed red one. Rows of `sheet`. */
export function lineChart(sheet: string, header: number, value: number, threshold: number): string {
  const range = (row: number): string => `'${sheet}'!$B$${row}:$M$${row}`;
  const series = (index: number, row: number, look: string, marker: string, labels: string): string =>
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:strRef><c:f>'${sheet}'!$A$${row}</c:f></c:strRef></c:tx>${look}${marker}${labels}<c:cat><c:strRef><c:f>${range(header)}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>${range(row)}</c:f></c:numRef></c:val><c:smooth val="0"/></c:ser>`;
  const labels = `<c:dLbls><c:numFmt formatCode="[$-42A]0.0#" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${text(10)}<c:dLblPos val="t"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`;
  const circle = `<c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr><a:solidFill><a:srgbClr val="1F3864"/></a:solidFill><a:ln><a:solidFill><a:srgbClr val="1F3864"/></a:solidFill></a:ln></c:spPr></c:marker>`;
  const grid =
    '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>';
  const axis = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></c:spPr>';
  return `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series(0, value, line('1F3864', 28575), circle, labels)}${series(1, threshold, line('C00000', 22225, '<a:prstDash val="dash"/>'), '<c:marker><c:symbol val="none"/></c:marker>', '')}<c:marker val="1"/><c:axId val="111111111"/><c:axId val="222222222"/></c:lineChart><c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${axis}${text(11)}<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx><c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>${grid}<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${axis}${text(11)}<c:crossAx val="111111111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx><c:spPr><a:noFill/></c:spPr></c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/>${text(11)}</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></c:spPr></c:chartSpace>`;
}

/** Thousands and millions parted by dots, as in the tables (`COUNT`); a format may name two conditions. */
const GROUPED = '[&gt;=1000000]0\\.000\\.000;[&gt;=1000]0\\.000';

const CHART =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/**
 * Excel's own bars, lying, each made of parts, the first one on top. Labels stand in column B below row `header`, the parts
 * from column C on; the single cells of the series grow with their table.
 */
export function barChart(sheet: string, title: string, header: number, parts: readonly { colour: string }[]): string {
  const cell = (column: string, row: number): string => `'${sheet}'!$${column}$${row}`;
  const series = parts.map(({ colour }, at) => {
    const column = columnName(3 + at);
    const labels = `<c:dLbls><c:numFmt formatCode="${GROUPED};#" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${text(10)}<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`;
    return `<c:ser><c:idx val="${at}"/><c:order val="${at}"/><c:tx><c:strRef><c:f>${cell(column, header)}</c:f></c:strRef></c:tx><c:spPr><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="595959"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>${labels}<c:cat><c:strRef><c:f>${cell('B', header + 1)}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>${cell(column, header + 1)}</c:f></c:numRef></c:val></c:ser>`;
  });
  const axis = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></c:spPr>';
  const heading = `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200" b="1"><a:latin typeface="Times New Roman"/></a:defRPr></a:pPr><a:r><a:rPr lang="vi-VN" sz="1200" b="1"><a:latin typeface="Times New Roman"/></a:rPr><a:t>${escaped(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
  return `<c:chartSpace ${CHART}><c:roundedCorners val="0"/><c:chart>${heading}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>${series.join('')}<c:gapWidth val="45"/><c:overlap val="100"/><c:axId val="333333333"/><c:axId val="444444444"/></c:barChart><c:catAx><c:axId val="333333333"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${axis}${text(10)}<c:crossAx val="444444444"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx><c:valAx><c:axId val="444444444"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="${GROUPED};0" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${axis}${text(10)}<c:crossAx val="333333333"/><c:crosses val="max"/><c:crossBetween val="between"/></c:valAx><c:spPr><a:noFill/></c:spPr></c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/>${text(10)}</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></c:spPr></c:chartSpace>`;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
