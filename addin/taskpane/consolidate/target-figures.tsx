import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { statusSign, statusWord } from '../../../pipeline/evaluate/words.ts';
import { numberText } from '../../../pipeline/numbers.ts';
import type { ConsolidatedRecord } from '../../source/consolidation-source.ts';
import { PlaceButton } from './place-button.tsx';
import { useConsolidateWords } from './words.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  units: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL, maxHeight: '20rem', overflowY: 'auto' },
  more: { minWidth: 0 },
  line: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS, alignItems: 'baseline' },
});

type TargetRecord = ConsolidatedRecord['targets'][number];

interface Props {
  targets: readonly TargetRecord[];
  nameOf(unit: string): string;
}

/** The figures of the whole; each opens to the units that it is the sum of, and to their cells. */
export function TargetFigures({ targets, nameOf }: Props) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {targets.map((target) => (
        <TargetLine key={target.target} target={target} nameOf={nameOf} />
      ))}
    </ul>
  );
}

function TargetLine({ target, nameOf }: { target: TargetRecord; nameOf: Props['nameOf'] }) {
  const styles = useStyles();
  const { tell, language } = useConsolidateWords();
  const [isOpen, setIsOpen] = useState(false);
  const list = useId();
  const { name, numerator, denominator, status, units } = target;
  const figure = (one: Pick<TargetRecord, 'value' | 'status' | 'result'>): string =>
    one.value === null ? statusWord(one.status, language) : one.result;
  return (
    <li>
      <span className={styles.line}>
        <span>
          {statusSign(status)} {name}: {figure(target)}
          {numerator === null || denominator === null
            ? null
            : ` (${tell('counts', { numerator, denominator, units: units.length })})`}
        </span>
        {units.length === 0 ? null : (
          <Button
            className={styles.more}
            size="small"
            appearance="subtle"
            aria-expanded={isOpen}
            aria-controls={list}
            aria-label={`${tell(isOpen ? 'hideUnits' : 'showUnits')}: ${name}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {tell(isOpen ? 'hideUnits' : 'showUnits')}
          </Button>
        )}
      </span>
      {isOpen ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <ul className={styles.units} id={list} tabIndex={0} aria-label={name}>
          {units.map((unit) => (
            <li key={unit.unit}>
              {statusSign(unit.status)} {nameOf(unit.unit)}: {figure(unit)}
              {unit.numerator === null || unit.denominator === null
                ? null
                : ` (${numberText(unit.numerator, language)}/${numberText(unit.denominator, language)})`}
              {unit.source === null ? null : <PlaceButton {...unit.source} />}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}
