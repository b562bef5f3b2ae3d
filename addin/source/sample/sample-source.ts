/// <reference types="vite/client" />
import type { TableDescription } from '../../../pipeline/ask/describe.ts';
import type { Evaluation } from '../../../pipeline/evaluate/types.ts';
import type { IndicatorSummary } from '../../../pipeline/library/indicators/summary.ts';
import type { PlanSummary } from '../../../pipeline/library/plans/summary.ts';
import type { Language } from '../../../pipeline/messages.ts';
import type { Answer, Question } from '../../../pipeline/office/questions.ts';
import type { Table } from '../../../pipeline/office/tables.ts';
import type { LibrarySource } from '../library-source.ts';
import { LocalSource } from '../local/local-source.ts';
import type { ImportOutcome, SourceState, UnitChoice } from '../source.ts';
import {
  type FigureQuery,
  type FormQuery,
  type MemberQuery,
  type PlanQuery,
  type Source,
  SourceError,
} from '../source.ts';

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
export class SampleSource implements Source {
  readonly kind = 'local';
  readonly isSample = true;
  readonly #engine: LocalSource;
  readonly #ready: Promise<LocalSource>;

  constructor(version: string) {
    this.#engine = new LocalSource(version, 'nothing is kept');
    this.#ready = this.#filled();
    // Told to whoever asks.
    this.#ready.catch(() => undefined);
  }

  get library(): LibrarySource {
    return this.#engine.library;
  }

  async plans(): Promise<PlanSummary[]> {
    return (await this.#ready).plans();
  }

  async units(): Promise<UnitChoice[]> {
    const units = await (await this.#ready).units();
    return units.map((unit) => ({ ...unit, name: `${unit.name} (${MARK.vi})` }));
  }

  async indicators(): Promise<IndicatorSummary[]> {
    return (await this.#ready).indicators();
  }

  async evaluation(query: PlanQuery, signal?: AbortSignal): Promise<Evaluation> {
    return marked(await (await this.#ready).evaluation(query, signal));
  }

  async figures(query: FigureQuery, signal?: AbortSignal): Promise<Table> {
    return (await this.#ready).figures(query, signal);
  }

  async answers(questions: readonly Question[], language: Language, signal?: AbortSignal): Promise<Answer[]> {
    return (await this.#ready).answers(questions, language, signal);
  }

  async members(query: MemberQuery, signal?: AbortSignal): Promise<Table> {
    return (await this.#ready).members(query, signal);
  }

  async query(sql: string, signal?: AbortSignal): Promise<Table & { more: boolean }> {
    return (await this.#ready).query(sql, signal);
  }

  async tables(): Promise<TableDescription[]> {
    return (await this.#ready).tables();
  }

  template(): Promise<Uint8Array> {
    return this.#engine.template();
  }

  blankForm(query: FormQuery): Promise<Uint8Array> {
    return this.#engine.blankForm(query);
  }

  /** One's own files would mix with made-up ones. */
  importFiles(): Promise<ImportOutcome> {
    return Promise.reject(
      new SourceError(
        'SAMPLE',
        'Đang xem số liệu mẫu. Bấm "Thoát số liệu mẫu" rồi nạp tệp của cơ quan.',
        'These are sample figures. Press "Leave the sample", then import your own files.',
      ),
    );
  }

  async openFiles(): ReturnType<Source['openFiles']> {
    return [];
  }

  async state(): Promise<SourceState> {
    return (await this.#ready).state();
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  async #filled(): Promise<LocalSource> {
    const files = await Promise.all(
      Object.entries(FILES).map(async ([place, address]) => {
        const answer = await fetch(new URL(address, document.baseURI));
        if (!answer.ok) throw new Error(`${address}: HTTP ${answer.status}`);
        return new File([await answer.blob()], place.split('/').at(-1) ?? place);
      }),
    );
    const { failures } = await this.#engine.importFiles(files, { province: PROVINCE }, () => undefined);
    const [failure] = failures;
    if (failure !== undefined) throw new SourceError(failure.code, failure.message, failure.message_en);
    return this.#engine;
  }
}

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
