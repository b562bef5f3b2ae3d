import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { dateText } from '../../../pipeline/dates.ts';
import type { Cell, Table } from '../../../pipeline/office/tables.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import type { Sentence } from '../sentence.ts';
import { FailureMessage } from './failure-message.tsx';
import { ScrollTable } from './scroll-table.tsx';
import { SectionTitle } from './section.tsx';

/** Values of the code list `channel`. */
const CHANNELS = ['remote', 'online_unspecified', 'assisted', 'counter', 'postal'] as const;

/** On screen; the download has them all. */
export const SHOWN = 200;

const useStyles = makeStyles({
  whole: { width: '100%', minWidth: 0 },
  title: { margin: `${tokens.spacingVerticalS} 0 ${tokens.spacingVerticalXS}` },
  table: { maxHeight: '20rem', '& th, & td': { textAlign: 'start', whiteSpace: 'nowrap' } },
});

/** The members behind a number: those that it lacks, and those that count. */
export interface BothSides {
  missing: Table;
  numerator: Table;
}

export function MemberTables({ missing, numerator }: BothSides) {
  const { say } = useWords();
  return (
    <>
      <MemberTable title={say('missingOnes')} table={missing} />
      <MemberTable title={say('inNumerator')} table={numerator} />
    </>
  );
}

/** Why there is no list. That a number has no members is no failure. */
export function NoMembers({ why, again }: { why: Sentence; again(): void }) {
  const { language } = useWords();
  if (why.code !== 'NOT_FROM_DOSSIERS') return <FailureMessage why={why} again={again} />;
  return (
    <MessageBar intent="info" layout="multiline" role="alert">
      <MessageBarBody>{why[language]}</MessageBarBody>
    </MessageBar>
  );
}

interface MemberTableProps {
  title: string;
  table: Table;
  /** How many there are, where only the first were asked for. */
  all?: number;
}

/** Members of a number: code, procedure, day, and the row of the file that each was read from. */
export function MemberTable({ title, table: { rows }, all = rows.length }: MemberTableProps) {
  const styles = useStyles();
  const { say, language } = useWords();
  const { known } = usePane();
  const shown = rows.slice(0, SHOWN);
  const heading = useId();
  const count = all > shown.length ? say('membersShown', { shown: shown.length, all }) : say('membersAll', { all });
  // Which desk and by which way: told where rows differ in it, or it is known at all.
  const hasChannels = rows.some((row) => row['channel'] != null);
  const hasUnits = new Set(rows.map((row) => row['unit'])).size > 1;
  const channel = (cell: Cell | undefined): string => {
    const known = CHANNELS.find((one) => one === cell);
    return known === undefined ? text(cell) : say(`channel-${known}`);
  };
  const unit = (cell: Cell | undefined): string => known?.units.find(({ id }) => id === cell)?.short_name ?? text(cell);
  const text = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : String(cell));
  const day = (cell: Cell | undefined): string => (typeof cell === 'string' ? dateText(cell, language) : '');
  return (
    <div className={styles.whole}>
      <SectionTitle className={styles.title} id={heading} count={count}>
        {title}
      </SectionTitle>
      {rows.length === 0 ? null : (
        <ScrollTable aria-labelledby={heading} className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('memberCode')}</th>
              <th scope="col">{say('memberProcedure')}</th>
              <th scope="col">{say('memberDay')}</th>
              {hasChannels ? <th scope="col">{say('memberChannel')}</th> : null}
              {hasUnits ? <th scope="col">{say('memberUnit')}</th> : null}
              <th scope="col">{say('memberFile')}</th>
              <th scope="col">{say('memberRow')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={`${text(row['member'])}/${text(row['file'])}/${text(row['sheet'])}/${text(row['row'])}`}>
                <th scope="row">{text(row['member'])}</th>
                <td>
                  {[text(row['procedure_code']), text(row['procedure_name'])].filter((one) => one !== '').join(' ')}
                </td>
                <td>{day(row['happened_on'])}</td>
                {hasChannels ? <td>{channel(row['channel'])}</td> : null}
                {hasUnits ? <td>{unit(row['unit'])}</td> : null}
                <td>{text(row['file'])}</td>
                <td>{text(row['row'])}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </div>
  );
}
