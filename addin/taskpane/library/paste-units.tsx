import { Field, MessageBar, MessageBarBody, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { UnitsTable } from '../../../pipeline/library/units/table.ts';
import { announceChange } from '../../source/changed.ts';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { BusyButton } from '../parts/busy-button.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Section } from '../parts/section.tsx';
import { MistakeList } from './mistake-list.tsx';
import { pastedRows } from './pasted-rows.ts';
import type { Act } from './use-act.tsx';
import { useLibraryWords } from './words.ts';

const useStyles = makeStyles({
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL, overflowWrap: 'anywhere' },
  cell: { textAlign: 'start', overflowWrap: 'anywhere' },
  // As wide as there is room, not as wide as a browser likes.
  area: { minWidth: 0, '& textarea': { minWidth: 0, width: '100%', boxSizing: 'border-box' } },
});

interface Props {
  province: string;
  /** Paths of the office's files of units: none of them is written over. */
  files: readonly string[];
  act: Act;
}

/** Rows copied in Excel, looked at, then kept as units of the office. */
export function PasteUnits({ province, files, act }: Props) {
  const styles = useStyles();
  const { tell } = useLibraryWords();
  const { source } = usePane();
  const [text, setText] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const asked = useDeferredValue(text);
  const load = useMemo(
    () =>
      asked.trim() === ''
        ? undefined
        : () => source.library.unitsFrom(pastedRows(asked.replace(/(?<![\r\n])[\r\n]+$/, '')), province),
    [asked, source, province],
  );
  const table = useLoaded(load);
  const [refused, setRefused] = useState<Parameters<typeof MistakeList>[0]['mistakes']>([]);
  const add = useCallback(
    (yaml: string, count: number) =>
      act.run(async () => {
        setIsBusy(true);
        setRefused([]);
        try {
          const name = freeName(province, files);
          const { mistakes } = await source.library.put('units', name, new TextEncoder().encode(yaml));
          setRefused(mistakes);
          if (mistakes.length > 0) return undefined;
          setText('');
          announceChange();
          return tell('unitsAdded', { count });
        } finally {
          setIsBusy(false);
        }
      }),
    [act, files, province, source, tell],
  );
  return (
    <Section title={tell('paste')}>
      <p className={styles.hint}>{tell('pasteHint')}</p>
      <Field label={tell('pasteField')}>
        <Textarea
          className={styles.area}
          value={text}
          rows={4}
          resize="vertical"
          // Cells stand apart by tabs: lines that wrap would not show it.
          textarea={{ wrap: 'off' }}
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
      {table.state === 'failed' ? <FailureMessage why={table.why} again={table.again} /> : null}
      {table.state === 'ready' ? (
        <Read table={table.value} isBusy={isBusy} onAdd={(yaml, count) => void add(yaml, count)} />
      ) : null}
      <MistakeList title={tell('notKept')} mistakes={refused} />
    </Section>
  );
}

function Read({
  table,
  isBusy,
  onAdd,
}: {
  table: UnitsTable;
  isBusy: boolean;
  onAdd(yaml: string, count: number): void;
}) {
  const styles = useStyles();
  const { tell, language } = useLibraryWords();
  const { yaml, units, ignored, mistakes } = table;
  return (
    <>
      {mistakes.length === 0 ? null : (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>
            <ul className={styles.list}>
              {mistakes.map(({ row, column, ...text }) => (
                <li key={`${row} ${column} ${text.vi}`}>{tell('rowMistake', { row, column, text: text[language] })}</li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
      {ignored.length === 0 ? null : <p className={styles.hint}>{tell('ignored', { columns: ignored.join(', ') })}</p>}
      {units.length === 0 ? null : (
        <ScrollTable aria-label={tell('preview', { count: units.length })}>
          <thead>
            <tr>
              <th scope="col">{tell('unitName')}</th>
              <th scope="col">{tell('unitId')}</th>
              <th scope="col">{tell('unitAbove')}</th>
            </tr>
          </thead>
          <tbody>
            {units.map(({ row, id, name, parent }) => (
              <tr key={row}>
                <th scope="row" className={styles.cell}>
                  {name}
                </th>
                <td className={styles.cell}>{id}</td>
                <td className={styles.cell}>{parent}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {yaml === undefined ? null : (
        <div>
          <BusyButton appearance="primary" isBusy={isBusy} onClick={() => onAdd(yaml, units.length)}>
            {tell('addUnits', { count: units.length })}
          </BusyButton>
        </div>
      )}
    </>
  );
}

function freeName(province: string, files: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const name = `${province}${number === 1 ? '' : `-${number}`}.yaml`;
    if (!files.includes(`units/${name}`)) return name;
  }
}
