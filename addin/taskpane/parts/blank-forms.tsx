import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular, TableAddRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Lack } from '../../../pipeline/counts/lack.ts';
import { type FormList, formFileName, isFormList } from '../../../pipeline/forms/form-lists.ts';
import type { Words } from '../../../pipeline/messages.ts';
import { saveWorkbook } from '../download.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { figureTexts } from '../texts/figures.ts';
import { BusyButton } from './busy-button.tsx';
import { FailureMessage } from './failure-message.tsx';

const useStyles = makeStyles({
  forms: { display: 'grid', gap: tokens.spacingVerticalS, justifyItems: 'start' },
  hint: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** The forms that fill what is lacking: lists that no portal gives, figures that are kept by hand. */
function formsFor(lacks: readonly { kind: string; list?: string; name?: Words }[]) {
  const forms = new Map<FormList, Words>();
  for (const { kind, list, name } of lacks) {
    if (kind === 'list' && list !== undefined && name !== undefined && isFormList(list)) forms.set(list, name);
    if (BY_HAND.has(kind)) forms.set('observations', figureTexts.keptByHand);
  }
  return [...forms];
}

const BY_HAND: ReadonlySet<string> = new Set<Lack['kind']>(['observation', 'denominator', 'base-year']);

/** A blank form at hand where a list is missing: a new sheet of the workbook, in a browser a file. */
export function BlankForms({ lacks }: { lacks: Parameters<typeof formsFor>[0] }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const { source, choice, host } = usePane();
  const [busy, setBusy] = useState<FormList>();
  const [done, setDone] = useState<string>();
  const [why, setWhy] = useState<Sentence>();
  const forms = formsFor(lacks);
  if (forms.length === 0 || choice === undefined) return null;
  const isExcel = host === 'excel';
  const make = async (list: FormList): Promise<void> => {
    setBusy(list);
    setDone(undefined);
    setWhy(undefined);
    try {
      const bytes = new Uint8Array(await source.blankForm({ list, ...choice }));
      if (isExcel) await (await import('../../excel/index.ts')).insertForm(bytes);
      else saveWorkbook(bytes, formFileName(list, choice.unit, choice.asOf));
      setDone(say(isExcel ? 'formInSheet' : 'formSaved'));
    } catch (error) {
      setWhy(sentenceOf(error));
    }
    setBusy(undefined);
  };
  return (
    <div className={styles.forms}>
      {forms.map(([list, name]) => (
        <BusyButton
          key={list}
          size="small"
          icon={isExcel ? <TableAddRegular /> : <ArrowDownloadRegular />}
          isBusy={busy === list}
          onClick={() => void make(list)}
        >
          {say('blankForm', { list: name[language] })}
        </BusyButton>
      ))}
      <p className={styles.hint} role="status">
        {done ?? say('blankFormHint')}
      </p>
      {why === undefined ? null : <FailureMessage why={why} />}
    </div>
  );
}
