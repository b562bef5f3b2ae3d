import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { Said } from '../../../pipeline/office/settle.ts';
import { announceChange } from '../../source/changed.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { rememberConfirmer, rememberedConfirmer } from '../remembered.ts';
import { type Sentence, sentenceOf } from '../sentence.ts';

/** Keeps a word at the source; the figures are asked again. */
export function useSettling(): {
  isBusy: boolean;
  why: Sentence | undefined;
  settle(said: Said): Promise<void>;
} {
  const { source } = usePane();
  const [isBusy, setBusy] = useState(false);
  const [why, setWhy] = useState<Sentence>();
  return {
    isBusy,
    why,
    async settle(said) {
      setBusy(true);
      setWhy(undefined);
      try {
        await source.settle(said);
        announceChange();
      } catch (error) {
        setWhy(sentenceOf(error));
      }
      setBusy(false);
    },
  };
}

/** Who confirms, as they call themselves; asked once. */
export function useConfirmer(): [name: string, setName: (name: string) => void] {
  const [name, setName] = useState(rememberedConfirmer);
  const take = (given: string): void => {
    setName(given);
    rememberConfirmer(given);
  };
  return [name, take];
}

export function ConfirmerField({ name, onChange }: { name: string; onChange(name: string): void }) {
  const { say } = useWords();
  return (
    <Field label={say('confirmer')} required>
      <Input
        value={name}
        autoComplete="off"
        maxLength={200}
        style={{ minWidth: 0 }}
        onChange={(_, { value }) => onChange(value)}
      />
    </Field>
  );
}
