import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { TargetDetail } from '../../../pipeline/evaluate/types.ts';
import { dueWords, thresholdText, toDoWords, valueWords, verdictWords } from '../../../pipeline/evaluate/words.ts';
import { useWords } from '../language.tsx';
import { trendOf } from '../trend.ts';
import { useVerdictColours } from '../verdict-colours.ts';
import { Sparkline } from './sparkline.tsx';
import { ThresholdLine } from './threshold-line.tsx';

const useStyles = makeStyles({
  card: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXS,
    width: '100%',
    boxSizing: 'border-box',
    textAlign: 'start',
    font: 'inherit',
    color: 'inherit',
    cursor: 'pointer',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    ':hover': {
      backgroundColor: tokens.colorNeutralBackground1Hover,
      border: `1px solid ${tokens.colorNeutralStroke1}`,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  selected: { border: `1px solid ${tokens.colorBrandStroke1}`, boxShadow: tokens.shadow4 },
  name: { fontWeight: tokens.fontWeightSemibold, lineHeight: tokens.lineHeightBase300, overflowWrap: 'anywhere' },
  figures: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(3rem, 1fr) auto',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    // A pane enlarged to 200 %: the line below the two numbers.
    '@media (max-width: 240px)': {
      gridTemplateColumns: 'auto auto',
      justifyContent: 'space-between',
      '& > :nth-child(2)': { gridRow: '2', gridColumn: '1 / -1' },
    },
  },
  value: {
    fontSize: tokens.fontSizeBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  threshold: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  foot: {
    display: 'flex',
    '@media (max-width: 240px)': { flexWrap: 'wrap' },
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  words: { flexGrow: 1, minWidth: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  verdict: { fontWeight: tokens.fontWeightSemibold },
});

interface Props {
  detail: TargetDetail;
  isSelected: boolean;
  onOpen(): void;
}

/** A target in the list: verdict, value against threshold, what there is to do. */
export function TargetCard({ detail, isSelected, onOpen }: Props) {
  const card = useRef<HTMLButtonElement>(null);
  // A cell that was selected in the workbook shows its target here.
  useEffect(() => {
    if (isSelected) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const styles = useStyles();
  const colours = useVerdictColours();
  const { language } = useWords();
  const { row } = detail;
  return (
    <button
      ref={card}
      type="button"
      id={`target-${row.target}`}
      className={mergeClasses(styles.card, isSelected && styles.selected)}
      onClick={onOpen}
      {...(isSelected ? { 'aria-current': 'true' } : {})}
    >
      <span className={styles.name}>{detail.name[language]}</span>
      <span className={styles.figures}>
        <span className={styles.value}>{valueWords(detail, language)}</span>
        <span className={colours[row.status]}>
          <ThresholdLine value={row.value} threshold={row.threshold} isPercent={row.unit_of_measure === 'percent'} />
        </span>
        <span className={styles.threshold}>{thresholdText(row, language)}</span>
      </span>
      <span className={styles.foot}>
        <span className={styles.words}>
          <span className={mergeClasses(styles.verdict, colours[row.unsure ? 'incomplete' : row.status])}>
            {verdictWords(row, language)}
          </span>
          <Remarks detail={detail} />
        </span>
        <Sparkline points={detail.trend} />
      </span>
    </button>
  );
}

function Remarks({ detail }: { detail: TargetDetail }) {
  const { language, say } = useWords();
  const { row, trend } = detail;
  const trending = row.value === null ? undefined : trendOf(trend);
  const moving = trending !== undefined && trending.months > 1 ? trending : undefined;
  const remarks = [
    ...(row.status === 'pending' && row.due !== null ? [dueWords(row.due, language)] : []),
    ...toDoWords(detail, language),
    ...(moving === undefined
      ? []
      : [
          `${moving.direction === 'up' ? '↗' : '↘'} ${say(moving.direction === 'up' ? 'trendUp' : 'trendDown', { months: moving.months })}`,
        ]),
  ];
  return remarks.length === 0 ? null : ` · ${remarks.join(' · ')}`;
}
