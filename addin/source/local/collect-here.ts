import { type Collection, collectionOf } from '../../../pipeline/consolidate/collection.ts';
import type { Act } from '../../../pipeline/consolidate/roll.ts';
import { vietnameseMoment } from '../../../pipeline/dates.ts';
import type { Library } from '../../../pipeline/library/library.ts';
import { collectFile, consolidatedWorkbook, consolidateNow, decide } from '../../../pipeline/office/collect.ts';
import { collectRecord } from '../../../pipeline/office/collect-records.ts';
import { collectionNow } from '../../../pipeline/office/collection-now.ts';
import { remind } from '../../../pipeline/office/remind.ts';
import { webInflate } from '../../../pipeline/read/web-inflate.ts';
import { textKey } from '../../../pipeline/text.ts';
import type { Engine } from '../../../pipeline/warehouse/duckdb/engine.ts';
import { addReportWord, prepareReceived } from '../../../pipeline/warehouse/received.ts';
import { duckdbWarehouse } from '../../../pipeline/warehouse/warehouse.ts';
import type {
  CollectedFiles,
  CollectedRecord,
  CollectionNow,
  CollectionQuery,
  DifferenceRecord,
} from '../consolidation-source.ts';
import { fileSource, sha256OfFile } from './browser-reading.ts';
import { localError } from './messages.ts';
import { localMoment } from './private-storage.ts';

/** Reports of units in the pane's own warehouse: nothing of them leaves the machine. */
export class CollectHere {
  readonly #engine: Engine;
  readonly #library: Library;

  constructor(engine: Engine, library: Library) {
    this.#engine = engine;
    this.#library = library;
  }

  get #office() {
    return { engine: this.#engine, library: this.#library };
  }

  #collection({ plan: planId, form: formId, unit, asOf }: CollectionQuery): Collection {
    if (!this.#library.units.byId.has(unit)) throw localError('UNKNOWN', { id: unit });
    const form = formId === undefined ? undefined : this.#library.forms.get(formId);
    const plan = planId === undefined ? undefined : this.#library.plans.get(planId);
    if (form !== undefined) return collectionOf(this.#library, { form }, unit, asOf);
    if (plan === undefined) throw localError('UNKNOWN', { id: formId ?? planId ?? '' });
    return collectionOf(this.#library, { plan }, unit, asOf);
  }

  /** In order of names; @param tell with each file and its number, from 1 */
  async collect(
    query: CollectionQuery,
    files: readonly File[],
    tell: (number: number, file: File) => void,
  ): Promise<CollectedFiles> {
    const collection = this.#collection(query);
    const by = { now: localMoment(new Date()), by: '' };
    const records: CollectedRecord[] = [];
    for (const [index, file] of [...files].sort((a, b) => (a.name < b.name ? -1 : 1)).entries()) {
      tell(index + 1, file);
      const sent = {
        source: fileSource(file),
        sha256: await sha256OfFile(file),
        receivedAt: vietnameseMoment(file.lastModified),
      };
      const sheets = await collectFile(this.#office, collection, sent, { inflate: webInflate }, by);
      records.push(...sheets.map(({ sheet }) => collectRecord(sheet, this.#library, query.language)));
    }
    return { reports: records, refused: [] };
  }

  async now(query: CollectionQuery): Promise<CollectionNow> {
    return collectionNow(this.#office, this.#collection(query), 'all', query.language);
  }

  async decide(query: CollectionQuery, units: readonly string[], act: Act['act'], reason: string): Promise<void> {
    await decide(this.#office, this.#collection(query), units, act, reason, { now: localMoment(new Date()), by: '' });
  }

  async explainUnit({ unit: collector }: CollectionQuery, name: string, unit: string): Promise<void> {
    await prepareReceived(this.#engine);
    await addReportWord(this.#engine, collector, 'unit', textKey(name), unit, localMoment(new Date()));
  }

  async workbook(query: CollectionQuery, only: 'accepted' | 'all', version: string): Promise<Uint8Array> {
    const report = await consolidateNow(this.#office, this.#collection(query), only);
    const making = { version, madeAt: localMoment(new Date()) };
    return (await consolidatedWorkbook(this.#office, report, making)).bytes;
  }

  async letter(query: CollectionQuery): Promise<Uint8Array> {
    return remind(this.#office, this.#collection(query), { now: localMoment(new Date()), by: '' });
  }

  async blanks(query: CollectionQuery): Promise<Uint8Array> {
    const { blanksFor } = await import('../../../pipeline/office/blanks.ts');
    return blanksFor(this.#office, this.#collection(query));
  }

  /** @param beside makes a warehouse without rows, for the unit's own lists */
  async difference(
    query: CollectionQuery,
    unit: string,
    target: string,
    lists: readonly File[],
    beside: () => Promise<Engine>,
  ): Promise<DifferenceRecord> {
    const [{ differenceNow, differenceRecord }, { ownLists }] = await Promise.all([
      import('../../../pipeline/office/difference.ts'),
      import('../../../pipeline/office/own-list.ts'),
    ]);
    const office = { ...this.#office, warehouse: duckdbWarehouse(this.#engine, this.#library.columns) };
    const asked = { collection: this.#collection(query), unit, target };
    if (lists.length === 0) return differenceRecord(await differenceNow(office, asked, null), query.language);
    const engine = await beside();
    try {
      const files = await Promise.all(
        lists.map(async (file) => ({ source: fileSource(file), sha256: await sha256OfFile(file) })),
      );
      const now = localMoment(new Date());
      const theirs = await ownLists(engine, this.#library, unit, files, { inflate: webInflate }, now);
      return differenceRecord(await differenceNow(office, asked, theirs), query.language);
    } finally {
      await engine.close();
    }
  }
}
