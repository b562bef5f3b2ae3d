import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import { droppedFiles } from '../dropped-files.ts';
import { FilesInput } from '../parts/files-input.tsx';
import { useConsolidateWords } from './words.ts';

const useStyles = makeStyles({
  drop: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    justifyItems: 'start',
    padding: tokens.spacingVerticalM,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  hint: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

interface Props {
  hint: string;
  /** What is being done with the files; undefined = nothing. */
  progress: string | undefined;
  onFiles(files: readonly File[]): void;
}

/** Where workbooks are dropped or chosen. */
export function DropArea({ hint, progress, onFiles }: Props) {
  const styles = useStyles();
  const { tell } = useConsolidateWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button does the same by keyboard
    <div
      className={styles.drop}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void droppedFiles(event.dataTransfer).then(onFiles);
      }}
    >
      <p className={styles.hint}>{hint}</p>
      <Button appearance="primary" disabled={progress !== undefined} onClick={() => input.current?.click()}>
        {tell('choose')}
      </Button>
      <FilesInput
        input={input}
        label={tell('choose')}
        accept=".xlsx,.xls,.xlsm,.html,.htm,.csv,.ods"
        multiple
        onFiles={onFiles}
      />
      <p role="status" className={styles.hint}>
        {progress ?? ''}
      </p>
    </div>
  );
}
