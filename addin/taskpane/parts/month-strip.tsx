import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { CoverageLine, CoverageMonth } from '../../../pipeline/evaluate/types.ts';
import { useWords } from '../language.tsx';
import type { TextId } from '../texts/texts.ts';

const SIGNS: Readonly<Record<CoverageMonth['state'], string>> = { whole: '■', said: '○', part: '◧', missing: '□' };
const WORDS: Readonly<Record<CoverageMonth['state'], TextId>> = {
  whole: 'monthWhole',
  said: 'monthSaid',
  part: 'monthPart',
  missing: 'monthMissing',
};

const useStyles = makeStyles({
  months: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalXXS,
    fontVariantNumeric: 'tabular-nums',
  },
  month: {
    display: 'grid',
    justifyItems: 'center',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    borderRadius: tokens.borderRadiusSmall,
  },
  lacking: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** `3/2024`; in English `2024-03`. */
export function useMonthText(): (month: string) => string {
  const { language } = useWords();
  return (month) => (language === 'vi' ? `${Number(month.slice(5))}/${month.slice(0, 4)}` : month);
}

/** The months of a list, each with its sign; what is missing of whom is said to whoever points at it or listens. */
export function MonthStrip({ line }: { line: CoverageLine }) {
  const styles = useStyles();
  const { say } = useWords();
  const monthText = useMonthText();
  return (
    <ul className={styles.months}>
      {line.months.map(({ month, state, missing }) => {
        const words = say(WORDS[state], { month: monthText(month) });
        const whose = missing.map(({ name }) => name).join(', ');
        const said = whose === '' ? words : `${words} (${whose})`;
        const isLacking = state === 'part' || state === 'missing';
        return (
          <li key={month} className={mergeClasses(styles.month, isLacking && styles.lacking)} title={said}>
            <span className={styles.hidden}>{said}</span>
            <span aria-hidden="true">{SIGNS[state]}</span>
            <span aria-hidden="true">{Number(month.slice(5))}</span>
          </li>
        );
      })}
    </ul>
  );
}
