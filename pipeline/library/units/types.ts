/** One period of being below a parent, both days included; `null` = open. */
export interface UnitParent {
  parent: string;
  from: string | null;
  to: string | null;
}

export const UNIT_KINDS = [
  'province',
  'department',
  'division',
  'desk',
  'district',
  'commune',
  'agency',
  'school',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** An organisation with figures of its own. Dates are `YYYY-MM-DD`, both included; `null` = open. */
export interface Unit {
  id: string;
  /** Full official name, e.g. `Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu`. */
  name: string;
  /** Name without the province, as exports of the province write it, e.g. `Sở Giáo dục và Đào tạo`. */
  shortName: string;
  kind: UnitKind;
  /** The province it belongs to (an id of kind `province`); its own id for a province. */
  province: string;
  from: string | null;
  to: string | null;
  parents: UnitParent[];
  successors: string[];
  /** Parts of it went to several units, or nobody knows where: nothing of it is any one successor's. */
  divided: boolean;
  /** Spellings seen in exports beside the names, as written. Those of a province that are no committee end its units' names. */
  aliases: string[];
  /** Spellings that mean this unit only inside its parent, e.g. `Văn phòng Sở`, `Phòng GDĐT`. */
  localNames: string[];
  /** For provinces: how the names of its units end, e.g. `tỉnh Bà Rịa - Vũng Tàu`; empty for others. */
  suffix: string;
  /** Place for the date line of a report, e.g. `Bà Rịa - Vũng Tàu`; empty = that of the unit above. */
  place: string;
  /** Agency parts of dossier codes that tell the province, e.g. `H06`; for provinces. */
  agencyCodes: string[];
  /** What is only assumed, or where a date comes from. */
  note: string;
}

/** One abbreviation of the trade: words that stand for others, as keys (see `names.ts`). */
export interface Abbreviation {
  short: readonly string[];
  long: readonly string[];
}

export interface UnitTree {
  units: Unit[];
  byId: ReadonlyMap<string, Unit>;
  /** Longest first. */
  abbreviations: readonly Abbreviation[];
}
