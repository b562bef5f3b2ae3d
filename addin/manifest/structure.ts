import { DOMParser, type Document, type Element, type Node } from '@xmldom/xmldom';
import { type MessageParams, renderMessage } from '../../pipeline/messages.ts';
import {
  BASIC_TYPES,
  type ChildRule,
  type ElementRule,
  MANIFEST,
  NAMESPACES,
  SCHEMA_INSTANCE,
  type ValueRule,
} from './grammar.ts';
import { type ManifestCode, manifestMessages } from './messages.ts';

/** One thing that is wrong, as a sentence that says where and what to do. */
export interface Finding {
  code: ManifestCode;
  vi: string;
  en: string;
}

/** A value of the manifest with the rule that it follows. */
export interface Value {
  /** For people: `…/Control[Vedich.Open]/Label@resid`. */
  place: string;
  rule: ValueRule;
  text: string;
  element: Element;
}

export interface Structure {
  findings: Finding[];
  values: Value[];
  /** The root; undefined where the text is no manifest at all. */
  root: Element | undefined;
}

export function finding(code: ManifestCode, params: MessageParams = {}): Finding {
  const template = manifestMessages[code];
  return { code, vi: renderMessage(template, params, 'vi'), en: renderMessage(template, params, 'en') };
}

/** Holds a manifest against the grammar; every mistake at once. */
export function readStructure(xml: string): Structure {
  const structure: Structure = { findings: [], values: [], root: undefined };
  const document = parsed(xml, structure.findings);
  const root = document?.documentElement ?? undefined;
  if (root === undefined) return structure;
  if (root.localName !== 'OfficeApp') {
    structure.findings.push(finding('WRONG_ROOT', { name: root.nodeName }));
    return structure;
  }
  structure.root = root;
  readElement(root, MANIFEST, 'OfficeApp', NAMESPACES['OfficeApp'] ?? '', structure);
  return structure;
}

function parsed(xml: string, findings: Finding[]): Document | undefined {
  // Office reads no document types, and nobody should.
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) {
    findings.push(finding('NOT_XML', { reason: 'DOCTYPE' }));
    return undefined;
  }
  let reason: string | undefined;
  try {
    const parser = new DOMParser({
      onError: (_, message) => {
        reason ??= message;
      },
    });
    const document = parser.parseFromString(xml.replace(/^\uFEFF/, ''), 'text/xml');
    if (reason === undefined) return document;
  } catch (error) {
    reason ??= String(error);
  }
  findings.push(finding('NOT_XML', { reason: (reason.split('\n')[0] ?? '').slice(0, 200) }));
  return undefined;
}

function readElement(
  element: Element,
  rule: ElementRule,
  place: string,
  inherited: string,
  structure: Structure,
): void {
  const namespace = element.prefix === null ? (NAMESPACES[element.localName ?? ''] ?? inherited) : BASIC_TYPES;
  if (element.namespaceURI !== namespace)
    structure.findings.push(
      finding('WRONG_NAMESPACE', { place, namespace: element.namespaceURI ?? '', wanted: namespace }),
    );
  const own = ruleOfType(element, rule, place, structure);
  if (own === undefined) return;
  readAttributes(element, own, place, structure);
  readText(element, own, place, structure);
  readChildren(element, own.children ?? [], place, element.prefix === null ? namespace : inherited, structure);
}

/** The rule for the type that stands there. */
function ruleOfType(element: Element, rule: ElementRule, place: string, structure: Structure): ElementRule | undefined {
  if (rule.byType === undefined) return rule;
  const type = element.getAttributeNS(SCHEMA_INSTANCE, 'type') ?? '';
  const own = rule.byType[type];
  if (own === undefined)
    structure.findings.push(finding('WRONG_TYPE', { place, type, choices: Object.keys(rule.byType).join(', ') }));
  return own;
}

function readAttributes(element: Element, rule: ElementRule, place: string, structure: Structure): void {
  const rules = rule.attributes ?? {};
  for (const { name, prefix, namespaceURI } of [...element.attributes]) {
    const isNamespace = name === 'xmlns' || prefix === 'xmlns';
    if (!isNamespace && namespaceURI !== SCHEMA_INSTANCE && rules[name] === undefined)
      structure.findings.push(finding('UNKNOWN_ATTRIBUTE', { place, name }));
  }
  for (const [name, value] of Object.entries(rules)) {
    const text = element.getAttribute(name);
    if (text === null) {
      if (value.optional !== true) structure.findings.push(finding('MISSING_ATTRIBUTE', { place, name }));
    } else readValue({ place: `${place}@${name}`, rule: value, text, element }, structure);
  }
}

function readText(element: Element, { text: rule }: ElementRule, place: string, structure: Structure): void {
  const texts = [...element.childNodes].filter((node) => node.nodeType === 3 || node.nodeType === 4);
  const text = texts.map((node) => node.nodeValue ?? '').join('');
  if (rule !== undefined) readValue({ place, rule, text, element }, structure);
  else if (text.trim() !== '')
    structure.findings.push(finding('STRAY_TEXT', { place, text: text.trim().slice(0, 40) }));
}

function readValue(value: Value, { findings, values }: Structure): void {
  const { place, rule, text } = value;
  values.push(value);
  if (text.trim() === '') findings.push(finding('EMPTY', { place }));
  else if (rule.most !== undefined && text.length > rule.most)
    findings.push(finding('TOO_LONG', { place, length: text.length, most: rule.most }));
  else if (rule.pattern?.test(text) === false || rule.oneOf?.includes(text) === false)
    findings.push(finding('WRONG_VALUE', { place, value: text.slice(0, 60) }));
}

function readChildren(
  element: Element,
  rules: readonly ChildRule[],
  place: string,
  namespace: string,
  structure: Structure,
): void {
  const order = rules.map(({ name }) => name).join(', ');
  const counts = new Map<string, number>();
  let next = 0;
  for (const child of elementsIn(element)) {
    const at = rules.findIndex(({ name }, index) => index >= next && name === child.nodeName);
    const rule = rules[at];
    const count = (counts.get(child.nodeName) ?? 0) + 1;
    counts.set(child.nodeName, count);
    if (rule === undefined || (count > 1 && rule.many !== true)) {
      structure.findings.push(finding('MISPLACED_ELEMENT', { place, name: child.nodeName, order: order || '–' }));
      continue;
    }
    next = at;
    if (count === (rule.most ?? Number.POSITIVE_INFINITY) + 1)
      structure.findings.push(finding('TOO_MANY', { place, name: child.nodeName, most: rule.most ?? 0 }));
    readElement(child, rule.rule, `${place}/${nameOf(child, count)}`, namespace, structure);
  }
  for (const { name, optional } of rules) {
    if (optional !== true && !counts.has(name)) structure.findings.push(finding('MISSING_ELEMENT', { place, name }));
  }
}

/** As people find it: by its id where it has one, else by its number where there are several. */
function nameOf(element: Element, count: number): string {
  const id = element.getAttribute('id') ?? element.getAttribute('Locale') ?? element.getAttribute('size');
  return `${element.nodeName}${id === null ? (count > 1 ? `[${count}]` : '') : `[${id}]`}`;
}

/** The elements directly inside another one. */
export function elementsIn(element: Element): Element[] {
  const isElement = (node: Node): node is Element => node.nodeType === 1;
  return [...element.childNodes].filter(isElement);
}

/** All elements of a name inside another one, in their order. */
export function elementsNamed(element: Element, name: string): Element[] {
  return [...element.getElementsByTagName(name)];
}
