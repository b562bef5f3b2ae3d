import {
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { LinkRegular, TableCellsMergeRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Evaluation, TargetDetail } from '../../../pipeline/evaluate/types.ts';
import type { BoundPart } from '../../excel/types.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';
import type { TextId } from '../texts/texts.ts';
import { FailureMessage } from './failure-message.tsx';

const PARTS: readonly { part: BoundPart; word: TextId }[] = [
  { part: 'value', word: 'partValue' },
  { part: 'numerator', word: 'numerator' },
  { part: 'denominator', word: 'denominator' },
  { part: 'threshold', word: 'threshold' },
  { part: 'verdict', word: 'partVerdict' },
];

const useStyles = makeStyles({
  whole: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  binding: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    justifyItems: 'start',
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  intro: { margin: 0, color: tokens.colorNeutralForeground2 },
});

type Outcome = { kind: 'said'; text: string; isDone: boolean } | { kind: 'failed'; why: Sentence };

/** Between a target and its cells; nothing where there is no workbook. */
export function TargetInWorkbook({ evaluation, detail }: { evaluation: Evaluation; detail: TargetDetail }) {
  const styles = useStyles();
  const { say } = useWords();
  const { host, known } = usePane();
  const [isBinding, setIsBinding] = useState(false);
  const [part, setPart] = useState<BoundPart>('value');
  const [outcome, setOutcome] = useState<Outcome>();
  if (host !== 'excel') return null;
  const { plan, unit, target } = detail.row;
  const act = async (work: () => Promise<string | undefined>, isDone: boolean): Promise<void> => {
    setOutcome(undefined);
    try {
      const text = await work();
      if (text !== undefined) setOutcome({ kind: 'said', text, isDone });
    } catch (error) {
      setOutcome({ kind: 'failed', why: sentenceOf(error) });
    }
  };
  const show = (): Promise<void> =>
    act(async () => {
      const { showTarget } = await import('../../excel/index.ts');
      return (await showTarget(target, { plan, unit })) ? undefined : say('cellNotThere');
    }, false);
  const bind = (): Promise<void> =>
    act(async () => {
      const { bindSelection } = await import('../../excel/index.ts');
      const version = known?.state.version ?? '';
      return say('bound', { address: await bindSelection({ plan, unit, target, part }, { evaluation, version }) });
    }, true);
  return (
    <div className={styles.whole}>
      <div className={styles.actions}>
        <Button icon={<TableCellsMergeRegular />} onClick={() => void show()}>
          {say('showCell')}
        </Button>
        <Button icon={<LinkRegular />} aria-expanded={isBinding} onClick={() => setIsBinding(!isBinding)}>
          {say('bind')}
        </Button>
      </div>
      {isBinding ? (
        <div className={styles.binding}>
          <p className={styles.intro}>{say('bindIntro')}</p>
          <Field label={say('bindPart')}>
            <RadioGroup
              value={part}
              onChange={(_, { value }) => setPart(PARTS.find((one) => one.part === value)?.part ?? 'value')}
            >
              {PARTS.map((one) => (
                <Radio key={one.part} value={one.part} label={say(one.word)} />
              ))}
            </RadioGroup>
          </Field>
          <Button onClick={() => void bind()}>{say('bindNow')}</Button>
        </div>
      ) : null}
      {outcome?.kind === 'failed' ? <FailureMessage why={outcome.why} title={say('notDone')} /> : null}
      {outcome?.kind === 'said' ? (
        <MessageBar intent={outcome.isDone ? 'success' : 'info'} layout="multiline">
          <MessageBarBody>{outcome.text}</MessageBarBody>
        </MessageBar>
      ) : null}
    </div>
  );
}
