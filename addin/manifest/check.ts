import type { Element } from '@xmldom/xmldom';
import { NEEDED_ICON_SIZES, type ResourceKind } from './grammar.ts';
import { elementsIn, elementsNamed, type Finding, finding, readStructure, type Structure } from './structure.ts';

const DEFAULT_LOCALE = 'vi-VN';
/** Every text has these beside the default one. */
const OTHER_LOCALES = ['en-US'];

/** The newest requirement sets of Office 2021 with a volume licence, the oldest Excel that the add-in is for. */
const OFFICE_2021: Readonly<Record<string, string>> = {
  ExcelApi: '1.14',
  SharedRuntime: '1.1',
  CustomFunctionsRuntime: '1.3',
  AddinCommands: '1.3',
};

/** What the manifest must agree with. */
export interface Program {
  requirements: Readonly<Record<string, string>>;
  commands: readonly string[];
}

/** Everything that is wrong with a manifest by itself; nothing is fetched. */
export function checkManifest(xml: string, program: Program): Finding[] {
  const structure = readStructure(xml);
  const { root } = structure;
  if (root === undefined) return structure.findings;
  return [
    ...structure.findings,
    ...checkAddresses(structure, root),
    ...checkResources(structure, root),
    ...checkLocales(root),
    ...checkRuntime(root),
    ...checkIcons(root),
    ...checkIds(structure),
    ...checkRequirements(root, program.requirements),
    ...checkCommands(root, program.commands),
  ];
}

/** The requirement sets that a manifest asks for. */
export function requirementsOf(xml: string): Record<string, string> {
  const { root } = readStructure(xml);
  return root === undefined ? {} : requirements(root);
}

function requirements(root: Element): Record<string, string> {
  const sets = elementsNamed(root, 'Sets')[0];
  const least = sets?.getAttribute('DefaultMinVersion') ?? '1.1';
  return Object.fromEntries(
    elementsNamed(root, 'Set').map((set) => [set.getAttribute('Name') ?? '', set.getAttribute('MinVersion') ?? least]),
  );
}

/** The folder that all addresses of a manifest are below, with a stroke at its end; undefined where it cannot be told. */
export function baseOf(root: Element): string | undefined {
  const page = elementsNamed(root, 'SourceLocation')
    .map((element) => element.getAttribute('DefaultValue'))
    .find((address) => address !== null);
  return page !== null && page !== undefined && URL.canParse(page) ? new URL('.', page).href : undefined;
}

function checkAddresses({ values }: Structure, root: Element): Finding[] {
  const base = baseOf(root);
  return values
    .filter(({ rule, text }) => rule.url === true && text.trim() !== '')
    .flatMap(({ place, text: url }) => {
      if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return [finding('NOT_HTTPS', { place, url })];
      if (base !== undefined && !new URL(url).href.startsWith(base))
        return [finding('OTHER_ORIGIN', { place, url, base })];
      return [];
    });
}

function checkResources({ values }: Structure, root: Element): Finding[] {
  const ids = (kind: ResourceKind): string[] =>
    elementsNamed(root, kind).flatMap((list) => elementsIn(list).map((one) => one.getAttribute('id') ?? ''));
  const uses = values.flatMap(({ rule, text, place }) =>
    rule.resource === undefined ? [] : [{ kind: rule.resource, id: text, place }],
  );
  const kinds: readonly ResourceKind[] = ['bt:Images', 'bt:Urls', 'bt:ShortStrings', 'bt:LongStrings'];
  const unknown = uses
    .filter(({ kind, id }) => !ids(kind).includes(id))
    .map(({ kind, id, place }) => finding('NO_SUCH_RESOURCE', { place, id, kind }));
  const unused = kinds.flatMap((kind) =>
    ids(kind)
      .filter((id) => !uses.some((use) => use.kind === kind && use.id === id))
      .map((id) => finding('UNUSED_RESOURCE', { place: kind, id })),
  );
  return [...unknown, ...unused];
}

