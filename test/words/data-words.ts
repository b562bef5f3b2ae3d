import { shippedLibrary } from '../../pipeline/cli/library.ts';

/**
 * Texts that are Vietnamese in both languages, because they are nobody's words but those of the documents, the units and
 * the portals: what plans say beside names in both languages, names of units, headers and values of exports.
 */
export function libraryData(): Set<string> {
  const { plans, units, columns, codes } = shippedLibrary();
  const data = new Set<string>();
  const add = (value: unknown): void => {
    if (typeof value === 'string') data.add(value.normalize('NFC'));
    else if (Array.isArray(value)) value.forEach(add);
    else if (value instanceof Map) add([...value.values()]);
    // What is there in both languages is ours: it is held of the words that are shown.
    else if (typeof value === 'object' && value !== null && !('vi' in value && 'en' in value))
      add(Object.values(value));
  };
  for (const plan of plans.values()) add(plan);
  for (const unit of units.units) add([unit.name, unit.shortName, unit.aliases, unit.note]);
  for (const { columns: ofList } of columns.lists) for (const { headers } of ofList) add(headers);
  for (const { values } of codes.lists) add(values);
  return data;
}
