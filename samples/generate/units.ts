/** Units of the samples: one table, so that a name that changes elsewhere is mended in one place. */
export interface SampleUnit {
  id: string;
  parent: string | null;
  /** Official name with the province: tells the unit without help. */
  full: string;
  /** Name as exports of the province itself write it; needs a dossier code with the province's agency part. */
  bare: string;
  /** Further spellings seen in exports; those marked here need no dossier code. */
  spellings: string[];
  /** Agency part of dossier codes. */
  agency: string;
}

const BRVT = 'tỉnh Bà Rịa - Vũng Tàu';

export const UNITS: readonly SampleUnit[] = [
  { id: 'brvt', parent: null, full: `UBND ${BRVT}`, bare: `UBND ${BRVT}`, spellings: [], agency: 'H06' },
  {
    id: 'brvt-sgddt',
    parent: 'brvt',
    full: `Sở Giáo dục và Đào tạo ${BRVT}`,
    bare: 'Sở Giáo dục và Đào tạo',
    spellings: ['SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH BÀ RỊA – VŨNG TÀU'],
    agency: 'H06.23',
  },
  {
    id: 'brvt-stp',
    parent: 'brvt',
    full: `Sở Tư pháp ${BRVT}`,
    bare: 'Sở Tư pháp',
    spellings: [],
    agency: 'H06.25',
  },
  {
    id: 'brvt-skhcn',
    parent: 'brvt',
    full: `Sở Khoa học và Công nghệ ${BRVT}`,
    bare: 'Sở Khoa học và Công nghệ',
    spellings: [],
    agency: 'H06.22',
  },
  {
    id: 'brvt-syt',
    parent: 'brvt',
    full: `Sở Y tế ${BRVT}`,
    bare: 'Sở Y tế',
    spellings: [],
    agency: 'H06.29',
  },
  {
    id: 'brvt-stttt',
    parent: 'brvt',
    full: `Sở Thông tin và Truyền thông ${BRVT}`,
    bare: 'Sở Thông tin và Truyền thông',
    spellings: [],
    agency: 'H06.27',
  },
  {
    id: 'brvt-vungtau',
    parent: 'brvt',
    full: `UBND thành phố Vũng Tàu ${BRVT}`,
    bare: 'UBND thành phố Vũng Tàu',
    spellings: [],
    agency: 'H06.40',
  },
  {
    id: 'brvt-chauduc',
    parent: 'brvt',
    full: `UBND huyện Châu Đức ${BRVT}`,
    bare: 'UBND huyện Châu Đức',
    spellings: [],
    agency: 'H06.44',
  },
  {
    id: 'brvt-chauduc-ngaigiao',
    parent: 'brvt-chauduc',
    full: `UBND thị trấn Ngãi Giao, huyện Châu Đức, ${BRVT}`,
    bare: 'UBND thị trấn Ngãi Giao',
    spellings: [],
    agency: 'H06.44.01',
  },
  {
    id: 'brvt-chauduc-kimlong',
    parent: 'brvt-chauduc',
    full: `UBND xã Kim Long, huyện Châu Đức, ${BRVT}`,
    bare: 'UBND xã Kim Long',
    spellings: [],
    agency: 'H06.44.05',
  },
  {
    id: 'gialai-sgddt',
    parent: 'gialai',
    full: 'Sở Giáo dục và Đào tạo tỉnh Gia Lai',
    bare: 'Sở Giáo dục và Đào tạo',
    spellings: ['SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH GIA LAI'],
    agency: 'H21.12',
  },
];

const byId = new Map(UNITS.map((unit) => [unit.id, unit]));

export function unitOf(id: string): SampleUnit {
  const unit = byId.get(id);
  if (!unit) throw new RangeError(`no sample unit ${id}`);
  return unit;
}

/** Is `id` the unit `scope` or below it? (No unit of the samples changes its parent before 2025.) */
export function inScope(id: string, scope: string): boolean {
  for (let at: string | null = id; at !== null; at = byId.get(at)?.parent ?? null) if (at === scope) return true;
  return false;
}

/** How many steps a unit stands below another one that it is below. */
export function stepsTo(id: string, top: string): number {
  let steps = 0;
  for (let at: string | null = id; at !== null && at !== top; at = byId.get(at)?.parent ?? null) steps++;
  return steps;
}

/** Is `id` a department of `scope`, so that its list of procedures is that of its field? */
export function speaksForField(id: string, scope: string): boolean {
  const { parent, full } = unitOf(id);
  return parent === scope && full.startsWith('Sở ');
}

/** The unit directly below `scope` that `id` is or is below; `scope` itself for its own id; undefined elsewhere. */
export function childOf(id: string, scope: string): string | undefined {
  if (id === scope) return scope;
  for (let at = byId.get(id); at !== undefined && at.parent !== null; at = byId.get(at.parent))
    if (at.parent === scope) return at.id;
  return undefined;
}
