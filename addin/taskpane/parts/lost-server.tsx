import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { BusyButton } from './busy-button.tsx';

/** As long as the server is away, it is asked again by itself. */
const ASK_EVERY_MS = 5_000;

const useStyles = makeStyles({ title: { display: 'block' } });

/** Above every screen while the server does not answer; gone as soon as it does, and everything is asked anew. */
export function LostServer() {
  const styles = useStyles();
  const { say, language } = useWords();
  const { lost, reconnect, go, screen } = usePane();
  const [isTrying, setIsTrying] = useState(false);
  const asking = useRef(reconnect);
  asking.current = reconnect;
  const isLost = lost !== undefined;
  useEffect(() => {
    // The machine has lost its network: asked at once, nobody need press anything to learn it.
    const ask = (): void => void asking.current();
    window.addEventListener('offline', ask);
    return () => window.removeEventListener('offline', ask);
  }, []);
  useEffect(() => {
    if (!isLost) return undefined;
    const timer = setInterval(() => void asking.current(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isLost]);
  if (lost === undefined) return null;
  const tryNow = async (): Promise<void> => {
    setIsTrying(true);
    await reconnect();
    setIsTrying(false);
  };
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle className={styles.title}>{say('lostTitle')}</MessageBarTitle>
        {lost[language]} {say('lostHint')}
      </MessageBarBody>
      <MessageBarActions>
        <BusyButton size="small" appearance="primary" isBusy={isTrying} onClick={() => void tryNow()}>
          {say('again')}
        </BusyButton>
        {screen === 'connect' ? null : (
          <Button size="small" onClick={() => go('connect')}>
            {say('changeSource')}
          </Button>
        )}
      </MessageBarActions>
    </MessageBar>
  );
}
