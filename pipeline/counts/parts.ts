import { compare, toNumber, ZERO } from '../exact.ts';
import { textKey } from '../text.ts';
import { addParts, type Count, type Part } from './count.ts';

const inVietnameseOrder = new Intl.Collator('vi', { numeric: true });

/**
 * The parts of a count in Vietnamese order. Spellings of a field, and of a procedure that is only named, are one part: case,
 * tone marks and a leading "Lĩnh vực" do not matter, and it is called as most of its members write it.
 */
export function partsInOrder(counts: readonly Count[]): Count[] {
  const groups = new Map<string, Count[]>();
  for (const count of counts) {
    const key = count.part === null ? '' : partKey(count.part);
    groups.set(key, [...(groups.get(key) ?? []), count]);
  }
  return [...groups.values()]
    .map((same) => {
      const { part } = same.reduce((a, b) => (compare(b.members ?? ZERO, a.members ?? ZERO) > 0 ? b : a));
      if (part === null) throw new RangeError('a count of all members is no part');
      return addParts(same, { ...part, id: part.by === 'field' ? part.id.replace(/^lĩnh vực\s+/iu, '') : part.id });
    })
    .sort((a, b) => inVietnameseOrder.compare(a.part?.id ?? '', b.part?.id ?? ''));
}

/** Equal for spellings of one part. */
export function partKey({ by, id }: Pick<Part, 'by' | 'id'>): string {
  return by === 'field' ? fieldKey(id) : by === 'procedure' ? textKey(id) : id;
}

function fieldKey(field: string): string {
  return textKey(field).replace(/^linh vuc /, '');
}

/** Members that are not in the numerator. */
export function lackingMembers({ members, hits }: Count): number {
  return toNumber(members ?? ZERO) - toNumber(hits ?? ZERO);
}
