import { Button, Checkbox, Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { EyeOffRegular, EyeRegular } from '@fluentui/react-icons';
import { type FormEvent, useState } from 'react';
import { accessToken, serverAddress } from '../../source/server-address.ts';
import { type SourceKind, tokenIsKept } from '../../source/session.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { BusyButton } from '../parts/busy-button.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { ScreenHead } from '../parts/screen-head.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
  hint: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Where the figures are made: on this machine, or by a server. @param why what made this screen appear by itself */
export default function ConnectScreen({ why }: { why?: Sentence }) {
  const styles = useStyles();
  const { say } = useWords();
  const { source } = usePane();
  const [kind, setKind] = useState<SourceKind>(why === undefined ? source.kind : 'server');
  return (
    <ScreenHead title={say('connectTitle')} isFirst={why !== undefined}>
      <Field label={say('kindLabel')}>
        <RadioGroup value={kind} onChange={(_, { value }) => setKind(value === 'local' ? 'local' : 'server')}>
          <Radio value="local" label={<Kind name={say('kindHere')} hint={say('kindHereHint')} />} />
          <Radio value="server" label={<Kind name={say('kindServer')} hint={say('kindServerHint')} />} />
        </RadioGroup>
      </Field>
      <div className={styles.form}>
        {kind === 'local' ? <Here /> : <Server {...(why === undefined ? {} : { why })} />}
      </div>
    </ScreenHead>
  );
}

function Kind({ name, hint }: { name: string; hint: string }) {
  const styles = useStyles();
  return (
    <>
      {name}
      <span className={styles.hint}>{hint}</span>
    </>
  );
}

function Here() {
  const styles = useStyles();
  const { say } = useWords();
  const { connectHere } = usePane();
  const { isTrying, failure, attempt } = useAttempt();
  return (
    <>
      {failure === undefined ? null : <FailureMessage why={failure} isHere />}
      <div className={styles.actions}>
        <BusyButton appearance="primary" isBusy={isTrying} onClick={() => void attempt(connectHere)}>
          {say(isTrying ? 'opening' : 'useHere')}
        </BusyButton>
      </div>
    </>
  );
}

/** An address and a token. */
function Server({ why }: { why?: Sentence }) {
  const styles = useStyles();
  const { say } = useWords();
  const { connection, connect } = usePane();
  const [address, setAddress] = useState(connection.address);
  const [token, setToken] = useState(connection.token ?? '');
  const [isShown, setIsShown] = useState(false);
  const [keep, setKeep] = useState(tokenIsKept);
  const { isTrying, failure, attempt } = useAttempt(why);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void attempt(async () => {
      const typed = accessToken(token);
      await connect({ address: serverAddress(address), ...(typed === undefined ? {} : { token: typed }) }, keep);
    });
  };
  return (
    <>
      {failure === undefined ? null : <FailureMessage why={failure} isHere />}
      <form noValidate className={styles.form} onSubmit={submit}>
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
          <BusyButton type="submit" appearance="primary" isBusy={isTrying}>
            {say(isTrying ? 'connecting' : 'connect')}
          </BusyButton>
          {address === location.origin ? null : (
            <Button onClick={() => setAddress(location.origin)}>{say('ownServer')}</Button>
          )}
        </div>
      </form>
    </>
  );
}

/** One attempt at a time; the figures where it succeeds, its sentence where it does not. */
function useAttempt(why?: Sentence) {
  const { go } = usePane();
  const [isTrying, setIsTrying] = useState(false);
  const [failure, setFailure] = useState(why);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    if (isTrying) return;
    setIsTrying(true);
    setFailure(undefined);
    try {
      await work();
      go('main');
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    setIsTrying(false);
  };
  return { isTrying, failure, attempt };
}
