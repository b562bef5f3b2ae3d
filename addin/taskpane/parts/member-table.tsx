import { makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { vietnameseNumber } from '../../../pipeline/evaluate/print.ts';
import type { Cell, Table } from '../../../pipeline/evaluate/tables.ts';
import { dayText } from '../days.ts';
import { useWords } from '../language.tsx';

/** On screen; the download has them all. */
const SHOWN = 200;

const useStyles = makeStyles({
  whole: { width: '100%', minWidth: 0 },
  title: {
    margin: `${tokens.spacingVerticalS} 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  count: {
    color: tokens.colorNeutralForeground3,
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
  },
  scroll: {
    overflow: 'auto',
    maxHeight: '20rem',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  table: {
    borderCollapse: 'collapse',
    width: '100%',
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': {
      textAlign: 'start',
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
      whiteSpace: 'nowrap',
    },
    '& thead th': {
      position: 'sticky',
      top: 0,
      backgroundColor: tokens.colorNeutralBackground3,
      fontWeight: tokens.fontWeightSemibold,
    },
    '& tbody tr': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
    '& tbody th': { fontWeight: tokens.fontWeightRegular },
  },
});

/** Members of a number: code, procedure, day, and the row of the file that each was read from. */
export function MemberTable({ title, table: { rows } }: { title: string; table: Table }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const heading = useId();
  const shown = rows.slice(0, SHOWN);
  const count = (value: number): string => vietnameseNumber(value);
  const text = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : String(cell));
  const day = (cell: Cell | undefined): string => (typeof cell === 'string' ? dayText(cell, language) : '');
  return (
    <div className={styles.whole}>
      <h2 className={styles.title} id={heading}>
        {title}{' '}
        <span className={styles.count}>
          {rows.length > SHOWN
            ? say('membersShown', { shown: count(SHOWN), all: count(rows.length) })
            : say('membersAll', { all: count(rows.length) })}
        </span>
      </h2>
      {rows.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className={styles.scroll} tabIndex={0} aria-labelledby={heading}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{say('memberCode')}</th>
                <th scope="col">{say('memberProcedure')}</th>
                <th scope="col">{say('memberDay')}</th>
                <th scope="col">{say('memberFile')}</th>
                <th scope="col">{say('memberRow')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={`${text(row['member'])}/${text(row['file'])}/${text(row['sheet'])}/${text(row['row'])}`}>
                  <th scope="row">{text(row['member'])}</th>
                  <td>{text(row['procedure_code'])}</td>
                  <td>{day(row['happened_on'])}</td>
                  <td>{text(row['file'])}</td>
                  <td>{text(row['row'])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
