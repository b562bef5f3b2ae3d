import { Button, makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useCallback, useEffect, useRef } from 'react';
import { dateText } from '../../../pipeline/dates.ts';
import type { Grouping, Table } from '../../../pipeline/office/tables.ts';
import { textKey } from '../../../pipeline/text.ts';
import type { MemberQuery } from '../../source/source.ts';
import { useWords } from '../language.tsx';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { type BothSides, MemberTables, NoMembers } from '../parts/member-table.tsx';
import { SectionTitle } from '../parts/section.tsx';
import type { PivotRow } from './pivot-rows.ts';
import { SendTable } from './send-table.tsx';

const useStyles = makeStyles({
  whole: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  head: { display: 'flex', alignItems: 'start', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  title: { overflowWrap: 'anywhere', outlineStyle: 'none' },
});

interface Props {
  row: PivotRow;
  by: Grouping;
  /** Of the pivot table. */
  unit: string;
  plan: string | undefined;
  onClose(): void;
}

/** The dossiers behind one figure of the pivot table. */
export function GroupMembers({ row, by, unit, plan, onClose }: Props) {
  const styles = useStyles();
  const { say } = useWords();
  const { source } = usePane();
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever opened it by keyboard goes on reading here.
  useEffect(() => heading.current?.focus(), []);
  const load = useCallback(
    async (signal: AbortSignal): Promise<BothSides> => {
      const query = {
        ...(plan === undefined ? {} : { plan }),
        indicator: row.indicator,
        unit: by === 'unit' && row.group !== '' ? row.group : unit,
        from: row.from,
        asOf: row.asOf,
      };
      const of = async (side: MemberQuery['side']): Promise<Table> =>
        ofGroup(await source.members({ ...query, side }, signal), row.group, by, unit);
      const [missing, numerator] = await Promise.all([of('missing'), of('numerator')]);
      return { missing, numerator };
    },
    [source, row, by, unit, plan],
  );
  const listed = useLoaded(load);
  const title = say('groupDossiers', { group: row.label });
  const period = `${dateText(row.from, 'vi')} – ${dateText(row.asOf, 'vi')}`;
  const sent = ({ missing, numerator }: BothSides) => ({
    title: row.label,
    about: [row.name, period],
    fileName: `ho-so-${row.indicator}-${row.asOf}`,
    table: together(missing, say('missingOnes'), numerator, say('inNumerator'), say('result')),
  });
  return (
    <section className={styles.whole} aria-label={title}>
      <div className={styles.head}>
        <SectionTitle className={styles.title} ref={heading} tabIndex={-1}>
          {title}
        </SectionTitle>
        <Button appearance="subtle" icon={<DismissRegular />} aria-label={say('close')} onClick={onClose} />
      </div>
      {listed.state === 'loading' ? (
        <Skeleton aria-label={say('loading')}>
          <SkeletonItem size={64} />
        </Skeleton>
      ) : listed.state === 'failed' ? (
        <NoMembers why={listed.why} again={listed.again} />
      ) : (
        <>
          <SendTable make={() => sent(listed.value)} />
          <MemberTables {...listed.value} />
        </>
      )}
    </section>
  );
}

/** The members that belong to the group, as the figures were grouped: spellings of a field, or of a procedure's name, are one. */
function ofGroup(table: Table, group: string, by: Grouping, unit: string): Table {
  const field = (name: unknown): string => textKey(String(name ?? '')).replace(/^linh vuc /, '');
  const belongs = (row: Table['rows'][number]): boolean => {
    if (by === 'field') return field(row['field']) === field(group);
    if (by === 'procedure')
      return textKey(String(row['procedure_code'] ?? row['procedure_name'] ?? '')) === textKey(group);
    // The unit itself, among those below it.
    return by !== 'unit' || group !== unit || row['unit'] === unit;
  };
  return { columns: table.columns, rows: table.rows.filter(belongs) };
}

/** Both sides in one table, each row with its side. */
function together(missing: Table, missingWord: string, numerator: Table, inWord: string, header: string): Table {
  return {
    columns: [{ name: header, type: 'text' }, ...(missing.rows.length > 0 ? missing : numerator).columns],
    rows: [
      ...missing.rows.map((row) => ({ [header]: missingWord, ...row })),
      ...numerator.rows.map((row) => ({ [header]: inWord, ...row })),
    ],
  };
}
