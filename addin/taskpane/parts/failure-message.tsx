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
import { isAboutToken, isOffline, type Sentence } from '../sentence.ts';

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
  const { go } = usePane();
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle className={styles.title}>{title ?? say('failed')}</MessageBarTitle>
        {why[language]}
      </MessageBarBody>
      <MessageBarActions>
        {again === undefined ? null : (
          <Button size="small" appearance="primary" onClick={again}>
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
}
