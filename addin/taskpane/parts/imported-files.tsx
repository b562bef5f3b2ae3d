import { MessageBar, MessageBarBody, makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useCallback, useRef, useState } from 'react';
import { dateText } from '../../../pipeline/dates.ts';
import type { ImportRow } from '../../../pipeline/office/imports.ts';
import { useWords } from '../language.tsx';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { bareList } from './bare-list.ts';
import { FailureMessage } from './failure-message.tsx';
import { LIST_WORDS } from './list-words.ts';
import { RemoveFile } from './remove-file.tsx';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  list: {
    ...bareList,
    gap: tokens.spacingVerticalM,
  },
  item: { overflowWrap: 'anywhere' },
  detail: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  none: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** All files that the warehouse stands on, the newest import first, each of which can be taken back. */
export function ImportedFiles() {
  const styles = useStyles();
  const { say } = useWords();
  const { source } = usePane();
  const [removed, setRemoved] = useState<string>();
  const told = useRef<HTMLDivElement>(null);
  const imports = useLoaded(useCallback(() => source.imports(), [source]));
  const rows = imports.state === 'ready' ? imports.value.toReversed() : [];
  return (
    <Section title={imports.state === 'ready' ? say('filesTitle', { count: rows.length }) : say('filesHeading')}>
      <div ref={told} tabIndex={-1}>
        {removed === undefined ? null : (
          <MessageBar intent="success" layout="multiline">
            <MessageBarBody role="status">{say('fileRemoved', { file: removed })}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      {imports.state === 'failed' ? <FailureMessage why={imports.why} again={imports.again} /> : null}
      {imports.state === 'loading' ? (
        <Skeleton aria-label={say('loading')}>
          <SkeletonItem size={48} />
        </Skeleton>
      ) : null}
      {imports.state === 'ready' && rows.length === 0 ? <p className={styles.none}>{say('filesNone')}</p> : null}
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.import} className={styles.item}>
            {row.file}
            <FileDetail row={row} />
            {row.removable ? (
              <RemoveFile
                importId={row.import}
                file={row.file}
                onRemoved={() => {
                  setRemoved(row.file);
                  told.current?.focus();
                  imports.again();
                }}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function FileDetail({ row: { lists, until, imported_at, rows_accepted, rows_read } }: { row: ImportRow }) {
  const styles = useStyles();
  const { say, language } = useWords();
  return (
    <span className={styles.detail}>
      {[
        ...lists.map((list) => say(LIST_WORDS[list])),
        say('rowsOf', { accepted: rows_accepted, read: rows_read }),
        ...(until === null ? [] : [say('fileUntil', { day: dateText(until, language) })]),
        say('importedOn', { day: dateText(imported_at.slice(0, 10), language) }),
      ].join(' · ')}
    </span>
  );
}
