import { Field, makeStyles, Slider, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { TargetDetail } from '../../../pipeline/evaluate/types.ts';
import { unitSuffix } from '../../../pipeline/evaluate/words.ts';
import type { ExplainRow } from '../../../pipeline/explain/rows.ts';
import { partName, rowsBy } from '../../../pipeline/explain/words.ts';
import { numberText } from '../../../pipeline/numbers.ts';
import type { Table } from '../../../pipeline/office/tables.ts';
import { fewestToReach, withSomeMoved } from '../../../pipeline/push/some-moved.ts';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { Section } from '../parts/section.tsx';
import { useWhyWords } from './words.ts';

const useStyles = makeStyles({
  choices: { display: 'grid', margin: 0, padding: 0, border: 'none', gridTemplateColumns: 'minmax(0, 1fr)' },
  slider: { minWidth: 0, width: '100%' },
  own: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  results: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
});

interface Props {
  rows: readonly ExplainRow[];
  detail: TargetDetail;
  targets: readonly TargetDetail[];
}

/** What targets would be if dossiers had been filed from afar, so many of each channel; where the target asks for channels. */
export function WhatIf({ rows, detail, targets }: Props) {
  const styles = useStyles();
  const { tell, language } = useWhyWords();
  const { source } = usePane();
  const [moved, setMoved] = useState<Readonly<Record<string, number>>>({});
  const { plan, unit, as_of: asOf } = detail.row;
  const channels = rowsBy(rows, 'channel').filter(
    ({ method, side, part, in_the_way }) =>
      method === 'missing' && side === 'missing' && part !== '' && (in_the_way ?? 0) > 0,
  );
  const movedOf = ({ part }: ExplainRow): number => moved[part] ?? 0;
  const whole = channels.filter((row) => movedOf(row) === row.in_the_way).map(({ part }) => part);
  const isPartly = channels.some((row) => movedOf(row) > 0 && movedOf(row) !== row.in_the_way);
  // Whichever dossiers they are decides what it does to other targets: all of a channel are told.
  const asked = isPartly ? '' : whole.join(' ');
  const load = useCallback(
    (signal: AbortSignal) => source.whatIf({ plan, unit, asOf, channels: asked.split(' '), language }, signal),
    [source, plan, unit, asOf, asked, language],
  );
  const then = useLoaded(asked === '' ? undefined : load);
  if (channels.length === 0) return null;
  const count = channels.reduce((sum, row) => sum + movedOf(row), 0);
  return (
    <Section title={tell('whatIfTitle')}>
      <fieldset className={styles.choices} aria-label={tell('whatIfTitle')}>
        {channels.map((row) => (
          <ChannelSlider
            key={row.part}
            row={row}
            count={movedOf(row)}
            onChange={(value) => setMoved({ ...moved, [row.part]: value })}
          />
        ))}
      </fieldset>
      <OwnResult detail={detail} count={count} />
      {isPartly ? <p className={styles.hint}>{tell('whatIfOthers')}</p> : null}
      {asked !== '' && then.state === 'failed' ? <FailureMessage why={then.why} again={then.again} /> : null}
      <div role="status">
        {asked !== '' && then.state === 'ready' ? <Results table={then.value} targets={targets} /> : null}
      </div>
    </Section>
  );
}

interface SliderProps {
  row: ExplainRow;
  count: number;
  onChange(count: number): void;
}

function ChannelSlider({ row, count, onChange }: SliderProps) {
  const styles = useStyles();
  const { tell, language } = useWhyWords();
  const all = row.in_the_way ?? 0;
  const words = tell('whatIfMoved', { count, all, channel: partName(row, language) });
  return (
    <Field label={words}>
      <Slider
        className={styles.slider}
        min={0}
        max={all}
        value={count}
        aria-valuetext={words}
        onChange={(_, { value }) => onChange(value)}
      />
    </Field>
  );
}

/** This target with so many moved, or how few would do. */
function OwnResult({ detail, count }: { detail: TargetDetail; count: number }) {
  const styles = useStyles();
  const { tell, language } = useWhyWords();
  const { numerator, denominator, threshold, operator, unit_of_measure } = detail.row;
  if (numerator === null || denominator === null || unit_of_measure !== 'percent') return null;
  const standing = { numerator, denominator, threshold, operator };
  const fewest = fewestToReach(standing);
  if (count === 0)
    return fewest === null ? null : <p className={styles.hint}>{tell('whatIfFewest', { count: fewest })}</p>;
  const { text, reached } = withSomeMoved(standing, count, detail.decimals);
  const value = numberText(text, language) + unitSuffix(unit_of_measure, language);
  const verdict = reached === null ? '' : tell(reached ? 'whatIfReached' : 'whatIfShort');
  return (
    <p className={styles.own} role="status">
      {tell('whatIfOwn', { value, verdict })}
    </p>
  );
}

function Results({ table, targets }: { table: Table; targets: readonly TargetDetail[] }) {
  const styles = useStyles();
  const { tell, language } = useWhyWords();
  const changed = table.rows.filter((row) => row['value'] !== row['then_value']);
  if (changed.length === 0) return <p>{tell('whatIfNothing')}</p>;
  return (
    <ul className={styles.results}>
      {changed.map((row) => {
        const detail = targets.find((one) => one.row.target === row['target']);
        const text = (value: unknown): string =>
          typeof value === 'number'
            ? numberText(value.toFixed(detail?.decimals ?? 2), language) +
              unitSuffix(detail?.row.unit_of_measure ?? '', language)
            : '–';
        const name = detail?.name[language] ?? String(row['target']);
        return (
          <li key={String(row['target'])}>
            {tell('whatIfGives', {
              name,
              before: text(row['value']),
              value: text(row['then_value']),
              verdict: String(row['status_words']),
            })}
          </li>
        );
      })}
    </ul>
  );
}
