import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { Evaluation } from '../../../pipeline/evaluate/types.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { shownName, unitsAbove } from '../units-shown.ts';

/** Units that are offered instead. */
const OFFERED = 3;

const useStyles = makeStyles({
  message: { marginBottom: tokens.spacingVerticalM },
  others: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

/** A unit of which nothing was imported: what to do, instead of cards that say nothing. */
export function EmptyUnit({ evaluation: { unit } }: { evaluation: Evaluation }) {
  const styles = useStyles();
  const { say } = useWords();
  const { known, choose, go } = usePane();
  if (known === undefined) return null;
  const withData = unitsAbove(known.units, known.state.units);
  if (withData.has(unit.id)) return null;
  const others = known.units.filter(({ id }) => id !== unit.id && known.state.units.includes(id)).slice(0, OFFERED);
  return (
    <MessageBar className={styles.message} intent="info" layout="multiline">
      <MessageBarBody>
        <strong>{say('emptyUnit', { unit: unit.name })}</strong> {say('emptyUnitTodo')}
      </MessageBarBody>
      <MessageBarActions className={styles.others}>
        {known.state.role === 'reader' ? null : (
          <Button size="small" appearance="primary" onClick={() => go('import')}>
            {say('toImport')}
          </Button>
        )}
        {others.map((other) => (
          <Button key={other.id} size="small" title={other.name} onClick={() => choose({ unit: other.id })}>
            {shownName(other, known.units, withData)}
          </Button>
        ))}
      </MessageBarActions>
    </MessageBar>
  );
}
