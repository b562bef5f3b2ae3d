import { makeStyles, tokens } from '@fluentui/react-components';
import { rejectedSheetWords, rejectionWords } from '../../../pipeline/evaluate/doubt-words.ts';
import type { TargetDetail } from '../../../pipeline/evaluate/types.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { BusyButton } from './busy-button.tsx';
import { ConfirmerField, useConfirmer, useSettling } from './confirming.tsx';
import { FailureMessage } from './failure-message.tsx';
import { RejectedDownload } from './rejected-download.tsx';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  text: { margin: 0, overflowWrap: 'anywhere' },
  sheets: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL, overflowWrap: 'anywhere' },
  form: { display: 'grid', gap: tokens.spacingVerticalS, justifyItems: 'start', gridTemplateColumns: 'minmax(0, 1fr)' },
  hint: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** Rows of a number's lists that could not be taken: how many, why, and whether somebody has seen and accepted it. */
export function LeftOut({ detail }: { detail: TargetDetail }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const { known } = usePane();
  const [by, setBy] = useConfirmer();
  const { isBusy, why, settle } = useSettling();
  const { row, rejections } = detail;
  if (rejections.length === 0) return null;
  const concerning = rejections.flatMap(({ sheets }) => sheets.filter((sheet) => sheet.concerning > 0));
  const said = (isTakenBack: boolean) => {
    const sheets = concerning.filter(({ seen }) => (seen !== null) === isTakenBack);
    const named = sheets.map(({ importId, sheetNo }) => ({ importId, sheetNo }));
    return { kind: 'rejections-seen', by: by.trim() || '–', take_back: isTakenBack, sheets: named } as const;
  };
  const mayWrite = known?.state.role !== 'reader';
  return (
    <Section title={say('leftOutTitle')}>
      {rejections.map((list) => (
        <p key={list.list} className={styles.text}>
          {rejectionWords(list, language)}
        </p>
      ))}
      {concerning.length === 0 ? null : (
        <ul className={styles.sheets}>
          {concerning.map((sheet) => (
            <li key={`${sheet.importId} ${sheet.sheetNo}`}>
              {rejectedSheetWords(sheet, language)}
              <RejectedDownload name={sheet.file} />
            </li>
          ))}
        </ul>
      )}
      {row.unsure && mayWrite ? (
        <div className={styles.form}>
          <p className={styles.hint}>{say('seenHint')}</p>
          <ConfirmerField name={by} onChange={setBy} />
          <BusyButton isBusy={isBusy} disabledFocusable={by.trim() === ''} onClick={() => void settle(said(false))}>
            {say('seenAccept')}
          </BusyButton>
        </div>
      ) : null}
      {mayWrite && concerning.some(({ seen }) => seen !== null) ? (
        <div className={styles.form}>
          <BusyButton size="small" appearance="subtle" isBusy={isBusy} onClick={() => void settle(said(true))}>
            {say('takeBack')}
          </BusyButton>
        </div>
      ) : null}
      {why === undefined ? null : <FailureMessage why={why} />}
    </Section>
  );
}
