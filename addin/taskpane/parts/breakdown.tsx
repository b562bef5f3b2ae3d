import { Button, makeStyles, Skeleton, SkeletonItem, ToggleButton, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { TargetDetail } from '../../../pipeline/evaluate/types.ts';
import { unitSuffix } from '../../../pipeline/evaluate/words.ts';
import { numberText } from '../../../pipeline/numbers.ts';
import type { Table } from '../../../pipeline/office/tables.ts';
import { useWords } from '../language.tsx';
import { useLoaded } from '../loaded.ts';
import { valueText } from '../numbers.ts';
import { usePane } from '../pane.tsx';
import { bareList } from './bare-list.ts';
import { FailureMessage } from './failure-message.tsx';
import { Section } from './section.tsx';
import { ThresholdLine } from './threshold-line.tsx';

const GROUPS = ['field', 'procedure', 'unit'] as const;
type Group = (typeof GROUPS)[number];
const WORDS = { field: 'byField', procedure: 'byProcedure', unit: 'byUnit' } as const;
/** The groups that lack most; the others on request. */
const FIRST = 8;

const useStyles = makeStyles({
  waiting: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  tabs: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS, margin: 0, padding: 0, border: 'none' },
  list: {
    ...bareList,
    gap: tokens.spacingVerticalS,
  },
  label: { display: 'block', overflowWrap: 'anywhere' },
  code: { color: tokens.colorNeutralForeground3 },
  figures: {
    display: 'grid',
    gridTemplateColumns: '5rem minmax(2rem, 1fr) auto',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
    fontVariantNumeric: 'tabular-nums',
    // A pane enlarged to 200 %: the line below the two numbers.
    '@media (max-width: 240px)': {
      gridTemplateColumns: 'auto auto',
      justifyContent: 'space-between',
      '& > :nth-child(2)': { gridRow: '2', gridColumn: '1 / -1' },
    },
  },
  value: { fontWeight: tokens.fontWeightSemibold },
  bar: { color: tokens.colorBrandStroke1 },
  counts: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  more: { justifySelf: 'start' },
});

interface Props {
  detail: TargetDetail;
}

/** A target's number by field, by procedure, by the units below: what lacks most first. */
export function Breakdown({ detail }: Props) {
  const styles = useStyles();
  const { say, language } = useWords();
  const { source } = usePane();
  const [by, setBy] = useState<Group>('field');
  const { row } = detail;
  const load = useCallback(
    (signal: AbortSignal) =>
      source.figures(
        { plan: row.plan, unit: row.unit, from: row.from, asOf: row.as_of, indicators: [row.indicator], by, language },
        signal,
      ),
    [source, row, by, language],
  );
  const table = useLoaded(load);
  return (
    <Section title={say('split')}>
      <fieldset className={styles.tabs} aria-label={say('split')}>
        {GROUPS.map((group) => (
          <ToggleButton key={group} size="small" shape="circular" checked={by === group} onClick={() => setBy(group)}>
            {say(WORDS[group])}
          </ToggleButton>
        ))}
      </fieldset>
      {table.state === 'ready' ? (
        <Groups key={by} table={table.value} by={by} detail={detail} />
      ) : table.state === 'failed' ? (
        <FailureMessage why={table.why} again={table.again} />
      ) : (
        <Skeleton aria-label={say('loading')} className={styles.waiting}>
          <SkeletonItem size={32} />
          <SkeletonItem size={32} />
        </Skeleton>
      )}
    </Section>
  );
}

function Groups({ table, by, detail: { row, decimals } }: Props & { table: Table; by: Group }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const [isWhole, setIsWhole] = useState(false);
  const groups = table.rows
    .map((one) => ({
      id: String(one['group'] ?? ''),
      label: String(one['label'] ?? ''),
      numerator: number(one['numerator']),
      denominator: number(one['denominator']),
      value: number(one['value']),
    }))
    .sort((a, b) => lacking(b) - lacking(a));
  if (groups.length === 0) return <p>{say('noGroups')}</p>;
  const measured = { decimals, suffix: unitSuffix(row.unit_of_measure, language), threshold: row.threshold };
  const shown = isWhole ? groups : groups.slice(0, FIRST);
  return (
    <>
      <ul className={styles.list}>
        {shown.map(({ id, label, numerator, denominator, value }) => (
          <li key={id}>
            <span className={styles.label}>
              {by === 'procedure' && id !== label ? <span className={styles.code}>{id} </span> : null}
              {label || say('unknownGroup')}
            </span>
            <span className={styles.figures}>
              <span className={styles.value}>{valueText(value, measured, language)}</span>
              <span className={styles.bar}>
                <ThresholdLine value={value} threshold={row.threshold} isPercent={row.unit_of_measure === 'percent'} />
              </span>
              <span className={styles.counts}>
                {[numerator, denominator]
                  .flatMap((count) => (count === null ? [] : [numberText(Math.round(count), language)]))
                  .join('/')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {groups.length > shown.length ? (
        <Button className={styles.more} size="small" onClick={() => setIsWhole(true)}>
          {say('moreGroups', { count: groups.length - shown.length })}
        </Button>
      ) : null}
    </>
  );
}

function number(cell: unknown): number | null {
  return typeof cell === 'number' ? cell : null;
}

function lacking({ numerator, denominator }: { numerator: number | null; denominator: number | null }): number {
  return (denominator ?? 0) - (numerator ?? 0);
}
