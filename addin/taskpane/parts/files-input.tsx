import { makeStyles } from '@fluentui/react-components';
import type { RefObject } from 'react';

const useStyles = makeStyles({ input: { display: 'none' } });

interface Props {
  /** The button that asks for files calls `click()` of it. */
  input: RefObject<HTMLInputElement | null>;
  /** What the button says. */
  label: string;
  /** Names' ends and types, as the attribute of the same name. */
  accept?: string;
  multiple?: boolean;
  onFiles(files: readonly File[]): void;
}

/** What a button opens to ask for files; the same file can be chosen again. */
export function FilesInput({ input, label, accept, multiple = false, onFiles }: Props) {
  const styles = useStyles();
  return (
    <input
      ref={input}
      className={styles.input}
      type="file"
      accept={accept}
      multiple={multiple}
      tabIndex={-1}
      aria-label={label}
      onChange={({ target }) => {
        const files = [...(target.files ?? [])];
        target.value = '';
        if (files.length > 0) onFiles(files);
      }}
    />
  );
}
