import { makeStyles, tokens } from '@fluentui/react-components';
import type { TableDescription } from '../../../pipeline/ask/describe.ts';
import { useWords } from '../language.tsx';
import { Section } from '../parts/section.tsx';

const useStyles = makeStyles({
  tables: { display: 'grid', gap: tokens.spacingVerticalXS, gridTemplateColumns: 'minmax(0, 1fr)' },
  table: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '& summary': {
      cursor: 'pointer',
      padding: `${tokens.spacingVerticalS} 0`,
      ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    },
  },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  about: { margin: `0 0 ${tokens.spacingVerticalS}`, color: tokens.colorNeutralForeground2 },
  columns: {
    margin: `0 0 ${tokens.spacingVerticalM}`,
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    '& dt': { overflowWrap: 'anywhere' },
    '& dd': {
      margin: `0 0 ${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
      color: tokens.colorNeutralForeground2,
      fontSize: tokens.fontSizeBase200,
      overflowWrap: 'anywhere',
    },
  },
  type: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** The tables that a question can be asked about, and what each of their columns means. */
export function TableList({ tables }: { tables: readonly TableDescription[] }) {
  const styles = useStyles();
  const { say, language } = useWords();
  return (
    <Section title={say('tablesAndColumns')}>
      <div className={styles.tables}>
        {tables.map(({ id, name, about, columns }) => (
          <details key={id} className={styles.table}>
            <summary>
              <code className={styles.code}>{id}</code> {name[language]}
            </summary>
            <p className={styles.about}>{about[language]}</p>
            <dl className={styles.columns} aria-label={say('tableColumns', { table: id })}>
              {columns.map((column) => (
                <div key={column.id}>
                  <dt>
                    <code className={styles.code}>{column.id}</code> <span className={styles.type}>{column.type}</span>
                  </dt>
                  <dd>
                    {column[language]}
                    {column.values === undefined ? '' : `: ${column.values[language]}`}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
      </div>
    </Section>
  );
}
