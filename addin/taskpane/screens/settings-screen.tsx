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
import { useState } from 'react';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { Explained } from '../parts/explained.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { ScreenHead } from '../parts/screen-head.tsx';
import { THEMES, type ThemeChoice } from '../remembered.ts';
import { type Sentence, sentenceOf } from '../sentence.ts';
import type { TextId } from '../texts/texts.ts';

const THEME_WORDS: Readonly<Record<ThemeChoice, TextId>> = {
  system: 'themeSystem',
  light: 'themeLight',
  dark: 'themeDark',
  contrast: 'themeContrast',
};
const ROLE_WORDS = { reader: 'roleReader', contributor: 'roleContributor', consolidator: 'roleConsolidator' } as const;

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    margin: 0,
    '& dt': { color: tokens.colorNeutralForeground3 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  group: { display: 'grid', gap: tokens.spacingVerticalS, justifyItems: 'start' },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Language, theme, where the figures come from. */
export default function SettingsScreen() {
  const styles = useStyles();
  const { say, language } = useWords();
  const { theme, setTheme, setLanguage, connection, known, go, host, source } = usePane();
  const state = known?.state;
  return (
    <ScreenHead title={say('settingsTitle')}>
      <Field label={say('language')}>
        <RadioGroup
          layout="horizontal"
          value={language}
          onChange={(_, { value }) => setLanguage(value === 'en' ? 'en' : 'vi')}
        >
          <Radio value="vi" label="Tiếng Việt" />
          <Radio value="en" label="English" />
        </RadioGroup>
      </Field>
      <Field label={say('theme')}>
        <RadioGroup
          value={theme}
          onChange={(_, { value }) => setTheme(THEMES.find((one) => one === value) ?? 'system')}
        >
          {THEMES.map((one) => (
            <Radio key={one} value={one} label={say(THEME_WORDS[one])} />
          ))}
        </RadioGroup>
      </Field>
      <div className={styles.group}>
        <dl className={styles.facts}>
          <dt>{say('source')}</dt>
          <dd>{source.kind === 'local' ? say('kindHere') : connection.address}</dd>
          {state === undefined ? null : (
            <>
              <dt>{say('version')}</dt>
              <dd>{state.version}</dd>
              {source.kind === 'local' ? null : (
                <>
                  <dt>{say('role')}</dt>
                  <dd>{say(ROLE_WORDS[state.role])}</dd>
                </>
              )}
            </>
          )}
        </dl>
        <Button onClick={() => go('connect')}>{say('changeSource')}</Button>
      </div>
      <div className={styles.group}>
        <Button onClick={() => go('library')}>{say('toLibrary')}</Button>
        {state?.role === 'consolidator' ? (
          <Button onClick={() => go('consolidate')}>{say('toConsolidate')}</Button>
        ) : null}
        {source.sending === undefined ||
        state === undefined ||
        state.unit === null ||
        state.role === 'reader' ? null : (
          <Button onClick={() => go('send')}>{say('toSend')}</Button>
        )}
      </div>
      <Explained />
      {host === 'excel' ? <Freeze /> : null}
    </ScreenHead>
  );
}

/** For a workbook that leaves the office. */
function Freeze() {
  const styles = useStyles();
  const { say } = useWords();
  const [frozen, setFrozen] = useState<number>();
  const [failure, setFailure] = useState<Sentence>();
  const freeze = async (): Promise<void> => {
    setFrozen(undefined);
    setFailure(undefined);
    try {
      const { freezeFunctions } = await import('../../excel/index.ts');
      setFrozen(await freezeFunctions());
    } catch (error) {
      setFailure(sentenceOf(error));
    }
  };
  return (
    <div className={styles.group}>
      <Button onClick={() => void freeze()}>{say('freeze')}</Button>
      <p className={styles.hint}>{say('freezeHint')}</p>
      {failure === undefined ? null : <FailureMessage why={failure} title={say('notDone')} />}
      {frozen === undefined ? null : (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{frozen === 0 ? say('frozenNone') : say('frozen', { count: frozen })}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}
