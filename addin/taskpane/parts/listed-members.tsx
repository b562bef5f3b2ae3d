import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { MemberQuery } from '../../source/source.ts';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { MemberTable, NoMembers, SHOWN } from './member-table.tsx';

interface Props {
  title: string;
  /** The same object as long as the same members are meant: another one is asked for. */
  query: MemberQuery;
  /** How many there are; what was fetched where nobody counted them. */
  all?: number | null | undefined;
}

/** The first members of a number, fetched when they are shown. */
export function ListedMembers({ title, query, all }: Props) {
  const { source } = usePane();
  const load = useCallback(
    (signal: AbortSignal) => source.members({ ...query, first: SHOWN }, signal),
    [source, query],
  );
  const listed = useLoaded(load);
  if (listed.state === 'failed') return <NoMembers why={listed.why} again={listed.again} />;
  if (listed.state === 'loading')
    return (
      <Skeleton aria-label={title}>
        <SkeletonItem size={64} />
      </Skeleton>
    );
  return <MemberTable title={title} table={listed.value} all={all ?? listed.value.rows.length} />;
}
