import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { usePane } from '../pane.tsx';
import { sentenceOf } from '../sentence.ts';
import { useConsolidateWords } from './words.ts';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS, alignItems: 'baseline' },
  place: { overflowWrap: 'anywhere', minWidth: 0 },
  said: { margin: 0, width: '100%', color: tokens.colorNeutralForeground2 },
});

interface Place {
  file: string;
  sheet: string;
  cell: string;
}

/**
 * Where a figure stands. In Excel the cell is gone to where its workbook is the open one; else the place is told and copied:
 * no program may open a file that somebody keeps.
 */
export function PlaceButton({ file, sheet, cell }: Place) {
  const styles = useStyles();
  const { tell, language } = useConsolidateWords();
  const { host } = usePane();
  const [said, setSaid] = useState<string>();
  const place = [file, sheet, cell].filter((text) => text !== '').join(' · ');
  if (sheet === '') return <span className={styles.place}>{place}</span>;
  // A browser may refuse it, and Excel's does where its page is not in front.
  const copied = async (): Promise<boolean> => {
    try {
      await navigator.clipboard.writeText(place);
      return true;
    } catch {
      return false;
    }
  };
  const open = async (): Promise<void> => {
    try {
      if (host === 'excel' && (await (await import('../../excel/index.ts')).showCell({ file, sheet, cell })))
        return setSaid(undefined);
      const sentences = [
        ...(host === 'excel' ? [tell('otherBook', { file })] : []),
        tell(cell === '' ? 'atSheet' : 'atCell', { file, sheet, cell }),
        ...((await copied()) ? [tell('copied')] : []),
      ];
      setSaid(sentences.join(' '));
    } catch (error) {
      setSaid(sentenceOf(error)[language]);
    }
  };
  return (
    <span className={styles.line}>
      <span className={styles.place}>{place}</span>
      <Button
        size="small"
        appearance="subtle"
        onClick={() => void open()}
        aria-label={`${tell(host === 'excel' ? 'openCell' : 'copyPlace')}: ${place}`}
      >
        {tell(host === 'excel' ? 'openCell' : 'copyPlace')}
      </Button>
      {said === undefined ? null : (
        <span className={styles.said} role="status">
          {said}
        </span>
      )}
    </span>
  );
}
