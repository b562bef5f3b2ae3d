import type { Element } from '@xmldom/xmldom';
import { childElement, childElements, newElement, removeElement, setText } from '../../../pipeline/report/xml.ts';
import type { ApiObject, Kind } from '../api.ts';
import { ApiError, bind, found, textArgument } from '../api.ts';
import type { Book } from '../book/book.ts';
import { OFFICE, parsed } from '../book/book.ts';
import { escapeXml } from '../book/package.ts';
import type { Space } from '../space.ts';

/** What an add-in keeps in a workbook: its settings, XML parts, and properties of the document. */

const WE = 'http://schemas.microsoft.com/office/webextensions';
const WE_TYPE = 'http://schemas.microsoft.com/office/2011/relationships';
const WE_CONTENT = 'application/vnd.ms-office.webextension';

/** The part with the settings of the add-in, made when something is kept for the first time. */
function settingsRoot(book: Book, make: boolean): Element | undefined {
  const panes = book.parts.related('', 'webextensiontaskpanes')[0];
  const known = panes && book.parts.related(panes.target, 'webextension')[0];
  if (known) return childElement(book.parts.root(known.target), 'properties');
  if (!make) return undefined;
  const path = 'xl/webextensions/webextension1.xml';
  book.parts.put(
    path,
    `<we:webextension xmlns:we="${WE}/webextension/2010/11" id="{00000000-0000-0000-0000-000000000001}"><we:reference id="00000000-0000-0000-0000-000000000001" version="1.0.0.0" store="developer" storeType="Registry"/><we:alternateReferences/><we:properties/><we:bindings/></we:webextension>`,
    `${WE_CONTENT}+xml`,
  );
  const list = 'xl/webextensions/taskpanes.xml';
  book.parts.relate('', `${WE_TYPE}/webextensiontaskpanes`, list);
  const id = book.parts.relate(list, `${WE_TYPE}/webextension`, path);
  book.parts.put(
    list,
    `<wetp:taskpanes xmlns:wetp="${WE}/taskpanes/2010/11"><wetp:taskpane dockstate="right" visibility="0" width="350" row="0"><wetp:webextensionref xmlns:r="${OFFICE}" r:id="${id}"/></wetp:taskpane></wetp:taskpanes>`,
    `${WE_CONTENT}taskpanes+xml`,
  );
  return childElement(book.parts.root(path), 'properties');
}

function settingElement(book: Book, key: string): Element | undefined {
  const root = settingsRoot(book, false);
  return root && childElements(root).find((element) => element.getAttribute('name') === key);
}

export function readSettings(book: Book): Record<string, string> {
  const root = settingsRoot(book, false);
  const entries = (root ? childElements(root) : []).map((element) => [
    element.getAttribute('name') ?? '',
    element.getAttribute('value') ?? '',
  ]);
  return Object.fromEntries(entries);
}

/** `value` as JSON. */
export function writeSetting(book: Book, key: string, value: string): void {
  let element = settingElement(book, key);
  if (!element) {
    const root = settingsRoot(book, true)!;
    element = newElement(root, 'property');
    element.setAttribute('name', key);
    root.appendChild(element);
  }
  element.setAttribute('value', value);
}

export function removeSettings(book: Book, wanted: (key: string) => boolean): void {
  const root = settingsRoot(book, false);
  for (const element of root ? childElements(root) : [])
    if (wanted(element.getAttribute('name') ?? '')) removeElement(element);
}

const SETTING: Kind<{ book: Book; key: string }> = {
  type: 'Setting',
  id: ({ key }) => key,
  scalars: {
    key: ({ key }) => key,
    value: ({ book, key }) => JSON.parse(readSettings(book)[key] ?? 'null'),
  },
  writes: { value: ({ book, key }, value) => writeSetting(book, key, JSON.stringify(value)) },
  methods: { delete: ({ book, key }) => removeSettings(book, (other) => other === key) },
};

function setting(book: Book, key: unknown): ApiObject | undefined {
  const name = textArgument(key, 'key');
  return settingElement(book, name) && bind(SETTING, { book, key: name });
}

