import { Button, makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { TargetDetail } from '../../../pipeline/evaluate/types.ts';
import { statusSign, statusWord, unitSuffix } from '../../../pipeline/evaluate/words.ts';
import { numberText } from '../../../pipeline/numbers.ts';
import type { Table } from '../../../pipeline/office/tables.ts';
import { type LeaguePlace, ranked } from '../../../pipeline/push/league.ts';
import type { MemberQuery } from '../../source/source.ts';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { ListedMembers } from '../parts/listed-members.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Section } from '../parts/section.tsx';
import { useVerdictColours } from '../verdict-colours.ts';
import { useWhyWords } from './words.ts';

const useStyles = makeStyles({
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  unit: { textAlign: 'start', fontWeight: tokens.fontWeightRegular },
  open: { padding: 0, minWidth: 0, justifyContent: 'start', textAlign: 'start', fontWeight: tokens.fontWeightRegular },
  show: { justifySelf: 'start' },
});

/** The units below by their own value of a target, the best first; asked for when somebody wants to see it. */
export function League({ detail }: { detail: TargetDetail }) {
  const styles = useStyles();
  const { tell, language } = useWhyWords();
  const { source } = usePane();
  const [isShown, setShown] = useState(false);
  const [opened, setOpened] = useState<Opened>();
  const { plan, unit, indicator, from, as_of: asOf } = detail.row;
  const load = useCallback(
    (signal: AbortSignal): Promise<Table> =>
      source.figures({ plan, unit, from, asOf, indicators: [indicator], by: 'unit', language }, signal),
    [source, plan, unit, from, asOf, indicator, language],
  );
  const told = useLoaded(isShown ? load : undefined);
  return (
    <Section title={tell('leagueTitle')}>
      {isShown ? null : (
        <Button className={styles.show} size="small" onClick={() => setShown(true)}>
          {tell('leagueShow')}
        </Button>
      )}
      {!isShown ? null : told.state === 'failed' ? (
        <FailureMessage why={told.why} again={told.again} />
      ) : told.state === 'loading' ? (
        <Skeleton aria-label={tell('leagueTitle')}>
          <SkeletonItem size={96} />
        </Skeleton>
      ) : (
        <Places table={told.value} detail={detail} onOpen={setOpened} />
      )}
      {opened === undefined ? null : <UnitMembers key={opened.id} unit={opened} detail={detail} />}
    </Section>
  );
}

type Opened = Pick<LeaguePlace, 'id' | 'name' | 'missing'>;

interface PlacesProps {
  table: Table;
  detail: TargetDetail;
  onOpen(unit: Opened): void;
}

function Places({ table, detail, onOpen }: PlacesProps) {
  const styles = useStyles();
  const colours = useVerdictColours();
  const { tell, language } = useWhyWords();
  const { operator, threshold, unit_of_measure } = detail.row;
  const isPercent = unit_of_measure === 'percent';
  const places = ranked(table.rows, { operator, threshold, decimals: detail.decimals, isPercent });
  if (places.length < 2) return <p>{tell('leagueNone')}</p>;
  return (
    <ScrollTable aria-label={tell('leagueTitle')}>
      <thead>
        <tr>
          <th scope="col" className={styles.number}>
            {tell('leagueRank')}
          </th>
          <th scope="col" className={styles.unit}>
            {tell('leagueUnit')}
          </th>
          <th scope="col" className={styles.number}>
            {tell('leagueValue')}
          </th>
          <th scope="col">{tell('leagueVerdict')}</th>
        </tr>
      </thead>
      <tbody>
        {places.map(({ id, name, text, place, reached, missing }) => {
          const status = reached === null ? 'no-data' : reached ? 'met' : 'below';
          return (
            <tr key={id}>
              <td className={styles.number}>{place ?? ''}</td>
              <th scope="row" className={styles.unit}>
                <Button
                  appearance="transparent"
                  size="small"
                  className={styles.open}
                  onClick={() => onOpen({ id, name, missing })}
                >
                  {name}
                </Button>
              </th>
              <td className={styles.number}>
                {text === '' ? '–' : numberText(text, language) + unitSuffix(unit_of_measure, language)}
              </td>
              <td className={colours[status]}>
                {statusSign(status)} {statusWord(status, language)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </ScrollTable>
  );
}

function UnitMembers({ unit: { id, name, missing }, detail }: { unit: Opened; detail: TargetDetail }) {
  const { tell } = useWhyWords();
  const { plan, indicator, from, as_of: asOf } = detail.row;
  const query = useMemo(
    (): MemberQuery => ({ plan, indicator, unit: id, from, asOf, side: 'missing' }),
    [plan, indicator, id, from, asOf],
  );
  return <ListedMembers title={tell('whyOpen', { part: name })} query={query} all={missing} />;
}
