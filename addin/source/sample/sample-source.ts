/// <reference types="vite/client" />
import type { Evaluation } from '../../../pipeline/evaluate/types.ts';
import { LocalSource } from '../local/local-source.ts';
import { type ImportOutcome, type PlanQuery, SourceError, type SourceState, type UnitChoice } from '../source.ts';

/** The year that the samples are about. */
const PROVINCE = 'brvt';

/** The exports of one office for that year, as portals write them; fetched when somebody wants to try. */
const FILES = import.meta.glob<string>('../../../samples/brvt-2024/*', {
  query: '?url',
  import: 'default',
  eager: true,
});

/**
 * A year of made-up exports in an engine of its own, which keeps nothing: the user's figures, plans and workbooks are not
 * touched, and with the source all of it is gone. Whatever it says of figures is marked as sample.
 */
export class SampleSource extends LocalSource {
  override readonly isSample = true;
  readonly #filled: Promise<void>;

  constructor(version: string) {
    super(version, 'nothing is kept');
    this.#filled = this.#fill();
    // Told to whoever asks.
    this.#filled.catch(() => undefined);
  }

  /** Asked before anything else. */
  override async state(): Promise<SourceState> {
    await this.#filled;
    return super.state();
  }

  override async units(): Promise<UnitChoice[]> {
    return (await super.units()).map((unit) => ({ ...unit, name: `${unit.name} (${MARK.vi})` }));
  }

  override async evaluation(query: PlanQuery, signal?: AbortSignal): Promise<Evaluation> {
    await this.#filled;
    return marked(await super.evaluation(query, signal));
  }

  /** Those are the user's. */
  override async lastFigures(): Promise<undefined> {}

  /** One's own files would mix with made-up ones. */
  override importFiles(): Promise<ImportOutcome> {
    return Promise.reject(new SourceError('SAMPLE', OWN_FILES.vi, OWN_FILES.en));
  }

  async #fill(): Promise<void> {
    const files = await Promise.all(
      Object.entries(FILES).map(async ([place, address]) => {
        const answer = await fetch(new URL(address, document.baseURI));
        if (!answer.ok) throw new Error(`${address}: HTTP ${answer.status}`);
        return new File([await answer.blob()], place.split('/').at(-1) ?? place);
      }),
    );
    const { failures } = await super.importFiles(files, { province: PROVINCE }, () => undefined);
    const [failure] = failures;
    if (failure !== undefined) throw new SourceError(failure.code, failure.message, failure.message_en);
  }
}

const OWN_FILES = {
  vi: 'Đang xem số liệu mẫu. Bấm "Thoát số liệu mẫu" rồi nạp tệp của cơ quan.',
  en: 'These are sample figures. Press "Leave the sample", then import your own files.',
};
const MARK = { vi: 'SỐ LIỆU MẪU', en: 'SAMPLE' };
const NOT_REAL = 'SỐ LIỆU MẪU – KHÔNG PHẢI SỐ LIỆU THẬT';

/** The names that stand at the head of screens and reports say that it is made up. */
function marked(evaluation: Evaluation): Evaluation {
  const { plan, unit } = evaluation;
  const title = { vi: `${MARK.vi} – ${plan.title.vi}`, en: `${MARK.en} – ${plan.title.en}` };
  return {
    ...evaluation,
    plan: { ...plan, title, shortTitle: `${MARK.vi} – ${plan.shortTitle}` },
    unit: {
      ...unit,
      name: `${unit.name} (${MARK.vi})`,
      shortName: `${unit.shortName} (${MARK.vi})`,
      superiorName: NOT_REAL,
    },
  };
}

/** For a file that leaves the pane: nobody who takes in reports knows such a unit. */
export function asSampleReport(evaluation: Evaluation): Evaluation {
  const id = 'so-lieu-mau';
  return {
    ...evaluation,
    unit: { ...evaluation.unit, id },
    targets: evaluation.targets.map((target) => ({ ...target, row: { ...target.row, unit: id } })),
  };
}
