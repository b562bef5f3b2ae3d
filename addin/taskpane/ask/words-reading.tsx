import { Dropdown, Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import type { ReadingPart } from '../../../pipeline/ask/words/reading.ts';
import type { PartInWords } from '../../../pipeline/ask/words/say.ts';
import type { WordsAnswer } from '../../../pipeline/office/words/types.ts';
import { usePopup } from '../parts/popup.ts';
import { SectionTitle } from '../parts/section.tsx';
import { useWordsTexts } from './words-texts.ts';

const useStyles = makeStyles({
  parts: {
    display: 'grid',
    gap: tokens.spacingHorizontalS,
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(9rem, 100%), 1fr))',
  },
  control: { minWidth: 0, width: '100%' },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

interface Props {
  answer: WordsAnswer;
  onCorrect(part: ReadingPart, code: string): void;
}

/** How a question was understood; each part can be set to something else. */
export function WordsReading({ answer, onCorrect }: Props) {
  const styles = useStyles();
  const { tell } = useWordsTexts();
  return (
    <>
      <SectionTitle>{tell('readAs')}</SectionTitle>
      {answer.corrected.map(({ written, meant }) => (
        <p key={written} className={styles.hint}>
          {tell('takenFor', { written, meant })}
        </p>
      ))}
      <div className={styles.parts}>
        {answer.reading.map((part) => (
          <Part key={part.part} part={part} onCorrect={onCorrect} />
        ))}
      </div>
      <p className={styles.hint}>{tell('readHint')}</p>
    </>
  );
}

function Part({ part, onCorrect }: { part: PartInWords; onCorrect: Props['onCorrect'] }) {
  const styles = useStyles();
  const { tell } = useWordsTexts();
  const popup = usePopup();
  const options = part.is_open ? part.alternatives : [part, ...part.alternatives];
  return (
    <Field label={part.label} validationState={part.is_open ? 'warning' : 'none'}>
      <Dropdown
        className={styles.control}
        {...popup}
        title={part.words}
        value={part.is_open ? tell('choose') : part.words}
        selectedOptions={part.is_open ? [] : [part.code]}
        onOptionSelect={(_, { optionValue }) => {
          if (optionValue !== undefined && (part.is_open || optionValue !== part.code))
            onCorrect(part.part, optionValue);
        }}
      >
        {options.map(({ code, words }) => (
          <Option key={code} value={code}>
            {words}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
