import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import type { Mistake } from '../../source/library-source.ts';
import { useLibraryWords } from './words.ts';

const useStyles = makeStyles({
  title: { display: 'block' },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL, overflowWrap: 'anywhere' },
});

/** Every mistake with its file and line. Nothing where there is none. */
export function MistakeList({
  mistakes,
  title,
  isNote = false,
}: {
  mistakes: readonly Mistake[];
  title: string;
  isNote?: boolean;
}) {
  const styles = useStyles();
  const { tell, language } = useLibraryWords();
  if (mistakes.length === 0) return null;
  return (
    <MessageBar intent={isNote ? 'info' : 'error'} layout="multiline" role={isNote ? 'status' : 'alert'}>
      <MessageBarBody>
        <MessageBarTitle className={styles.title}>{title}</MessageBarTitle>
        <ul className={styles.list}>
          {mistakes.map(({ file, line, message, message_en }) => (
            <li key={`${file}:${line}:${message}`}>
              <strong>{line === 0 ? file : tell('mistakeAt', { file, line })}</strong>
              {': '}
              {language === 'vi' ? message : message_en}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}
