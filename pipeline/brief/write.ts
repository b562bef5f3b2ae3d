import { wordPaper } from '../formats/word-paper.ts';
import { NATIONAL_MOTTO } from '../report/heading.ts';
import type { Brief } from './types.ts';

const HEADS = ['Chỉ tiêu', 'Kết quả', 'Ngưỡng', 'Đánh giá'] as const;

/** As a Word file, laid out after Nghị định 30/2020/NĐ-CP, on one page of A4. The library that writes it is loaded here. */
export async function briefDocx(brief: Brief): Promise<Uint8Array<ArrayBuffer>> {
  const { line, centre, both, beside, dated, grid, heading, written } = await wordPaper(24);
  const bold = { ...centre, bold: true };
  return written([
    heading(brief.superior, brief.unit, [], dated(brief.place)),
    line(brief.title, { ...bold, size: 28, spacing: { before: 240 } }),
    line(brief.subject, { ...centre, italics: true, spacing: { after: 120 } }),
    line(brief.verdict, { bold: true, spacing: { after: 120 } }),
    ...(brief.numbers.length === 0
      ? []
      : [grid([4500, 1550, 1350, 1950], HEADS, brief.numbers, (column) => column > 0)]),
    ...brief.sections.flatMap(({ heading: title, lines }) => [
      line(title, { bold: true, spacing: { before: 140, after: 40 } }),
      ...lines.map((text) => line(`- ${text}`, { ...both, spacing: { after: 40 } })),
    ]),
    beside(
      [line('')],
      brief.signatory.map((text, at) => line(text, { ...bold, spacing: { before: at === 0 ? 240 : 0 } })),
    ),
  ]);
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** As a page to be printed: one file, nothing of which is fetched. */
export function briefHtml(brief: Brief): string {
  const cells = (texts: readonly string[], tag: 'td' | 'th'): string =>
    `<tr>${texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>`;
  const sections = brief.sections.map(
    ({ heading, lines }) =>
      `<h2>${escaped(heading)}</h2><ul>${lines.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>`,
  );
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>${escaped(brief.title)}</title>
<style>
@page { size: A4; margin: 20mm 15mm 20mm 30mm }
body { font: 12pt/1.3 "Times New Roman", serif; max-width: 165mm; margin: 0 auto }
header { display: grid; grid-template-columns: 2fr 3fr; text-align: center }
h1 { font-size: 14pt; text-align: center; margin: 12pt 0 0 } h2 { font-size: 12pt; margin: 8pt 0 2pt }
.subject { text-align: center; font-style: italic; margin: 0 0 6pt } .verdict { font-weight: bold }
table { border-collapse: collapse; width: 100% } td, th { border: 1px solid; padding: 2pt 4pt; text-align: center }
td:first-child { text-align: left } ul { margin: 0; padding-left: 14pt } footer { margin: 14pt 0 0 60%; text-align: center; font-weight: bold }
</style></head><body>
<header><div>${escaped(brief.superior)}<br><b>${escaped(brief.unit)}</b></div><div><b>${NATIONAL_MOTTO.join('<br>')}</b></div></header>
<h1>${escaped(brief.title)}</h1><p class="subject">${escaped(brief.subject)}</p><p class="verdict">${escaped(brief.verdict)}</p>
${brief.numbers.length === 0 ? '' : `<table>${cells(HEADS, 'th')}${brief.numbers.map((one) => cells(one, 'td')).join('')}</table>`}
${sections.join('\n')}
<footer>${brief.signatory.map(escaped).join('<br>')}</footer>
</body></html>
`;
}
