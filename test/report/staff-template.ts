import { unzipSync } from 'fflate';
import { newPart, writeZip } from '../../pipeline/report/packed-parts.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DRAWING = 'application/vnd.openxmlformats-officedocument';

/** A PNG of one pixel. */
const LOGO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const picture = (row: number, id: number): string =>
  `<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="360000" cy="360000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${id}" name="Logo ${id}"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="${OFFICE}" r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>`;

const chart = (row: number): string =>
  `<xdr:oneCellAnchor><xdr:from><xdr:col>12</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="3600000" cy="2400000"/><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="40" name="Biểu đồ riêng"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="${OFFICE}" r:id="rIdChart"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>`;

const OWN_CHART = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:cat><c:strRef><c:f>'Chỉ tiêu'!$B$13</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>cũ</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>'Chỉ tiêu'!$E$13</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="1"/><c:pt idx="0"><c:v>999</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>`;

const NOTE_BOX = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/><v:shape id="_x0000_s1025" type="#_x0000_t202" style="visibility:hidden" fillcolor="#ffffe1"><x:ClientData ObjectType="Note"><x:Anchor>2, 15, 15, 2, 4, 15, 19, 4</x:Anchor><x:Row>15</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>`;

const ownSheet = (cells: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet   xmlns="${MAIN}"><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;

/**
 * The standard template as an office could have changed it: a logo above and one below the table, a chart of its own
 * beside it, a column with a formula, a sum below, a list to choose from, a link, a note on "Nguyên nhân", two more sheets
 * (one of them reckons with the first), custom XML, an order of calculation.
 */
export function staffTemplate(standard: Uint8Array): Uint8Array {
  const files: Record<string, Uint8Array> = unzipSync(standard);
  const edit = (name: string, change: (xml: string) => string): void => {
    const before = new TextDecoder().decode(files[name]);
    const after = change(before);
    if (after === before) throw new Error(`Nothing was changed in ${name}`);
    files[name] = new TextEncoder().encode(after);
  };
  const add = (name: string, contents: string | Uint8Array): void => {
    files[name] = typeof contents === 'string' ? new TextEncoder().encode(contents) : contents;
  };
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const end = (xml: string, tag: string, added: string): string => xml.replace(`</${tag}>`, `${added}</${tag}>`);

  edit('xl/tables/table1.xml', (xml) =>
    xml
      .replace('A12:J13', 'A12:K13')
      .replace('tableColumns count="10"', 'tableColumns count="11"')
      .replace(
        '</tableColumns>',
        '<tableColumn id="11" name="Tỷ lệ tự tính"><calculatedColumnFormula>E13/F13</calculatedColumnFormula></tableColumn></tableColumns>',
      ),
  );
  edit('xl/worksheets/sheet1.xml', (xml) =>
    xml
      .replace(/(<c r="J12"[^>]*>.*?<\/c>)/, '$1<c r="K12" t="inlineStr"><is><t>Tỷ lệ tự tính</t></is></c>')
      .replace(
        /(<c r="J13"[^>]*\/>)/,
        '$1<c r="K13"><f>E13/F13</f><v>9</v></c><c r="L13"><f>SUM(E$$13:E13)</f><v>9</v></c>',
      )
      .replace(/(<row r="14"[^>]*>)/, '$1<c r="E14"><f>SUM(E13:E13)</f><v>9</v></c>')
      .replace(
        '<printOptions',
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="M13"><formula1>"có,không"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A16" location="\'Chỉ tiêu\'!A1"/></hyperlinks><printOptions',
      )
      .replace(/(<drawing [^>]*\/>)/, '$1<legacyDrawing r:id="rIdVml"/>'),
  );
  edit('xl/worksheets/_rels/sheet1.xml.rels', (xml) =>
    end(
      xml,
      'Relationships',
      relation('rIdVml', 'vmlDrawing', '../drawings/vmlDrawing1.vml') +
        relation('rIdNotes', 'comments', '../comments1.xml'),
    ),
  );
  add('xl/drawings/vmlDrawing1.vml', NOTE_BOX);
  add(
    'xl/comments1.xml',
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${MAIN}"><authors><author>Văn phòng</author></authors><commentList><comment ref="A16" authorId="0"><text><t>Hỏi lại phòng TCCB</t></text></comment></commentList></comments>`,
  );
  edit('xl/drawings/drawing1.xml', (xml) => end(xml, 'xdr:wsDr', picture(0, 20) + picture(17, 21) + chart(15)));
  add(
    'xl/drawings/_rels/drawing1.xml.rels',
    `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation('rIdLogo', 'image', '../media/image1.png')}${relation('rIdChart', 'chart', '../charts/chart9.xml')}</Relationships>`,
  );
  add('xl/media/image1.png', LOGO);
  add('xl/charts/chart9.xml', OWN_CHART);
  add(
    'xl/worksheets/sheet8.xml',
    ownSheet(
      `<c r="A1"><f>'Chỉ tiêu'!A16&amp;"A16"</f><v>1</v></c><c r="B1"><f>SUM('Chỉ tiêu'!E13:E13)</f><v>1</v></c>`,
    ),
  );
  add(
    'xl/worksheets/sheet9.xml',
    ownSheet('<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="inlineStr"><is><t>ghi chép</t></is></c>'),
  );
  add('xl/calcChain.xml', `<calcChain xmlns="${MAIN}"><c r="K13" i="1"/></calcChain>`);
  add('customXml/item1.xml', '<so-lieu-rieng   xmlns="urn:x"/>');
  edit('xl/workbook.xml', (xml) =>
    end(
      xml,
      'sheets',
      '<sheet name="Tổng hợp" sheetId="8" r:id="rIdA"/><sheet name="Ghi chép" sheetId="9" r:id="rIdB"/>',
    ),
  );
  edit('xl/_rels/workbook.xml.rels', (xml) =>
    end(
      xml,
      'Relationships',
      relation('rIdA', 'worksheet', 'worksheets/sheet8.xml') +
        relation('rIdB', 'worksheet', 'worksheets/sheet9.xml') +
        relation('rIdC', 'calcChain', 'calcChain.xml') +
        relation('rIdX', 'customXml', '../customXml/item1.xml'),
    ),
  );
  const override = (name: string, type: string): string => `<Override PartName="/${name}" ContentType="${type}"/>`;
  edit('[Content_Types].xml', (xml) =>
    end(
      xml,
      'Types',
      '<Default Extension="png" ContentType="image/png"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' +
        override('xl/comments1.xml', `${SPREADSHEET}.comments+xml`) +
        override('xl/charts/chart9.xml', `${DRAWING}.drawingml.chart+xml`) +
        override('xl/worksheets/sheet8.xml', `${SPREADSHEET}.worksheet+xml`) +
        override('xl/worksheets/sheet9.xml', `${SPREADSHEET}.worksheet+xml`) +
        override('xl/calcChain.xml', `${SPREADSHEET}.calcChain+xml`),
    ),
  );
  return writeZip(Object.entries(files).map(([name, contents]) => newPart(name, contents)));
}