const SETTINGS: Kind<Book> = {
  type: 'SettingCollection',
  items: (book) => Object.keys(readSettings(book)).map((key) => bind(SETTING, { book, key })),
  item: (book, [key]) => found(setting(book, key), `setting ${String(key)}`),
  methods: {
    add: (book, [key, value]) => {
      writeSetting(book, textArgument(key, 'key'), JSON.stringify(value));
      return bind(SETTING, { book, key: textArgument(key, 'key') });
    },
    getCount: (book) => Object.keys(readSettings(book)).length,
    getItem: (book, [key]) => found(setting(book, key), `setting ${String(key)}`),
    getItemOrNullObject: (book, [key]) => setting(book, key) ?? null,
  },
};

const DS = 'http://schemas.openxmlformats.org/officeDocument/2006/customXml';
const DS_CONTENT = 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml';

interface XmlPart {
  id: string;
  path: string;
}

function xmlParts(book: Book): XmlPart[] {
  return book.parts.related(book.path, 'customXml').map(({ target }) => {
    const properties = book.parts.related(target, 'customXmlProps')[0];
    const id = properties ? book.parts.root(properties.target).getAttributeNS(DS, 'itemID') : '';
    return { id: id || target, path: target };
  });
}

function addXmlPart(book: Book, xml: string): XmlPart {
  try {
    parsed(xml);
  } catch {
    throw new ApiError('InvalidArgument', 'A custom XML part is well-formed XML');
  }
  const path = book.parts.freePath('customXml/item1.xml');
  const number = Number(/(\d+)\.xml$/.exec(path)?.[1] ?? 1);
  const id = `{${String(number).padStart(8, '0')}-0004-0000-0000-000000000000}`;
  book.parts.put(path, xml, 'application/xml');
  book.parts.relate(book.path, `${OFFICE}/customXml`, path);
  const properties = `customXml/itemProps${number}.xml`;
  const space = parsed(xml).namespaceURI;
  const schemas = space ? `<ds:schemaRefs><ds:schemaRef ds:uri="${escapeXml(space)}"/></ds:schemaRefs>` : '';
  book.parts.put(
    properties,
    `<ds:datastoreItem ds:itemID="${id}" xmlns:ds="${DS}">${schemas}</ds:datastoreItem>`,
    DS_CONTENT,
  );
  book.parts.relate(path, `${OFFICE}/customXmlProps`, properties);
  return { id, path };
}

interface OneXmlPart {
  book: Book;
  part: XmlPart;
}

function xmlOf({ book, part }: OneXmlPart): string {
  return new TextDecoder().decode(book.parts.bytesOf(part.path)).replace(/^\uFEFF?<\?xml[^>]*\?>\s*/, '');
}

const XML_PART: Kind<OneXmlPart> = {
  type: 'CustomXmlPart',
  id: ({ part }) => part.id,
  scalars: {
    id: ({ part }) => part.id,
    namespaceUri: (self) => parsed(xmlOf(self)).namespaceURI ?? '',
  },
  methods: {
    getXml: xmlOf,
    setXml: ({ book, part }, [xml]) => {
      parsed(textArgument(xml, 'xml'));
      book.parts.put(part.path, textArgument(xml, 'xml'), 'application/xml');
    },
    delete: ({ book, part }) => {
      for (const { target } of book.parts.related(part.path, 'customXmlProps')) book.parts.remove(target);
      book.parts.remove(part.path);
    },
  },
};

interface XmlParts {
  book: Book;
  /** Undefined = parts of every namespace. */
  namespace: string | undefined;
}

function wantedParts({ book, namespace }: XmlParts): OneXmlPart[] {
  const all = xmlParts(book).map((part) => ({ book, part }));
  return all.filter((self) => namespace === undefined || parsed(xmlOf(self)).namespaceURI === namespace);
}

function xmlPart(self: XmlParts, id: unknown): ApiObject | undefined {
  const hit = wantedParts(self).find(({ part }) => part.id === id);
  return hit && bind(XML_PART, hit);
}

function onlyPart(self: XmlParts): ApiObject | undefined {
  const [hit, ...more] = wantedParts(self);
  return hit && more.length === 0 ? bind(XML_PART, hit) : undefined;
}

const XML_PARTS: Kind<XmlParts> = {
  type: 'CustomXmlPartCollection',
  items: (self) => wantedParts(self).map((part) => bind(XML_PART, part)),
  item: (self, [id]) => found(xmlPart(self, id), `custom XML part ${String(id)}`),
  methods: {
    add: ({ book }, [xml]) => bind(XML_PART, { book, part: addXmlPart(book, textArgument(xml, 'xml')) }),
    getByNamespace: ({ book }, [namespace]) =>
      bind(XML_PARTS, { book, namespace: textArgument(namespace, 'namespaceUri') }),
    getCount: (self) => wantedParts(self).length,
    getItem: (self, [id]) => found(xmlPart(self, id), `custom XML part ${String(id)}`),
    getItemOrNullObject: (self, [id]) => xmlPart(self, id) ?? null,
    getOnlyItem: (self) => found(onlyPart(self), 'only custom XML part'),
    getOnlyItemOrNullObject: (self) => onlyPart(self) ?? null,
  },
};

