import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { ImportFiles } from '../parts/import-files.tsx';
import { ScreenHead } from '../parts/screen-head.tsx';

/** Files in, and what became of their rows. */
export default function ImportScreen() {
  const { say } = useWords();
  const { known } = usePane();
  const isReader = known?.state.role === 'reader';
  return <ScreenHead title={say('importTitle')}>{isReader ? <p>{say('readerOnly')}</p> : <ImportFiles />}</ScreenHead>;
}
