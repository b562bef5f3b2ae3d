import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useCallback, useState } from 'react';
import type { Spelling } from '../../../pipeline/office/spellings.ts';
import { useWords } from '../language.tsx';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';
import type { TextId } from '../texts/texts.ts';
import { FailureMessage } from './failure-message.tsx';
import { Section } from './section.tsx';

const PART_WORDS: Readonly<Record<Spelling['part'], TextId>> = {
  agencies: 'saidAgencies',
  sheets: 'saidSheets',
  units: 'saidUnits',
  columns: 'saidColumns',
  codes: 'saidCodes',
};
const PARTS = Object.keys(PART_WORDS) as Spelling['part'][];

const useStyles = makeStyles({
  part: { margin: 0, fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase200 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    overflowWrap: 'anywhere',
  },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** What was answered when files were imported, with its meaning, each to be taken back. Nothing where nothing was. */
export function Explained() {
  const styles = useStyles();
  const { say, language } = useWords();
  const { source, known } = usePane();
  const [failure, setFailure] = useState<Sentence>();
  const load = useCallback(() => source.library.spellings(), [source]);
  const loaded = useLoaded(load);
  const [shown, setShown] = useState<readonly Spelling[]>([]);
  // What stood there stays while it is asked again: the keyboard stays on its line.
  if (loaded.state === 'ready' && loaded.value !== shown) setShown(loaded.value);
  const mayForget = known?.state.role === 'consolidator';
  const forget = async (spelling: Spelling): Promise<void> => {
    try {
      const [mistake] = await source.library.forget(spelling);
      setFailure(
        mistake === undefined ? undefined : { code: 'LIBRARY_MISTAKES', vi: mistake.message, en: mistake.message_en },
      );
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    loaded.again();
  };
  if (shown.length === 0 && failure === undefined) return null;
  return (
    <Section title={say('saidTitle')}>
      {failure === undefined ? null : <FailureMessage why={failure} title={say('notDone')} />}
      {PARTS.map((part) => {
        const lines = shown.filter((spelling) => spelling.part === part);
        if (lines.length === 0) return null;
        return (
          <div key={part}>
            <h3 className={styles.part}>{say(PART_WORDS[part])}</h3>
            <ul className={styles.list}>
              {lines.map((spelling) => {
                const text = say('saidMeans', { written: spelling.written, meaning: spelling[language] });
                return (
                  <li key={`${spelling.column} ${spelling.written}`} className={styles.line}>
                    <span>{text}</span>
                    {mayForget ? (
                      <Button
                        appearance="subtle"
                        icon={<DismissRegular />}
                        aria-label={say('saidForget', { text })}
                        title={say('saidForget', { text })}
                        onClick={() => void forget(spelling)}
                      />
                    ) : null}
                  </li>
                );
              })}
            </ul>
          </div>
        );
      })}
      <p className={styles.hint}>{say('saidHint')}</p>
    </Section>
  );
}
