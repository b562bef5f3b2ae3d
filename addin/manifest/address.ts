import { baseOf } from './check.ts';
import { type Finding, finding, readStructure } from './structure.ts';

/**
 * A manifest with all its addresses at another server, and below another path where one is told. Only addresses change;
 * what stands in no attribute or text of an address stays as it is.
 * @param address `https://server:8443` or `https://server/vedich/`
 */
export function withAddress(xml: string, address: string): { xml: string } | Finding {
  const { root, values, findings } = readStructure(xml);
  const base = root === undefined ? undefined : baseOf(root);
  if (base === undefined) return findings[0] ?? finding('BAD_ADDRESS', { address: '' });
  const to = newBase(address);
  if (to === undefined) return finding('BAD_ADDRESS', { address: address.slice(0, 200) });
  const written = new Set(values.filter(({ rule }) => rule.url === true).map(({ text }) => text));
  let changed = xml;
  for (const text of written) {
    if (!text.startsWith(base)) continue;
    const moved = `${to}${text.slice(base.length)}`;
    changed = changed.replaceAll(`"${escaped(text)}"`, () => `"${escaped(moved)}"`);
  }
  return { xml: changed };
}

/** With a stroke at its end; undefined where it is no https address of a place. */
function newBase(address: string): string | undefined {
  const text = address.trim();
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPlace = url.search === '' && url.hash === '' && !/[?#]/.test(text);
  if (url.protocol !== 'https:' || !isPlace || url.username !== '' || url.password !== '') return undefined;
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
