import type { Document, Element } from '@xmldom/xmldom';
import { fingerprintOf } from '../library/fingerprint.ts';
import { parseXml, rootOf, writeXml } from '../report/xml.ts';

/** Tags of content controls whose text is whose signs' own: it is kept when the report is made again. */
const BY_HAND = /^tay-/;
/** What stands in a content control before anybody has written in it. */
export const EMPTY_PLACE = '…';

/** What was written by hand in a document, and what of it is the program's. */
export interface Written {
  /** By the tag of its content control: what is in it. */
  parts: ReadonlyMap<string, Element>;
  /** Of the text outside of these. */
  fingerprint: string;
}

/** @returns undefined where the part is no document */
export function writtenIn(documentXml: string): Written | undefined {
  const document = parseXml(documentXml);
  if (document === undefined) return undefined;
  const parts = new Map<string, Element>();
  for (const [tag, content] of places(document)) {
    if (plainText(content) !== EMPTY_PLACE) parts.set(tag, carried(content));
    while (content.firstChild) content.removeChild(content.firstChild);
  }
  return { parts, fingerprint: fingerprintOf(plainText(rootOf(document))) };
}

/** Puts what was written by hand where it stood. @returns what has no place any more, as text by its tag */
export function putBack(documentXml: string, { parts }: Written): { xml: string; lost: ReadonlyMap<string, string> } {
  const document = parseXml(documentXml);
  if (document === undefined) return { xml: documentXml, lost: new Map() };
  const left = new Map(parts);
  for (const [tag, content] of places(document)) {
    const kept = left.get(tag);
    if (kept === undefined) continue;
    left.delete(tag);
    while (content.firstChild) content.removeChild(content.firstChild);
    for (let node = kept.firstChild; node; node = node.nextSibling)
      content.appendChild(document.importNode(node, true));
  }
  const lost = new Map([...left].map(([tag, content]) => [tag, plainText(content)]));
  return { xml: writeXml(document), lost };
}

/** Content controls for what is written by hand: tag and content. */
function places(document: Document): [string, Element][] {
  return [...document.getElementsByTagName('w:sdt')].flatMap((control): [string, Element][] => {
    const tag = control.getElementsByTagName('w:tag')[0]?.getAttribute('w:val') ?? '';
    const content = control.getElementsByTagName('w:sdtContent')[0];
    return BY_HAND.test(tag) && content !== undefined ? [[tag, content]] : [];
  });
}

/** A copy without what only the old file has: pictures, numbered lists, notes of others. */
function carried(content: Element): Element {
  const copy = content.cloneNode(true) as Element;
  for (const name of ['w:drawing', 'w:pict', 'w:object', 'w:numPr', 'w:commentReference', 'w:footnoteReference'])
    for (const element of [...copy.getElementsByTagName(name)]) element.parentNode?.removeChild(element);
  // A link goes on as its words.
  for (const link of [...copy.getElementsByTagName('w:hyperlink')]) {
    while (link.firstChild) link.parentNode?.insertBefore(link.firstChild, link);
    link.parentNode?.removeChild(link);
  }
  return copy;
}

/** Words as they are read, paragraphs a line each; how they are cut into runs does not matter. */
function plainText(element: Element): string {
  const paragraphs = [...element.getElementsByTagName('w:p')];
  return paragraphs
    .map((paragraph) => [...paragraph.getElementsByTagName('w:t')].map((run) => run.textContent ?? '').join(''))
    .join('\n')
    .trim();
}
