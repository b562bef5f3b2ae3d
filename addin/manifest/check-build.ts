import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Element } from '@xmldom/xmldom';
import { baseOf } from './check.ts';
import { elementsIn, elementsNamed, type Finding, finding, readStructure, type Value } from './structure.ts';

/** Pixels of the two icons in Office's lists of add-ins. */
const LIST_ICONS: Readonly<Record<string, number>> = { IconUrl: 32, HighResolutionIconUrl: 64 };
const PNG_SIGNATURE = '89504e470d0a1a0a';

/**
 * Whether everything that a manifest names is in the built add-in: pages, scripts, pictures with the pixels that they are
 * named for, and the functions that the code answers.
 * @param folder what the build wrote
 * @param functions ids of the functions in the code
 */
export function checkBuild(xml: string, folder: string, functions: readonly string[]): Finding[] {
  const { root, values } = readStructure(xml);
  const base = root === undefined ? undefined : baseOf(root);
  if (root === undefined || base === undefined) return [];
  if (!existsSync(folder)) return [finding('NO_BUILD', { folder })];
  const addresses = values.filter(({ rule, text }) => rule.url === true && URL.canParse(text));
  const placed = addresses.map((value) => ({ value, file: fileOf(value.text, base) }));
  const missing = placed.filter(({ file }) => file === '' || !existsSync(path.join(folder, file)));
  const there = placed.filter((one) => !missing.includes(one));
  const metadata = new Set(
    elementsNamed(root, 'Metadata')
      .flatMap(elementsIn)
      .map((one) => one.getAttribute('resid')),
  );
  return [
    ...missing.map(({ value: { place, text }, file }) => finding('NO_SUCH_FILE', { place, file: file || text })),
    ...there.flatMap(({ value, file }) =>
      sizesWanted(value, root).flatMap((size) => checkPicture(value.place, folder, file, size)),
    ),
    ...there
      .filter(({ value }) => metadata.has(resourceOf(value.element)?.getAttribute('id') ?? ''))
      .flatMap(({ value, file }) => checkMetadata(value.place, folder, file, functions)),
  ];
}

/** Below the manifest's base, without what the server ignores; empty where it is somewhere else. */
function fileOf(address: string, base: string): string {
  const { href } = new URL(address);
  const file = href.startsWith(base) ? href.slice(base.length).replace(/[?#].*/s, '') : '';
  const decoded = decodeURIComponent(file);
  return decoded.split('/').includes('..') ? '' : decoded;
}

/** The resource that an address stands in: itself, or the one that it is a translation of. */
function resourceOf(element: Element): Element | undefined {
  if (element.nodeName !== 'bt:Override') return element;
  const parent = element.parentNode;
  return elementsNamed(element.ownerDocument?.documentElement ?? element, parent?.nodeName ?? '').find(
    (one) => one === parent,
  );
}

function sizesWanted({ element }: Value, root: Element): number[] {
  const own = resourceOf(element);
  const list = LIST_ICONS[own?.nodeName ?? ''];
  if (list !== undefined) return [list];
  if (own?.nodeName !== 'bt:Image') return [];
  const id = own.getAttribute('id');
  const uses = elementsNamed(root, 'bt:Image').filter((image) => image.getAttribute('resid') === id);
  return [...new Set(uses.map((image) => Number(image.getAttribute('size'))))];
}

function checkPicture(place: string, folder: string, file: string, size: number): Finding[] {
  const bytes = readFileSync(path.join(folder, file));
  const isPng = bytes.subarray(0, 8).toString('hex') === PNG_SIGNATURE && bytes.length > 24;
  const [width, height] = isPng ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] : [0, 0];
  if (width === size && height === size) return [];
  return [finding('WRONG_PICTURE', { place, file, found: isPng ? `${width} × ${height}` : 'no PNG', size })];
}

function checkMetadata(place: string, folder: string, file: string, wanted: readonly string[]): Finding[] {
  const found = functionIdsIn(readFileSync(path.join(folder, file), 'utf8'));
  if (found === undefined) return [finding('BROKEN_METADATA', { place, file })];
  const words = (ids: readonly string[]): string => [...ids].sort().join(', ');
  return words(found) === words(wanted)
    ? []
    : [finding('OTHER_FUNCTIONS', { place, file, found: words(found), wanted: words(wanted) })];
}

function functionIdsIn(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const functions = typeof value === 'object' && value !== null && 'functions' in value ? value.functions : undefined;
    if (!Array.isArray(functions)) return undefined;
    return functions.map((one: unknown) =>
      typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : '',
    );
  } catch {
    return undefined;
  }
}
