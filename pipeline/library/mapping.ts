/** What somebody has explained about exports: what headers, values and names of units mean, whose sheets are. */
export interface Mapping {
  /** Header as it stands in the file → column id, or `ignore`. It holds for every list that has the column. */
  columns: Readonly<Record<string, string>>;
  /** Column id → cell as it stands in the file → canonical value, or `blank`. */
  codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Name of a unit as it stands in the file → unit id; only where the name tells no unit by itself. */
  units: Readonly<Record<string, string>>;
  /** Agency at the head of dossier codes (`agencyOf`) → the unit whose it is, though no cell says so. */
  agencies: Readonly<Record<string, string>>;
  /** Name of a file whose rows name no unit (`fileSignature`) → unit id. */
  sheets: Readonly<Record<string, string>>;
}

/** The meaning of a cell that says nothing: it counts as an empty one. */
export const BLANK = 'blank';

/** Nothing is explained. */
export const NO_MAPPING: Mapping = { columns: {}, codes: {}, units: {}, agencies: {}, sheets: {} };

/** `written=meant`, as options and requests carry it; what is written may hold the sign too. Undefined where a side is empty. */
export function explanation(text: string): [written: string, meant: string] | undefined {
  const at = text.lastIndexOf('=');
  const meant = text.slice(at + 1).trim();
  return at <= 0 || meant === '' ? undefined : [text.slice(0, at), meant];
}

/** Both together; where both speak of one word, the later one is meant. */
export function joinedMappings(first: Mapping, second: Mapping | undefined): Mapping {
  if (second === undefined) return first;
  const columns = new Set([...Object.keys(first.codes), ...Object.keys(second.codes)]);
  return {
    columns: { ...first.columns, ...second.columns },
    codes: Object.fromEntries([...columns].map((id) => [id, { ...first.codes[id], ...second.codes[id] }])),
    units: { ...first.units, ...second.units },
    agencies: { ...first.agencies, ...second.agencies },
    sheets: { ...first.sheets, ...second.sheets },
  };
}
