import type { OfficeEdit } from '../library/layer/edit.ts';
import type { OfficeFiles } from '../library/layer/files.ts';
import { parseOffice } from '../library/layer/parse.ts';
import type { Library, LibraryParts } from '../library/types.ts';
import type { ProvinceIndex } from '../library/units/provinces.ts';

/** The office's layer as it is kept, and how a change of it is kept. */
export interface KeptOffice {
  shipped: LibraryParts;
  files: OfficeFiles;
  library: Library;
}

export interface OfficeKeeper {
  /** All provinces, whether their units are loaded or not. */
  provinces: ProvinceIndex;
  /** Writes what the edit changes. */
  write(changes: OfficeEdit['changes']): Promise<void>;
  /** What ships, with the units that the files, what was served before, and `ids` (from now on) need. */
  shippedFor(files: OfficeFiles, ids?: readonly string[]): Promise<LibraryParts>;
}

/** The library that requests read. What a request took from it stays what it was; the next one reads what was put in its place. */
export class LiveLibrary implements Library {
  #now: KeptOffice;
  readonly #keeper: OfficeKeeper;
  #last: Promise<unknown> = Promise.resolve();

  constructor(now: KeptOffice, keeper: OfficeKeeper) {
    this.#now = now;
    this.#keeper = keeper;
  }

  get columns() {
    return this.#now.library.columns;
  }
  get codes() {
    return this.#now.library.codes;
  }
  get words() {
    return this.#now.library.words;
  }
  get questions() {
    return this.#now.library.questions;
  }
  get checks() {
    return this.#now.library.checks;
  }
  get indicators() {
    return this.#now.library.indicators;
  }
  get units() {
    return this.#now.library.units;
  }
  get plans() {
    return this.#now.library.plans;
  }
  get forms() {
    return this.#now.library.forms;
  }
  get rankings() {
    return this.#now.library.rankings;
  }
  get holidays() {
    return this.#now.library.holidays;
  }
  get office() {
    return this.#now.library.office;
  }
  get provinces(): ProvinceIndex {
    return this.#keeper.provinces;
  }
  get files(): OfficeFiles {
    return this.#now.files;
  }

  /** The library of this moment, for work that must not see two. */
  snapshot(): Library {
    return this.#now.library;
  }

  /**
   * One change after the other; it is read by others only once it is on the disk.
   * @param added what may need further units, as the file that is put in
   * @param change the edit, or a refusal that is thrown
   */
  change(added: OfficeFiles, change: (now: KeptOffice) => OfficeEdit): Promise<OfficeEdit> {
    const turn = this.#last.then(async () => {
      const shipped = await this.#keeper.shippedFor(new Map([...this.#now.files, ...added]));
      const edit = change({ ...this.#now, shipped });
      await this.#keeper.write(edit.changes);
      this.#now = { shipped, files: edit.files, library: edit.library };
      return edit;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Loads all units of a province, for whoever asks from now on. */
  load(province: string): Promise<void> {
    const turn = this.#last.then(async () => {
      const { files } = this.#now;
      const shipped = await this.#keeper.shippedFor(files, [province]);
      this.#now = { shipped, files, library: parseOffice(shipped, files) };
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
