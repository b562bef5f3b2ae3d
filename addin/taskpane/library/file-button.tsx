import { Button } from '@fluentui/react-components';
import { useRef } from 'react';
import { FilesInput } from '../parts/files-input.tsx';

/** A button that asks for one file. */
export function FileButton({ label, accept, onFile }: { label: string; accept: string; onFile(file: File): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <FilesInput
        input={input}
        label={label}
        accept={accept}
        onFiles={([file]) => (file === undefined ? undefined : onFile(file))}
      />
    </>
  );
}
