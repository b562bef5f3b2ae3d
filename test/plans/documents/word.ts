import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';

/** A made document as a Word file: each line a paragraph, lines with tabs the rows of a table. */
export async function wordFile(text: string): Promise<Uint8Array> {
  const children: (Paragraph | Table)[] = [];
  let rows: string[][] = [];
  const endTable = (): void => {
    if (rows.length === 0) return;
    const width = Math.max(...rows.map((row) => row.length));
    children.push(
      new Table({
        rows: rows.map(
          (row) =>
            new TableRow({
              children: Array.from(
                { length: width },
                (_, at) =>
                  new TableCell({ width: { size: 9000 / width, type: 'dxa' }, children: [paragraph(row[at] ?? '')] }),
              ),
            }),
        ),
      }),
    );
    rows = [];
  };
  for (const line of text.split('\n')) {
    if (line.includes('\t')) rows.push(line.split('\t'));
    else {
      endTable();
      children.push(paragraph(line));
    }
  }
  endTable();
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
}

function paragraph(text: string): Paragraph {
  return new Paragraph({ children: [new TextRun({ text, font: 'Liberation Serif', size: 26 })] });
}
