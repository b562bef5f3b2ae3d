import { GROUPS, type Part } from '../counts/count.ts';
import { partKey } from '../counts/parts.ts';
import type { Period } from '../counts/period.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import { conditionSql } from './condition-sql.ts';
import { asText, type Engine, type SqlColumn, sqlTexts } from './duckdb/engine.ts';
import { groupSql, partOfGroup } from './groups.ts';
import { withKeepers } from './keepers.ts';
import { populationSql } from './populations.ts';
import { type ProcedureTies, procedureTies } from './procedures.ts';
import { countingPeriod, type Scope } from './question.ts';

/** What members can be told apart by; children that are asked for by themselves have members of their own. */
export const PART_GROUPS = GROUPS.filter((by) => by !== 'unit');

/** A part of a number, as `Counts.parts` names it. */
export type MemberPart = Pick<Part, 'by' | 'id'>;

/** Which rows of a long list: `count` of them from `offset` on. */
export interface Page {
  offset: number;
  count: number;
}

/** `numerator`: the members counted in it; `missing`: those of the denominator that are not. */
export type Side = 'numerator' | 'missing';

/**
 * The members behind a number, in order of their codes: dossiers for most indicators, else procedures, payments,
 * results, answers, visits, transfers. No personal data, since none are kept. Columns: member, unit, procedure_code,
 * procedure_name, field, happened_on, received_on, due_on, finished_on, status, channel, file, sheet, row.
 * @param part only those of it, as `Counts.parts` counts them
 * @param page only those rows; all without it
 * @returns null for an indicator kept by hand, which has no members
 */
export async function membersOf(
  engine: Engine,
  scope: Scope,
  indicator: Indicator,
  period: Period,
  side: Side,
  part?: MemberPart,
  page?: Page,
): Promise<SqlColumn[] | null> {
  const { rule } = indicator;
  if (!('population' in rule)) return null;
  const known = await withKeepers(engine, scope);
  const hit = rule.kind === 'share' ? `coalesce(${conditionSql(rule.hit, { row: 'p' })}, false)` : 'true';
  const members = `(
       SELECT p.* FROM (${populationSql(rule.population, known, [countingPeriod(indicator, period)])}) AS p
       WHERE p.period_id IS NOT NULL AND ${conditionSql(rule.where, { row: 'p' })} AND ${side === 'numerator' ? hit : `NOT ${hit}`}
     ) AS m`;
  const ties = await procedureTies(engine, scope);
  const ofPart = part === undefined ? '' : await partSql(engine, members, part, ties);
  const columns = await engine.columns(
    `SELECT m.member AS member, m.unit_id AS unit, m.procedure_code AS procedure_code, m.procedure_name AS procedure_name, m.field AS field, m.happened_on AS happened_on,
       CAST(d.received_at AS DATE) AS received_on, CAST(d.due_at AS DATE) AS due_on, CAST(d.finished_at AS DATE) AS finished_on,
       d.status AS status, coalesce(d.channel, m.came_by) AS channel, i.file AS file, s.sheet AS sheet, m.row_no AS row
     FROM ${members}
     LEFT JOIN dossiers AS d ON d.key = m.member
     LEFT JOIN imports AS i ON i.import_id = m.import_id
     LEFT JOIN import_sheets AS s ON s.import_id = m.import_id AND s.sheet_no = m.sheet_no
     ${ofPart}
     ORDER BY m.member, m.row_no, m.import_id, m.sheet_no${page === undefined ? '' : ` LIMIT ${Math.trunc(page.count)} OFFSET ${Math.trunc(page.offset)}`}`,
  );
  return withTiedCodes(columns, ties);
}

/** The members of a part: spellings of one field, names of one code are the same part. */
async function partSql(engine: Engine, members: string, { by, id }: MemberPart, ties: ProcedureTies): Promise<string> {
  const wanted = partKey({ by, id });
  const group = groupSql(by, 'm');
  const groups = (await engine.query(`SELECT DISTINCT ${group} AS grp FROM ${members}`)).map(({ grp }) => asText(grp));
  const ofPart = groups.filter((one) => keyOf(by, one, ties) === wanted);
  return `WHERE list_contains(${sqlTexts(ofPart)}, ${group})`;
}

function keyOf(by: Part['by'], group: string, ties: ProcedureTies): string {
  return partKey({ by, id: partOfGroup(by, group, ties).id });
}

/** Where a row has no code of its procedure, the one that its name stands beside elsewhere: as the figures are grouped. */
function withTiedCodes(columns: readonly SqlColumn[], ties: ProcedureTies): SqlColumn[] {
  const names = columns.find(({ name }) => name === 'procedure_name')?.values ?? [];
  return columns.map((column) => {
    if (column.name !== 'procedure_code') return column;
    const values = column.values.map((code, row) => {
      const name = asText(names[row]);
      return code !== null || name === '' ? code : (ties.codeOf(name) ?? null);
    });
    return { ...column, values };
  });
}
