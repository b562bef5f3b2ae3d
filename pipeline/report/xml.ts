import type { Document, Element } from '@xmldom/xmldom';
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** `undefined` when the text is not well-formed XML. */
export function parseXml(text: string): Document | undefined {
  let broken = false;
  try {
    const parser = new DOMParser({
      onError: (level) => {
        if (level !== 'warning') broken = true;
      },
    });
    const document = parser.parseFromString(text.replace(/^\uFEFF/, ''), 'application/xml');
    return broken || !document.documentElement ? undefined : document;
  } catch {
    return undefined;
  }
}

export function writeXml(document: Document): string {
  return new XMLSerializer().serializeToString(document);
}

export function rootOf(document: Document): Element {
  return document.documentElement!;
}

function isElement(node: { nodeType: number }): node is Element {
  return node.nodeType === 1;
}

/** Child elements in order, of one local name where it is given. */
export function childElements(parent: Element, name?: string): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (isElement(node) && (name === undefined || node.localName === name)) found.push(node);
  }
  return found;
}

export function childElement(parent: Element, name: string): Element | undefined {
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (isElement(node) && node.localName === name) return node;
  }
  return undefined;
}

/** What stands in a list of the parent, `mergeCell`s in `mergeCells`; nothing where there is no such list. */
export function listed(parent: Element | undefined, list: string, name?: string): Element[] {
  const found = parent && childElement(parent, list);
  return found ? childElements(found, name) : [];
}

/** Whether an attribute says yes. */
export function isOn(element: Element | undefined, attribute: string): boolean {
  return ['1', 'true'].includes(element?.getAttribute(attribute) ?? '0');
}

/** All elements below (and not including) `parent`, in document order. */
export function* descendants(parent: Element): Generator<Element> {
  for (const child of childElements(parent)) {
    yield child;
    yield* descendants(child);
  }
}

/** A new element of the parent's namespace and prefix. */
export function newElement(like: Element, name: string): Element {
  const qualified = like.prefix ? `${like.prefix}:${name}` : name;
  return like.ownerDocument!.createElementNS(like.namespaceURI, qualified);
}

/** Puts `element` before the first child of one of these names; last where there is none. */
export function insertBeforeNamed(parent: Element, element: Element, names: readonly string[]): void {
  const next = childElements(parent).find(({ localName }) => names.includes(localName ?? ''));
  parent.insertBefore(element, next ?? null);
}

export function removeChildren(element: Element): void {
  while (element.firstChild) element.removeChild(element.firstChild);
}

export function setText(element: Element, text: string): void {
  removeChildren(element);
  element.appendChild(element.ownerDocument!.createTextNode(text));
}

export function removeElement(element: Element): void {
  element.parentNode?.removeChild(element);
}
