import type { UnitKind } from '../../library/units/types.ts';
import type { Marks } from './marks.ts';
import { numberAt } from './meaning.ts';
import type { UnitsAround } from './named.ts';
import type { ReadingGroup } from './reading.ts';

/** Nouns that can be asked for one by one. */
export const GROUP_NOUNS: Readonly<Record<string, { by: ReadingGroup; kind?: UnitKind }>> = {
  by_unit: { by: 'unit' },
  by_division: { by: 'unit', kind: 'division' },
  by_department: { by: 'unit', kind: 'department' },
  by_district: { by: 'unit', kind: 'district' },
  by_commune: { by: 'unit', kind: 'commune' },
  by_field: { by: 'field' },
  by_procedure: { by: 'procedure' },
  by_channel: { by: 'channel' },
  by_month: { by: 'month' },
  month_which: { by: 'month' },
};

/** The units that are named, each with all that its name may mean. */
export function unitsNamed(m: Marks, around: UnitsAround): { ids: readonly string[] }[] {
  const { tree, unit: chosen } = around;
  const parentsOf = (id: string): string[] => tree.byId.get(id)?.parents.map(({ parent }) => parent) ?? [];
  return m.tokens.flatMap(({ meaning }, at) => {
    if (m.isUsed(at)) return [];
    const kind = m.word(at);
    if (kind === 'province_whole' || kind === 'department_whole') {
      m.use(at);
      const above = upwards(chosen, parentsOf);
      const wanted = kind === 'province_whole' ? 'province' : 'department';
      const found = above.find((id) => tree.byId.get(id)?.kind === wanted);
      return found === undefined || found === chosen || around.within?.has(found) === false
        ? [{ ids: [chosen] }]
        : [{ ids: [found] }];
    }
    const own = GROUP_NOUNS[kind ?? '']?.kind;
    const isOwn = own !== undefined && m.word(at + 1) !== 'which' && !isOneByOne(m, at);
    const top = isOwn ? upwards(chosen, parentsOf).find((id) => tree.byId.get(id)?.kind === own) : undefined;
    if (top !== undefined && around.within?.has(top) !== false) {
      m.use(at);
      if (isWhose(m, at)) return [];
      return [{ ids: [top] }];
    }
    if (meaning?.kind !== 'unit') return [];
    m.use(at);
    if (isWhose(m, at) && meaning.ids.length === 1) return [];
    // "phòng" before a name that begins without it.
    if (m.word(at - 1)?.startsWith('by_')) m.use(at - 1);
    return [{ ids: meaning.ids }];
  });
}

/** Fields, procedures and numbers kept by hand that are named. */
export function thingsNamed(m: Marks): {
  parts: { by: 'field' | 'procedure'; id: string; name: string }[];
  indicators: string[];
} {
  const parts: { by: 'field' | 'procedure'; id: string; name: string }[] = [];
  const indicators: string[] = [];
  for (const [at, { meaning }] of m.tokens.entries()) {
    if (meaning?.kind !== 'thing' || m.isUsed(at)) continue;
    m.use(at);
    const before = m.word(at - 1);
    if (before === 'by_field' || before === 'by_procedure') m.use(at - 1);
    const wanted = before === 'by_field' ? 'field' : before === 'by_procedure' ? 'procedure' : undefined;
    const own = wanted === undefined ? meaning.things : meaning.things.filter(({ by }) => by === wanted);
    for (const { by, id, name } of own.length > 0 ? own : meaning.things)
      if (by === 'indicator') indicators.push(id);
      else parts.push({ by, id, name });
  }
  return { parts, indicators };
}

/** What is asked for one by one. */
export interface GroupAsked {
  by: ReadingGroup;
  kind?: UnitKind;
  /** "… nào" */
  isWhich: boolean;
  /** So many of them. */
  number?: number;
}

/** What is asked for one by one: "đơn vị nào", "theo lĩnh vực", "5 thủ tục". */
export function groupAsked(m: Marks): GroupAsked | undefined {
  const judged =
    m.places('superlative', 'many', 'few', 'most', 'least', 'best', 'worst', 'met', 'unmet', 'above', 'below').length >
    0;
  for (const at of m.places(...Object.keys(GROUP_NOUNS))) {
    const word = m.word(at) ?? '';
    const group = GROUP_NOUNS[word];
    if (group === undefined) continue;
    const [before, after] = [m.word(at - 1), m.word(at + 1)];
    const number = m.isUsed(at - 1) ? undefined : numberAt(m.tokens, at - 1);
    const isSubject = word === 'by_procedure' || word === 'by_unit';
    const isMany = /^(các|những|từng|mỗi|cac|nhung|tung|moi)\s/i.test(m.tokens[at]?.text ?? '') || m.isPlural(at);
    const isGroup =
      group.by === 'month' ||
      after === 'which' ||
      number !== undefined ||
      before === 'each' ||
      before === 'top' ||
      before === 'ranking' ||
      before === 'all' ||
      (before === 'compare' && word !== 'by_procedure') ||
      (isMany && (word !== 'by_procedure' || judged)) ||
      (before === 'count' && judged && word !== 'by_procedure') ||
      (judged && word === 'by_unit') ||
      (!isSubject && (judged || before === 'count'));
    if (!isGroup) continue;
    m.use(at);
    if (after === 'which') m.use(at + 1);
    if (number !== undefined) m.use(at - 1);
    for (const near of [at - 1, at - 2])
      if (['each', 'top', 'ranking', 'all', 'compare'].includes(m.word(near) ?? '')) m.use(near);
    // "Diễn biến qua các tháng" says it twice.
    for (const other of m.places(...Object.keys(GROUP_NOUNS)))
      if (group.by === 'month' && GROUP_NOUNS[m.word(other) ?? '']?.by === 'month') m.use(other);
    return {
      by: group.by,
      isWhich: after === 'which' || word === 'month_which',
      ...(group.kind && { kind: group.kind }),
      ...(number !== undefined && { number }),
    };
  }
  return undefined;
}

/** "Phòng KHTC của Sở": whose it is. */
function isWhose(m: Marks, at: number): boolean {
  return m.tokens[at - 1]?.meaning?.kind === 'unit' && /^(của|thuộc|cua|thuoc)$/i.test(m.before(at)?.text ?? '');
}

/** "Từng sở", "5 huyện", "các xã": not the one that is asked about. */
function isOneByOne(m: Marks, at: number): boolean {
  return (
    m.isPlural(at) ||
    /^(các|cac) /i.test(m.tokens[at]?.text ?? '') ||
    (!m.isUsed(at - 1) && numberAt(m.tokens, at - 1) !== undefined) ||
    ['each', 'top', 'ranking', 'all', 'compare', 'count'].includes(m.word(at - 1) ?? '')
  );
}

function upwards(id: string, parentsOf: (id: string) => readonly string[]): string[] {
  const found = [id];
  for (const one of found) for (const parent of parentsOf(one)) if (!found.includes(parent)) found.push(parent);
  return found;
}
