import { Button, Checkbox, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { EyeOffRegular, EyeRegular } from '@fluentui/react-icons';
import { type FormEvent, useId, useState } from 'react';
import { serverAddress } from '../../source/server-address.ts';
import { tokenIsKept } from '../../source/session.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { ScreenHead } from '../parts/screen-head.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalM },
  intro: { margin: 0, color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Where the figures come from: an address and a token. @param why what made this screen appear by itself */
export default function ConnectScreen({ why }: { why?: Sentence }) {
  const styles = useStyles();
  const { say } = useWords();
  const { connection, connect, go } = usePane();
  const [address, setAddress] = useState(connection.address);
  const [token, setToken] = useState(connection.token ?? '');
  const [isShown, setIsShown] = useState(false);
  const [keep, setKeep] = useState(tokenIsKept);
  const [isTrying, setIsTrying] = useState(false);
  const [failure, setFailure] = useState(why);
  const form = useId();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isTrying) return;
    setIsTrying(true);
    setFailure(undefined);
    try {
      const typed = token.trim();
      await connect({ address: serverAddress(address), ...(typed === '' ? {} : { token: typed }) }, keep);
      go('main');
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    setIsTrying(false);
  };
  return (
    <ScreenHead title={say('connectTitle')} isFirst={why !== undefined}>
      <p className={styles.intro}>{say('connectIntro')}</p>
      {failure === undefined ? null : <FailureMessage why={failure} isHere />}
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)}>
        <Field label={say('serverAddress')} hint={say('serverAddressHint')} required>
          <Input
            type="url"
            inputMode="url"
            autoComplete="url"
            spellCheck={false}
            value={address}
            onChange={(_, { value }) => setAddress(value)}
          />
        </Field>
        <Field label={say('token')} hint={say('tokenHint')}>
          <Input
            type={isShown ? 'text' : 'password'}
            autoComplete="off"
            spellCheck={false}
            value={token}
            onChange={(_, { value }) => setToken(value)}
            contentAfter={
              <Button
                appearance="transparent"
                size="small"
                aria-label={say('showToken')}
                aria-pressed={isShown}
                icon={isShown ? <EyeOffRegular /> : <EyeRegular />}
                onClick={() => setIsShown(!isShown)}
              />
            }
          />
        </Field>
        <Checkbox label={say('keepToken')} checked={keep} onChange={(_, { checked }) => setKeep(checked === true)} />
        <div className={styles.actions}>
          <Button
            type="submit"
            appearance="primary"
            disabledFocusable={isTrying}
            {...(isTrying ? { icon: <Spinner size="tiny" /> } : {})}
          >
            {say(isTrying ? 'connecting' : 'connect')}
          </Button>
          {address === location.origin ? null : (
            <Button onClick={() => setAddress(location.origin)}>{say('ownServer')}</Button>
          )}
        </div>
      </form>
    </ScreenHead>
  );
}
