import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { pageAnew } from '../screens-left.ts';
import { isAboutToken, isNotFetched, isOffline, type Sentence } from '../sentence.ts';

const useStyles = makeStyles({ title: { display: 'block' } });

/** Why something did not work, and the way on. @param isHere the source is changed on this very screen */
export function FailureMessage({
  why,
  again,
  title,
  isHere = false,
}: {
  why: Sentence;
  again?: () => void;
  title?: string;
  isHere?: boolean;
}) {
  const styles = useStyles();
  const { say, language } = useWords();
  const { go, lost, reconnect, screen } = usePane();
  // Said above every screen then; this one is there again, with its button, when the server is.
  if (lost !== undefined && !isHere && (isOffline(why) || isNotFetched(why))) return null;
  const onAgain = again ?? wayBack();
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle className={styles.title}>{title ?? say('failed')}</MessageBarTitle>
        {why[language]}
      </MessageBarBody>
      <MessageBarActions>
        {onAgain === undefined ? null : (
          <Button size="small" appearance="primary" onClick={onAgain}>
            {say('again')}
          </Button>
        )}
        {!isHere && (isAboutToken(why) || isOffline(why)) ? (
          <Button size="small" onClick={() => go('connect')}>
            {say('changeSource')}
          </Button>
        ) : null}
        {['DAMAGED', 'NO_ROOM'].includes(why.code) ? (
          <Button size="small" onClick={() => go('data')}>
            {say('hereTitle')}
          </Button>
        ) : null}
      </MessageBarActions>
    </MessageBar>
  );

  /** What is not there is asked for; whatever was to be done is done by whoever wanted it. */
  function wayBack(): (() => void) | undefined {
    if (isNotFetched(why)) return () => void pageAnew(screen);
    return isOffline(why) && !isHere ? () => void reconnect() : undefined;
  }
}
