import type { DataTexts } from '../../../pipeline/library/data.ts';
import { PROVINCES_FILE, provinceFiles, SHARED_FILES } from '../../../pipeline/library/units/national.ts';

/** Where the build has put the files of the whole country's units; each is fetched when it is needed. */
const ADDRESSES = addressesOf(
  import.meta.glob<string>(
    [
      '../../../pipeline/library/units/national/*.csv',
      '../../../pipeline/library/units/national/departments.yaml',
      '../../../pipeline/library/units/*.yaml',
    ],
    { query: '?url', import: 'default', eager: true },
  ),
);

const fetched = new Map<string, Promise<string>>();

/** `provinces.csv` */
export function provincesText(): Promise<string> {
  return textOf(PROVINCES_FILE);
}

/** What `loadProvinces` wants for these provinces. */
export async function provinceTexts(provinces: readonly string[]): Promise<DataTexts> {
  const wanted = provinces.flatMap((id) => Object.values(provinceFiles(id)));
  const files = [...SHARED_FILES, ...wanted].filter((file) => ADDRESSES.has(file));
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await textOf(file)] as const)));
}

/** What did not come is asked for again by the next who needs it. */
function textOf(file: string): Promise<string> {
  const found = fetched.get(file) ?? fetchText(file);
  fetched.set(file, found);
  found.catch(() => fetched.delete(file));
  return found;
}

async function fetchText(file: string): Promise<string> {
  const address = ADDRESSES.get(file);
  if (address === undefined) throw new Error(`the build has no ${file}`);
  const answer = await fetch(new URL(address, self.location.href));
  if (!answer.ok) throw new Error(`${address}: HTTP ${answer.status}`);
  return answer.text();
}

function addressesOf(found: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(found).map(([path, address]) => [path.replace(/^.*\/pipeline\/library\//, ''), address]),
  );
}
