import { TableArrowUpRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { BusyButton } from './busy-button.tsx';
import { FailureMessage } from './failure-message.tsx';

/** The sheet that stands beside the pane, taken as a file; nothing where there is no workbook. */
export function SheetButton({ onFile }: { onFile(file: File): void }) {
  const { say } = useWords();
  const { host } = usePane();
  const [progress, setProgress] = useState<{ read: number; of: number }>();
  const [failure, setFailure] = useState<Sentence>();
  if (host !== 'excel') return null;
  const read = async (): Promise<void> => {
    setFailure(undefined);
    setProgress({ read: 0, of: 0 });
    try {
      const { readSheet } = await import('../../excel/index.ts');
      const { name, bytes } = await readSheet((read, of) => setProgress({ read, of }));
      onFile(new File([bytes], name));
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    setProgress(undefined);
  };
  return (
    <>
      <BusyButton icon={<TableArrowUpRegular />} isBusy={progress !== undefined} onClick={() => void read()}>
        {progress === undefined ? say('readSheet') : say('readingSheet', progress)}
      </BusyButton>
      {failure === undefined ? null : <FailureMessage why={failure} title={say('fileFailed')} />}
    </>
  );
}
