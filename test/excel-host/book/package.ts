import type { Document, Element } from '@xmldom/xmldom';
import { unzipSync } from 'fflate';
import { newPart, writeZip } from '../../../pipeline/report/packed-parts.ts';
import { relationsPath, targetPath } from '../../../pipeline/report/part-paths.ts';
import { childElements, parseXml, rootOf, writeXml } from '../../../pipeline/report/xml.ts';

export interface Relation {
  id: string;
  type: string;
  /** Path of the part, or the address outside the file. */
  target: string;
  external: boolean;
}

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The parts of an Office file, their content types and what points to what. */
export class Package {
  private readonly contents = new Map<string, Uint8Array>();
  private readonly documents = new Map<string, Document>();
  private readonly relationLists = new Map<string, Relation[]>();
  private readonly defaults = new Map<string, string>();
  private readonly overrides = new Map<string, string>();

  constructor(bytes: Uint8Array) {
    for (const [name, contents] of Object.entries(unzipSync(bytes))) {
      if (!name.endsWith('/')) this.contents.set(name, contents);
    }
    if (!this.contents.has('[Content_Types].xml')) throw new Error('No Office file');
    for (const element of childElements(this.root('[Content_Types].xml'))) {
      const type = element.getAttribute('ContentType') ?? '';
      if (element.localName === 'Default') {
        this.defaults.set((element.getAttribute('Extension') ?? '').toLowerCase(), type);
      } else this.overrides.set((element.getAttribute('PartName') ?? '').slice(1), type);
    }
    for (const name of ['', ...this.contents.keys()]) {
      if (this.contents.has(relationsPath(name))) this.relationLists.set(name, this.readRelations(name));
    }
    for (const path of [...this.contents.keys()]) {
      if (path === '[Content_Types].xml' || path.endsWith('.rels')) {
        this.contents.delete(path);
        this.documents.delete(path);
      }
    }
  }

  private readRelations(path: string): Relation[] {
    return childElements(this.root(relationsPath(path))).map((element) => {
      const external = element.getAttribute('TargetMode') === 'External';
      const target = element.getAttribute('Target') ?? '';
      return {
        id: element.getAttribute('Id') ?? '',
        type: element.getAttribute('Type') ?? '',
        target: external ? target : targetPath(path, target),
        external,
      };
    });
  }

  has(path: string): boolean {
    return this.contents.has(path) || this.documents.has(path);
  }

  paths(): string[] {
    return [...new Set([...this.contents.keys(), ...this.documents.keys()])];
  }

  /** The part as XML; every change of it is saved. */
  document(path: string): Document {
    let document = this.documents.get(path);
    if (!document) {
      const contents = this.contents.get(path);
      document = contents && parseXml(new TextDecoder().decode(contents));
      if (!document) throw new Error(`No part ${path}, or no XML`);
      this.documents.set(path, document);
    }
    return document;
  }

  root(path: string): Element {
    return rootOf(this.document(path));
  }

  bytesOf(path: string): Uint8Array {
    const document = this.documents.get(path);
    if (document) return new TextEncoder().encode(writeXml(document));
    const contents = this.contents.get(path);
    if (!contents) throw new Error(`No part ${path}`);
    return contents;
  }

  typeOf(path: string): string {
    const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
    return this.overrides.get(path) ?? this.defaults.get(ending) ?? '';
  }

  put(path: string, contents: Uint8Array | string, type: string): void {
    const text = typeof contents === 'string' && !contents.startsWith('<?xml') ? HEADER + contents : contents;
    this.contents.set(path, typeof text === 'string' ? new TextEncoder().encode(text) : text);
    this.documents.delete(path);
    this.overrides.set(path, type);
  }

  remove(path: string): void {
    this.contents.delete(path);
    this.documents.delete(path);
    this.relationLists.delete(path);
    this.overrides.delete(path);
    for (const [from, list] of this.relationLists) {
      this.relationLists.set(
        from,
        list.filter((relation) => relation.external || relation.target !== path),
      );
    }
  }

  /** What the part points to; `''` = the whole file. */
  relations(path: string): Relation[] {
    return this.relationLists.get(path) ?? [];
  }

  related(path: string, kind: string): Relation[] {
    return this.relations(path).filter(({ type }) => type.slice(type.lastIndexOf('/') + 1) === kind);
  }

  relate(path: string, type: string, target: string, external = false): string {
    const list = this.relations(path);
    let number = list.length + 1;
    while (list.some(({ id }) => id === `rId${number}`)) number += 1;
    const id = `rId${number}`;
    this.relationLists.set(path, [...list, { id, type, target, external }]);
    return id;
  }

  keepRelations(path: string, list: readonly Relation[]): void {
    this.relationLists.set(path, [...list]);
  }

  /** A free path like the given one: `xl/charts/chart3.xml`. */
  freePath(like: string): string {
    const [, stem = '', ending = ''] = /^(.*?)\d*(\.[^.]+)$/.exec(like) ?? [];
    let number = 1;
    while (this.has(`${stem}${number}${ending}`)) number += 1;
    return `${stem}${number}${ending}`;
  }

  /** What can be reached from the file as a whole; the rest is gone when it is saved. */
  private reachable(): Set<string> {
    const found = new Set<string>();
    const waiting = [''];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      for (const { target, external } of this.relations(path)) {
        if (external || found.has(target) || !this.has(target)) continue;
        found.add(target);
        waiting.push(target);
      }
    }
    return found;
  }

  private contentTypes(kept: ReadonlySet<string>): string {
    const defaults = [...this.defaults].map(
      ([ending, type]) => `<Default Extension="${escapeXml(ending)}" ContentType="${escapeXml(type)}"/>`,
    );
    const overrides = [...this.overrides]
      .filter(([path]) => kept.has(path))
      .map(([path, type]) => `<Override PartName="/${escapeXml(path)}" ContentType="${escapeXml(type)}"/>`);
    return `${HEADER}<Types xmlns="${PACKAGE}/content-types">${[...defaults, ...overrides].join('')}</Types>`;
  }

  private relationsText(list: readonly Relation[]): string {
    const lines = list.map(({ id, type, target, external }) => {
      const to = external ? `${escapeXml(target)}" TargetMode="External` : `/${escapeXml(target)}`;
      return `<Relationship Id="${escapeXml(id)}" Type="${escapeXml(type)}" Target="${to}"/>`;
    });
    return `${HEADER}<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`;
  }

  /** The file; some parts with other texts than they have here. */
  bytes(instead: ReadonlyMap<string, string> = new Map()): Uint8Array {
    const kept = this.reachable();
    const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
    const entries = [newPart('[Content_Types].xml', encode(this.contentTypes(kept)))];
    for (const [path, list] of this.relationLists) {
      const own = path === '' || kept.has(path);
      if (own && list.length > 0) entries.push(newPart(relationsPath(path), encode(this.relationsText(list))));
    }
    for (const path of kept) {
      const text = instead.get(path);
      entries.push(newPart(path, text === undefined ? this.bytesOf(path) : encode(text)));
    }
    return writeZip(entries);
  }
}