const CUSTOM = 'http://schemas.openxmlformats.org/officeDocument/2006/custom-properties';
const VT = 'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes';
const FORMAT_ID = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';

function customRoot(book: Book, make: boolean): Element | undefined {
  const known = book.parts.related('', 'custom-properties')[0];
  if (known) return book.parts.root(known.target);
  if (!make) return undefined;
  const path = 'docProps/custom.xml';
  book.parts.put(
    path,
    `<Properties xmlns="${CUSTOM}" xmlns:vt="${VT}"/>`,
    'application/vnd.openxmlformats-officedocument.custom-properties+xml',
  );
  book.parts.relate('', `${OFFICE}/custom-properties`, path);
  return book.parts.root(path);
}

const PROPERTY: Kind<{ element: Element }> = {
  type: 'CustomProperty',
  id: ({ element }) => element.getAttribute('name') ?? '',
  scalars: {
    key: ({ element }) => element.getAttribute('name') ?? '',
    value: ({ element }) => element.textContent ?? '',
    type: () => 'String',
  },
  writes: { value: ({ element }, value) => setText(childElements(element)[0]!, String(value)) },
  methods: { delete: ({ element }) => removeElement(element) },
};

function propertyElement(book: Book, key: unknown): Element | undefined {
  const root = customRoot(book, false);
  return (
    root &&
    childElements(root).find(
      (element) => element.getAttribute('name')?.toLowerCase() === textArgument(key, 'key').toLowerCase(),
    )
  );
}

function addProperty(book: Book, key: string, value: unknown): ApiObject {
  if (typeof value !== 'string')
    throw new ApiError('NotImplementedInTheHost', 'The Excel host of the tests keeps texts as properties');
  const known = propertyElement(book, key);
  if (known) {
    setText(childElements(known)[0]!, value);
    return bind(PROPERTY, { element: known });
  }
  const root = customRoot(book, true)!;
  const element = newElement(root, 'property');
  const ids = childElements(root).map((other) => Number(other.getAttribute('pid')));
  element.setAttribute('fmtid', FORMAT_ID);
  element.setAttribute('pid', String(Math.max(1, ...ids) + 1));
  element.setAttribute('name', key);
  const text = root.ownerDocument!.createElementNS(VT, 'vt:lpwstr');
  setText(text, value);
  element.appendChild(text);
  root.appendChild(element);
  return bind(PROPERTY, { element });
}

const PROPERTIES: Kind<Book> = {
  type: 'CustomPropertyCollection',
  items: (book) =>
    childElements(customRoot(book, false) ?? parsed('<none/>')).map((element) => bind(PROPERTY, { element })),
  item: (book, [key]) => bind(PROPERTY, { element: found(propertyElement(book, key), `property ${String(key)}`) }),
  methods: {
    add: (book, [key, value]) => addProperty(book, textArgument(key, 'key'), value),
    getCount: (book) => childElements(customRoot(book, false) ?? parsed('<none/>')).length,
    getItem: (book, [key]) => bind(PROPERTY, { element: found(propertyElement(book, key), `property ${String(key)}`) }),
    getItemOrNullObject: (book, [key]) => {
      const element = propertyElement(book, key);
      return element ? bind(PROPERTY, { element }) : null;
    },
    deleteAll: (book) => {
      for (const element of childElements(customRoot(book, false) ?? parsed('<none/>'))) removeElement(element);
    },
  },
};

const DOCUMENT_PROPERTIES: Kind<Book> = {
  type: 'DocumentProperties',
  links: { custom: (book) => bind(PROPERTIES, book) },
};

export function settingsObject({ book }: Space): ApiObject {
  return bind(SETTINGS, book);
}

export function xmlPartsObject({ book }: Space): ApiObject {
  return bind(XML_PARTS, { book, namespace: undefined });
}

export function propertiesObject({ book }: Space): ApiObject {
  return bind(DOCUMENT_PROPERTIES, book);
}
