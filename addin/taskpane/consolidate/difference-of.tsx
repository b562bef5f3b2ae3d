import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { columnWords } from '../../../pipeline/formats/column-words.ts';
import { plainWorkbook } from '../../../pipeline/formats/workbook.ts';
import type { Cell } from '../../../pipeline/office/tables.ts';
import type { DifferenceRecord } from '../../source/consolidation-source.ts';
import { saveWorkbook } from '../download.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { FilesInput } from '../parts/files-input.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { useConsolidateWords } from './words.ts';

const useStyles = makeStyles({
  whole: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  hint: { margin: 0, color: tokens.colorNeutralForeground2 },
  table: { maxHeight: '20rem', '& th, & td': { textAlign: 'start', whiteSpace: 'nowrap' } },
});

/** On screen; the download has them all. */
const SHOWN = 200;
const SIDES = { numerator: 'inNumerator', missing: 'inDenominator', none: 'notCounted' } as const;

interface Props {
  /** Whose figure, for those who hear the buttons. */
  about: string;
  ask(files: readonly File[]): Promise<DifferenceRecord>;
}

/** The dossiers that make a reported figure another one than that of the exports: with the unit's list exactly those. */
export function DifferenceOf({ about, ask }: Props) {
  const styles = useStyles();
  const { tell, language } = useConsolidateWords();
  const input = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<DifferenceRecord>();
  const [busy, setBusy] = useState<'list' | 'here'>();
  const [why, setWhy] = useState<Sentence>();
  const load = async (files: readonly File[]): Promise<void> => {
    setBusy(files.length > 0 ? 'list' : 'here');
    setWhy(undefined);
    try {
      setFound(await ask(files));
    } catch (error) {
      setWhy(sentenceOf(error));
    }
    setBusy(undefined);
  };
  const side = (cell: Cell | undefined): string =>
    typeof cell === 'string' && cell in SIDES ? tell(SIDES[cell as keyof typeof SIDES]) : '';
  const text = (name: string, cell: Cell | undefined): string =>
    name.startsWith('counted_') ? side(cell) : cell === null || cell === undefined ? '' : String(cell);
  const rows = found?.members ?? [];
  const columns = ['member', 'counted_here', ...(found?.list == null ? [] : ['counted_by_unit']), 'file', 'row'];
  const save = (): void => {
    if (found === undefined) return;
    const all = Object.keys(rows[0] ?? {});
    saveWorkbook(
      plainWorkbook([
        {
          name: tell('difference'),
          lines: [about, found.message],
          columns: all.map((id) => ({ header: columnWords(id, language), isDay: id.endsWith('_on') })),
          rows: rows.map((row) => all.map((id) => (id.startsWith('counted_') ? text(id, row[id]) : (row[id] ?? null)))),
        },
      ]),
      `chenh-lech-${found.target}-${found.as_of}.xlsx`,
    );
  };
  return (
    <div className={styles.whole}>
      <div className={styles.actions}>
        <BusyButton
          size="small"
          isBusy={busy === 'list'}
          aria-label={`${tell('chooseList')}: ${about}`}
          onClick={() => input.current?.click()}
        >
          {tell('chooseList')}
        </BusyButton>
        <BusyButton
          size="small"
          appearance="subtle"
          isBusy={busy === 'here'}
          aria-label={`${tell('countedHere')}: ${about}`}
          onClick={() => void load([])}
        >
          {tell('countedHere')}
        </BusyButton>
        <FilesInput
          input={input}
          label={`${tell('chooseList')}: ${about}`}
          multiple
          onFiles={(files) => void load(files)}
        />
      </div>
      {why === undefined ? null : <FailureMessage why={why} />}
      {found === undefined ? null : (
        <>
          <p className={styles.hint} role="status">
            {found.message}
          </p>
          {rows.length === 0 ? null : (
            <>
              <ScrollTable aria-label={`${tell('difference')}: ${about}`} className={styles.table}>
                <thead>
                  <tr>
                    {columns.map((name) => (
                      <th scope="col" key={name}>
                        {columnWords(name, language)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.slice(0, SHOWN).map((row) => (
                    <tr key={String(row['member'])}>
                      {columns.map((name, at) =>
                        at === 0 ? (
                          <th scope="row" key={name}>
                            {text(name, row[name])}
                          </th>
                        ) : (
                          <td key={name}>
                            {text(name, row[name] ?? (name === 'file' || name === 'row' ? row[`unit_${name}`] : null))}
                          </td>
                        ),
                      )}
                    </tr>
                  ))}
                </tbody>
              </ScrollTable>
              <div>
                <Button size="small" onClick={save}>
                  {tell('saveDifference')}
                </Button>
              </div>
            </>
          )}
        </>
      )}
    </div>
  );
}
