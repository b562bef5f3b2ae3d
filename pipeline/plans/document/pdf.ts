import type { Inflate } from '../../read/book.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { documentError } from './messages.ts';
import { checkPdf } from './pdf-check.ts';
import { glyphsOf } from './pdf-glyphs.ts';
import { linesOfPage } from './pdf-lines.ts';
import type { Line } from './text-blocks.ts';

/** A page with fewer letters than this is a picture of one. */
const FEWEST_LETTERS = 20;

/**
 * The lines of a PDF's text layer. No script of it is run, no font or picture is drawn, nothing that it names is fetched.
 * @throws UserError where it is protected, damaged, too long, or has pictures of pages instead of text
 */
export async function linesOfPdf(bytes: Uint8Array, file: string, inflate: Inflate): Promise<Line[]> {
  await checkPdf(bytes, file, inflate);
  const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf');
  const { OPS } = await getResolvedPDFJS();
  const open = getDocumentProxy(new Uint8Array(bytes), {
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    enableXfa: false,
    // No picture is decoded, however large it says it is.
    maxImageSize: 1,
    verbosity: 0,
  });
  const document = await open.catch((cause: unknown) => {
    const isLocked = cause instanceof Error && cause.name === 'PasswordException';
    throw documentError(
      isLocked ? 'document-password' : 'document-damaged',
      isLocked ? { file } : { file, part: 'PDF' },
      { cause },
    );
  });
  try {
    const { numPages } = document;
    if (numPages > DOCUMENT_LIMITS.pages)
      throw documentError('document-long', {
        file,
        limit: { vi: `${DOCUMENT_LIMITS.pages} trang`, en: `${DOCUMENT_LIMITS.pages} pages` },
      });
    const lines: Line[] = [];
    let letters = 0;
    for (let number = 1; number <= numPages; number += 1) {
      const page = await document.getPage(number).catch((cause: unknown) => {
        throw documentError(
          'document-damaged',
          { file, part: { vi: `trang ${number}`, en: `page ${number}` } },
          { cause },
        );
      });
      const { runs, rules } = glyphsOf(await page.getOperatorList(), OPS);
      letters += runs.length;
      if (letters > DOCUMENT_LIMITS.characters)
        throw documentError('document-long', {
          file,
          limit: {
            vi: `${DOCUMENT_LIMITS.characters / 1e6} triệu ký tự`,
            en: `${DOCUMENT_LIMITS.characters / 1e6} million characters`,
          },
        });
      lines.push(...linesOfPage(runs, rules, number), { text: '', page: number });
      page.cleanup();
    }
    if (letters < FEWEST_LETTERS * numPages) throw documentError('document-scan', { file });
    return lines;
  } finally {
    await document.loadingTask.destroy();
  }
}
