import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { vietnameseNumber } from '../../../pipeline/evaluate/print.ts';
import type { OpenUnit } from '../../../pipeline/facts/types.ts';
import type { UnitChoice } from '../../source/source.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { useExplainStyles } from './open-headers.tsx';
import { UnitPicker } from './unit-picker.tsx';

const useStyles = makeStyles({
  control: { minWidth: 0, width: '100%' },
  text: { color: tokens.colorNeutralForeground3 },
});

interface Props {
  open: readonly OpenUnit[];
  /** Name as it stands in the file → unit id. */
  onExplain(units: Readonly<Record<string, string>>): void;
}

/** Names that stand for no known unit: whoever knows says which one is meant, and the file is read again. */
export function OpenUnitsForm({ open, onExplain }: Props) {
  const styles = useExplainStyles();
  const own = useStyles();
  const { say } = useWords();
  const { known } = usePane();
  const title = useId();
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  return (
    <details open>
      <summary id={title} className={styles.summary}>
        {say('unitsOpen', { count: open.length })}
      </summary>
      <form
        className={styles.whole}
        aria-labelledby={title}
        onSubmit={(event) => {
          event.preventDefault();
          onExplain(chosen);
        }}
      >
        <p className={styles.text}>{say('unitsHint')}</p>
        {open.map(({ name, rows, suggestions }) => (
          <div key={name}>
            <UnitPicker
              className={own.control}
              label={name}
              units={likeFirst(known?.units ?? [], suggestions)}
              unit={chosen[name] ?? ''}
              onChoose={(unit) => setChosen({ ...chosen, [name]: unit })}
            />
            <span className={own.text}>{say('unitsRows', { count: vietnameseNumber(String(rows)) })}</span>
          </div>
        ))}
        <div>
          <Button type="submit" disabledFocusable={Object.keys(chosen).length === 0}>
            {say('unitsAgain')}
          </Button>
        </div>
      </form>
    </details>
  );
}

/** Units whose names are like the one in the file stand first. */
function likeFirst(units: readonly UnitChoice[], like: readonly string[]): UnitChoice[] {
  const rank = ({ name }: UnitChoice): number => (like.includes(name) ? like.indexOf(name) : like.length);
  return [...units].sort((a, b) => rank(a) - rank(b));
}
