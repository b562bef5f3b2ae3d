import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { TargetDetail } from '../../../pipeline/evaluate/types.ts';
import { unitSuffix } from '../../../pipeline/evaluate/words.ts';
import type { ExplainRow } from '../../../pipeline/explain/rows.ts';
import { partName, rowsBy } from '../../../pipeline/explain/words.ts';
import { numberText } from '../../../pipeline/numbers.ts';
import type { Table } from '../../../pipeline/office/tables.ts';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { Section } from '../parts/section.tsx';
import { useWhyWords } from './words.ts';

const useStyles = makeStyles({
  choices: { display: 'grid', margin: 0, padding: 0, border: 'none', gridTemplateColumns: 'minmax(0, 1fr)' },
  results: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
});

interface Props {
  rows: readonly ExplainRow[];
  detail: TargetDetail;
  targets: readonly TargetDetail[];
}

/** What all targets would be if dossiers of some channels had been filed from afar; where the target asks for channels. */
export function WhatIf({ rows, detail, targets }: Props) {
  const styles = useStyles();
  const { tell, language } = useWhyWords();
  const { source } = usePane();
  const [moved, setMoved] = useState<readonly string[]>([]);
  const { plan, unit, as_of: asOf } = detail.row;
  const channels = rowsBy(rows, 'channel').filter(
    ({ method, side, part, in_the_way }) =>
      method === 'missing' && side === 'missing' && part !== '' && (in_the_way ?? 0) > 0,
  );
  const load = useCallback(
    (signal: AbortSignal) => source.whatIf({ plan, unit, asOf, channels: moved, language }, signal),
    [source, plan, unit, asOf, moved, language],
  );
  const then = useLoaded(moved.length === 0 ? undefined : load);
  if (channels.length === 0) return null;
  const toggle = (part: string): void =>
    setMoved(moved.includes(part) ? moved.filter((one) => one !== part) : [...moved, part]);
  return (
    <Section title={tell('whatIfTitle')}>
      <fieldset className={styles.choices} aria-label={tell('whatIfTitle')}>
        {channels.map((row) => (
          <Checkbox
            key={row.part}
            checked={moved.includes(row.part)}
            onChange={() => toggle(row.part)}
            label={tell('whatIfMoved', { count: row.in_the_way ?? 0, channel: partName(row, language) })}
          />
        ))}
      </fieldset>
      {moved.length > 0 && then.state === 'failed' ? <FailureMessage why={then.why} again={then.again} /> : null}
      <div role="status">
        {moved.length > 0 && then.state === 'ready' ? <Results table={then.value} targets={targets} /> : null}
      </div>
    </Section>
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
