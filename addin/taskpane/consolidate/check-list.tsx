import { makeStyles, tokens } from '@fluentui/react-components';
import type { CollectionQuery, ConsolidatedRecord, ConsolidationSource } from '../../source/consolidation-source.ts';
import { DifferenceOf } from './difference-of.tsx';
import { PlaceButton } from './place-button.tsx';
import { useConsolidateWords } from './words.ts';

const useStyles = makeStyles({
  list: { display: 'grid', gap: tokens.spacingVerticalS, margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
  hint: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

/** More findings than these nobody reads here: all stand in the workbook. */
const MOST_CHECKS = 30;

interface Props {
  checks: ConsolidatedRecord['checks'];
  query: CollectionQuery;
  consolidation: ConsolidationSource;
  nameOf(unit: string): string;
}

/** What the checks found, each with its cell; where a figure differs from the exports, with its dossiers. */
export function CheckList({ checks, query, consolidation, nameOf }: Props) {
  const styles = useStyles();
  const { tell } = useConsolidateWords();
  if (checks.length === 0) return <p className={styles.hint}>{tell('noChecks')}</p>;
  const { difference } = consolidation;
  return (
    <>
      <ul className={styles.list}>
        {checks.slice(0, MOST_CHECKS).map(({ unit, file, sheet, cell, message, target }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: findings have no name of their own
          <li key={at}>
            <strong>{nameOf(unit)}</strong> <PlaceButton file={file} sheet={sheet} cell={cell} />
            <p className={styles.hint}>{message}</p>
            {target === undefined || difference === undefined ? null : (
              <DifferenceOf about={`${nameOf(unit)} ${cell}`} ask={(files) => difference(query, unit, target, files)} />
            )}
          </li>
        ))}
      </ul>
      {checks.length > MOST_CHECKS ? (
        <p className={styles.hint}>{tell('more', { count: checks.length - MOST_CHECKS })}</p>
      ) : null}
    </>
  );
}
