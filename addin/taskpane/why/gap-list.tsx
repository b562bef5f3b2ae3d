import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useMemo, useState } from 'react';
import type { TargetDetail } from '../../../pipeline/evaluate/types.ts';
import { unitSuffix } from '../../../pipeline/evaluate/words.ts';
import type { ExplainRow } from '../../../pipeline/explain/rows.ts';
import { partName } from '../../../pipeline/explain/words.ts';
import { numberText } from '../../../pipeline/numbers.ts';
import type { MemberQuery } from '../../source/source.ts';
import { useWords } from '../language.tsx';
import { bareList } from '../parts/bare-list.ts';
import { ListedMembers } from '../parts/listed-members.tsx';
import { useWhyWords } from './words.ts';

/** Those that lack most; the others on request. */
const FIRST = 8;

const useStyles = makeStyles({
  list: {
    ...bareList,
    gap: tokens.spacingVerticalXS,
  },
  row: {
    display: 'grid',
    width: '100%',
    minWidth: 0,
    justifyContent: 'stretch',
    textAlign: 'start',
    gap: tokens.spacingVerticalXXS,
    gridTemplateColumns: 'minmax(0, 1fr)',
    fontWeight: tokens.fontWeightRegular,
    padding: tokens.spacingHorizontalS,
  },
  name: { overflowWrap: 'anywhere' },
  bar: { display: 'block', width: '100%', height: '6px' },
  track: {
    fill: tokens.colorNeutralStroke2,
    '@media (forced-colors: active)': { fill: 'Canvas', stroke: 'CanvasText' },
  },
  lacking: {
    fill: 'currentColor',
    color: tokens.colorStatusDangerForeground1,
    '@media (forced-colors: active)': { fill: 'CanvasText' },
  },
  madeGood: {
    fill: 'currentColor',
    color: tokens.colorStatusSuccessForeground1,
    '@media (forced-colors: active)': { fill: 'CanvasText' },
  },
  figures: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: `0 ${tokens.spacingHorizontalS}`,
    fontVariantNumeric: 'tabular-nums',
    fontSize: tokens.fontSizeBase200,
  },
  points: { fontWeight: tokens.fontWeightSemibold },
  more: { justifySelf: 'start' },
});

/** Parts of a number by what they lack, the worst first; each opens to its dossiers. */
export function GapList({ rows, detail }: { rows: readonly ExplainRow[]; detail: TargetDetail }) {
  const styles = useStyles();
  const { say } = useWords();
  const [isWhole, setIsWhole] = useState(false);
  const [open, setOpen] = useState<string>();
  const most = Math.max(...rows.map(({ gap_points }) => Math.abs(gap_points ?? 0)));
  const shown = isWhole ? rows : rows.slice(0, FIRST);
  return (
    <>
      <ul className={styles.list}>
        {shown.map((row) => (
          <GapRow
            key={row.part}
            row={row}
            most={most}
            detail={detail}
            isOpen={open === row.part}
            onToggle={() => setOpen(open === row.part ? undefined : row.part)}
          />
        ))}
      </ul>
      {rows.length > shown.length ? (
        <Button className={styles.more} size="small" onClick={() => setIsWhole(true)}>
          {say('moreGroups', { count: rows.length - shown.length })}
        </Button>
      ) : null}
    </>
  );
}

interface RowProps {
  row: ExplainRow;
  /** The largest of all parts, in points. */
  most: number;
  detail: TargetDetail;
  isOpen: boolean;
  onToggle(): void;
}

function GapRow({ row, most, detail, isOpen, onToggle }: RowProps) {
  const styles = useStyles();
  const { tell, language } = useWhyWords();
  const below = useId();
  const { gap_points: gap, in_the_way: count, side, value, unit_of_measure } = row;
  const points = gap === null ? '' : numberText(gap.toFixed(2), language);
  const width = gap === null || most === 0 ? 0 : (Math.abs(gap) / most) * 100;
  const isPercent = unit_of_measure === 'percent';
  return (
    <li>
      <Button
        className={styles.row}
        aria-expanded={isOpen}
        aria-controls={isOpen ? below : undefined}
        disabledFocusable={row.by === 'unit' || count === 0}
        onClick={onToggle}
      >
        <span className={styles.name}>{partName(row, language)}</span>
        <svg className={styles.bar} aria-hidden="true" focusable="false">
          <rect className={styles.track} width="100%" height="6" rx="3" />
          <rect className={(gap ?? 0) > 0 ? styles.lacking : styles.madeGood} width={`${width}%`} height="6" rx="3" />
        </svg>
        <span className={styles.figures}>
          <span className={styles.points}>
            {isPercent ? tell('whyPoints', { points }) : points + unitSuffix(unit_of_measure, language)}
          </span>
          {value === null ? null : (
            <span>{numberText(value.toFixed(detail.decimals), language) + unitSuffix(unit_of_measure, language)}</span>
          )}
          {count === null ? null : <span>{tell(side === 'missing' ? 'whyInTheWay' : 'whyOver', { count })}</span>}
        </span>
      </Button>
      {isOpen ? <PartMembers id={below} row={row} /> : null}
    </li>
  );
}

function PartMembers({ id, row }: { id: string; row: ExplainRow }) {
  const { tell, language } = useWhyWords();
  const query = useMemo((): MemberQuery => {
    const { plan, indicator, unit, from, as_of: asOf, side, by, part } = row;
    return { plan, indicator, unit, from, asOf, side, ...(by === '' ? {} : { part: { by, id: part } }) };
  }, [row]);
  return (
    <div id={id}>
      <ListedMembers title={tell('whyOpen', { part: partName(row, language) })} query={query} all={row.in_the_way} />
    </div>
  );
}