/** Every text that people read has all languages. A name of code (the namespace) is the same in all of them. */
function checkLocales(root: Element): Finding[] {
  const found: Finding[] = [];
  if (elementsNamed(root, 'DefaultLocale')[0]?.textContent !== DEFAULT_LOCALE)
    found.push(finding('MISSING_LOCALE', { place: 'DefaultLocale', locale: DEFAULT_LOCALE }));
  const spaces = new Set(elementsNamed(root, 'Namespace').map((element) => element.getAttribute('resid')));
  const texts = ['DisplayName', 'Description', 'bt:String'].flatMap((name) =>
    elementsNamed(root, name).filter((element) => element.hasAttribute('DefaultValue')),
  );
  for (const text of texts) {
    const id = text.getAttribute('id');
    if (id !== null && spaces.has(id)) continue;
    const locales = elementsIn(text).map((override) => override.getAttribute('Locale'));
    for (const locale of OTHER_LOCALES.filter((one) => !locales.includes(one)))
      found.push(finding('MISSING_LOCALE', { place: id ?? text.nodeName, locale }));
  }
  return found;
}

/** Pane, functions and commands share one page, which lives as long as the workbook. */
function checkRuntime(root: Element): Finding[] {
  const runtime = elementsNamed(root, 'Runtime')[0];
  const wanted = runtime?.getAttribute('resid');
  if (runtime === undefined || wanted === null || wanted === undefined) return [];
  const pages = [
    ...elementsNamed(root, 'Page').flatMap(elementsIn),
    ...elementsNamed(root, 'FunctionFile'),
    ...elementsNamed(root, 'Action').flatMap((action) => elementsNamed(action, 'SourceLocation')),
  ];
  const found = pages
    .filter((page) => page.getAttribute('resid') !== wanted)
    .map((page) => {
      const place = `${page.parentNode?.nodeName ?? ''}/${page.nodeName}`;
      return finding('OTHER_PAGE', { place, id: page.getAttribute('resid') ?? '', wanted });
    });
  if (runtime.getAttribute('lifetime') !== 'long') found.push(finding('RUNTIME_NOT_LONG', { place: 'Runtime' }));
  return found;
}

function checkIcons(root: Element): Finding[] {
  return elementsNamed(root, 'Icon').flatMap((icon) => {
    const sizes = elementsIn(icon).map((image) => Number(image.getAttribute('size')));
    const owner = icon.parentNode;
    const id = elementsNamed(root, owner?.nodeName ?? '')
      .find((element) => element === owner)
      ?.getAttribute('id');
    const place = `${owner?.nodeName ?? ''}[${id ?? ''}]/Icon`;
    return NEEDED_ICON_SIZES.filter((size) => !sizes.includes(size)).map((size) =>
      finding('MISSING_ICON_SIZE', { place, size }),
    );
  });
}

function checkIds({ values }: Structure): Finding[] {
  const seen = new Set<string>();
  return values
    .filter(({ place }) => place.endsWith('@id'))
    .flatMap(({ element, place, text: id }) => {
      // Resources of different kinds may share an id; the controls of the ribbon may not.
      const key = `${element.nodeName.startsWith('bt:') ? element.parentNode?.nodeName : 'ribbon'} ${id}`;
      if (seen.has(key)) return [finding('TWICE', { place, id })];
      seen.add(key);
      return [];
    });
}

function checkRequirements(root: Element, used: Readonly<Record<string, string>>): Finding[] {
  const asked = requirements(root);
  const words = (sets: Readonly<Record<string, string>>): string =>
    Object.entries(sets)
      .map(([name, version]) => `${name} ${version}`)
      .sort()
      .join(', ');
  const found: Finding[] = [];
  if (words(asked) !== words(used))
    found.push(finding('OTHER_REQUIREMENTS', { asked: words(asked) || '–', used: words(used) }));
  for (const [name, version] of Object.entries(asked)) {
    const most = OFFICE_2021[name];
    if (most === undefined || isNewer(version, most))
      found.push(finding('TOO_NEW', { name, version, most: most ?? '–' }));
  }
  return found;
}

function isNewer(version: string, other: string): boolean {
  const [a = 0, b = 0] = version.split('.').map(Number);
  const [c = 0, d = 0] = other.split('.').map(Number);
  return a > c || (a === c && b > d);
}

function checkCommands(root: Element, commands: readonly string[]): Finding[] {
  const named = elementsNamed(root, 'FunctionName').map((element) => element.textContent ?? '');
  return [
    ...named
      .filter((id) => !commands.includes(id))
      .map((id) => finding('NO_SUCH_COMMAND', { place: 'Action/FunctionName', id })),
    ...commands.filter((id) => !named.includes(id)).map((id) => finding('COMMAND_WITHOUT_BUTTON', { id })),
  ];
}
