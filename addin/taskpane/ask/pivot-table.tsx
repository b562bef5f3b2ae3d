import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSortDownRegular, ArrowSortUpRegular } from '@fluentui/react-icons';
import { useWords } from '../language.tsx';
import { countText, valueText } from '../numbers.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import type { TextId } from '../texts/texts.ts';
import type { PivotColumn, PivotRow, Sorting } from './pivot-rows.ts';

const useStyles = makeStyles({
  table: {
    '& caption': {
      textAlign: 'start',
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
      color: tokens.colorNeutralForeground2,
    },
    '& th': { textAlign: 'start' },
    '& thead th': { padding: 0 },
    '& tbody tr:hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    '& tbody th': { minWidth: '7rem', overflowWrap: 'anywhere' },
  },
  sort: {
    minWidth: 0,
    width: '100%',
    justifyContent: 'start',
    paddingInline: tokens.spacingHorizontalS,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  sortNumber: { justifyContent: 'end' },
  number: { textAlign: 'end', whiteSpace: 'nowrap' },
  value: { fontWeight: tokens.fontWeightSemibold },
  open: {
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'underline',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  lacks: { display: 'block', color: tokens.colorNeutralForeground2 },
});

interface Props {
  caption: string;
  groupHeader: string;
  rows: readonly PivotRow[];
  /** Where there is one indicator its name is not repeated in each row. */
  isOneIndicator: boolean;
  sorting: Sorting | undefined;
  onSort(sorting: Sorting): void;
  onOpen(row: PivotRow): void;
}

/** Figures by group: sorted by a press on a header, opened by a press on a group. */
export function PivotTable({ caption, groupHeader, rows, isOneIndicator, sorting, onSort, onOpen }: Props) {
  const styles = useStyles();
  const { say, language } = useWords();
  const head = (column: PivotColumn, title: string, isNumber: boolean) => {
    const current = sorting?.column === column ? sorting : undefined;
    const icon =
      current === undefined ? undefined : current.descending ? <ArrowSortDownRegular /> : <ArrowSortUpRegular />;
    return (
      <th scope="col" aria-sort={current === undefined ? 'none' : current.descending ? 'descending' : 'ascending'}>
        <Button
          appearance="transparent"
          size="small"
          className={mergeClasses(styles.sort, isNumber && styles.sortNumber)}
          title={say('sortBy', { column: title })}
          iconPosition="after"
          {...(icon === undefined ? {} : { icon })}
          onClick={() => onSort({ column, descending: current === undefined ? isNumber : !current.descending })}
        >
          {title}
        </Button>
      </th>
    );
  };
  const words = (id: TextId): string => say(id);
  return (
    <ScrollTable aria-label={caption} className={styles.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {isOneIndicator ? null : head('name', words('pivotIndicators'), false)}
          {head('label', groupHeader, false)}
          {head('numerator', words('numerator'), true)}
          {head('denominator', words('denominator'), true)}
          {head('value', words('result'), true)}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.indicator}/${row.group}/${row.from}`}>
            {isOneIndicator ? null : <td>{row.name}</td>}
            <th scope="row">
              {row.hasMembers && row.value !== null ? (
                <button
                  type="button"
                  className={styles.open}
                  title={say('openGroup', { group: row.label })}
                  onClick={() => onOpen(row)}
                >
                  {row.label}
                </button>
              ) : (
                row.label
              )}
              {row.missing.map((lack) => (
                <span key={lack} className={styles.lacks}>
                  {lack}
                </span>
              ))}
            </th>
            <td className={styles.number}>{countText(row.numerator, language)}</td>
            <td className={styles.number}>{countText(row.denominator, language)}</td>
            <td className={mergeClasses(styles.number, styles.value)}>{valueText(row.value, row, language)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
