import { textKey } from '../../text.ts';

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^phường /u, 'p'],
  [/^xã /u, 'x'],
  [/^đặc khu /u, 'dk'],
  [/^thị trấn /u, 'tt'],
  [/^quận /u, 'q'],
  [/^thị xã /u, 'tx'],
  [/^thành phố /u, 'tp'],
  [/^huyện /u, 'h'],
];

/** `xã Kim Long` → kind `x`, letters `kimlong`. */
function partsOf(name: string): { kind: string; letters: string } {
  const [pattern, kind] = KINDS.find(([one]) => one.test(name)) ?? [/^/u, ''];
  return { kind, letters: textKey(name.replace(pattern, '')).replace(/ /g, '') };
}

/** Without marks and spaces, without its kind; `phường 1` keeps it: `p1`. */
export function plainId(name: string): string {
  const { kind, letters } = partsOf(name);
  return /^\d/.test(letters) ? kind + letters : letters;
}

/** With its kind: `xkimlong`. */
export function kindId(name: string): string {
  const { kind, letters } = partsOf(name);
  return kind + letters;
}

/**
 * Ids for names that stand side by side: the first of the given ways that no other name of the list takes, and the code
 * behind it where all of them clash. Who has an id already keeps it; `taken` ones are given to nobody.
 */
export function idsFor(
  units: readonly { code: string; name: string; known?: string | undefined }[],
  ways: readonly ((name: string) => string)[],
  taken: ReadonlySet<string>,
): Map<string, string> {
  const ids = new Map(units.flatMap(({ code, known }) => (known === undefined ? [] : [[code, known] as const])));
  const used = new Set([...taken, ...ids.values()]);
  let open = units.filter(({ code }) => !ids.has(code));
  for (const way of ways) {
    const wishes = Map.groupBy(open, ({ name }) => way(name));
    open = [];
    for (const [wish, wishing] of wishes) {
      const [only] = wishing;
      if (wishing.length > 1 || only === undefined || used.has(wish)) open.push(...wishing);
      else {
        ids.set(only.code, wish);
        used.add(wish);
      }
    }
  }
  const [last] = ways.slice(-1);
  for (const { code, name } of open) ids.set(code, `${last?.(name) ?? ''}${code}`);
  return ids;
}
