import { Button, Field, Input, makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { QuestionCircleRegular } from '@fluentui/react-icons';
import { type SubmitEvent, useCallback, useState } from 'react';
import type { Corrections } from '../../../pipeline/ask/words/reading.ts';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { bareList } from '../parts/bare-list.ts';
import { FailureMessage } from '../parts/failure-message.tsx';
import { SectionTitle } from '../parts/section.tsx';
import type { Choice } from '../remembered.ts';
import { WordsAnswered } from './words-answer.tsx';
import { WordsReading } from './words-reading.tsx';
import { useWordsTexts } from './words-texts.ts';

const useStyles = makeStyles({
  whole: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  form: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)', justifyItems: 'start' },
  field: { width: '100%' },
  input: { minWidth: 0, width: '100%' },
  ready: { ...bareList, gap: tokens.spacingVerticalXS, justifyItems: 'start' },
  question: { textAlign: 'start', justifyContent: 'start', fontWeight: tokens.fontWeightRegular },
});

interface Asking {
  question: string;
  corrections: Corrections;
}

/** A question in Vietnamese, how it was read, and its answer. */
export default function WordsTab({ choice }: { choice: Choice }) {
  const styles = useStyles();
  const { tell, language } = useWordsTexts();
  const { source } = usePane();
  const [text, setText] = useState('');
  const [asking, setAsking] = useState<Asking>({ question: '', corrections: {} });
  const { plan, unit, asOf } = choice;
  const load = useCallback(
    (signal: AbortSignal) => source.askInWords({ plan, unit, asOf, ...asking, language }, signal),
    [source, plan, unit, asOf, asking, language],
  );
  const answer = useLoaded(load);
  const ask = (question: string): void => {
    setText(question);
    setAsking({ question, corrections: {} });
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    ask(text.trim());
  };
  return (
    <div className={styles.whole}>
      <form className={styles.form} onSubmit={submit}>
        <Field label={tell('question')} className={styles.field}>
          <Input
            className={styles.input}
            value={text}
            placeholder={tell('placeholder')}
            onChange={(_, { value }) => setText(value)}
          />
        </Field>
        <Button type="submit" appearance="primary" icon={<QuestionCircleRegular />}>
          {tell('askIt')}
        </Button>
      </form>
      {answer.state === 'failed' ? (
        <FailureMessage why={answer.why} again={answer.again} />
      ) : answer.state === 'loading' ? (
        <Skeleton aria-label={tell('answer')}>
          <SkeletonItem size={64} />
        </Skeleton>
      ) : asking.question === '' ? (
        <>
          <SectionTitle>{tell('ready')}</SectionTitle>
          <ul className={styles.ready}>
            {answer.value.ready.map((one) => (
              <li key={one.vi}>
                <Button size="small" className={styles.question} onClick={() => ask(one.vi)}>
                  {one[language]}
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <WordsReading
            answer={answer.value}
            onCorrect={(part, code) =>
              setAsking({ question: asking.question, corrections: { ...asking.corrections, [part]: code } })
            }
          />
          <WordsAnswered key={JSON.stringify(asking)} answer={answer.value} />
        </>
      )}
    </div>
  );
}
