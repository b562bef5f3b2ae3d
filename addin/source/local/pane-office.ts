import type { OfficeDefaults } from '../../../pipeline/library/layer/types.ts';
import type { Mapping } from '../../../pipeline/library/mapping.ts';
import type { Library, LibraryParts } from '../../../pipeline/library/types.ts';
import type { Spelling } from '../../../pipeline/office/spellings.ts';
import type { OwnChange, OwnImport, OwnKind } from '../library-source.ts';
import type { OfficeLayer } from './office-layer.ts';
import { KEPT, type KeptFile, keep, kept, keptStamp, privateFolder } from './private-storage.ts';
import { soonInTurn } from './windows.ts';

/**
 * The library of this machine: what ships, above it the office's own files from the browser's private storage. They lie
 * there as one zip, so that a change of several of them is whole or not at all.
 */
export class PaneOffice {
  readonly #bundle: Library;
  #folder: FileSystemDirectoryHandle | undefined;
  #opened: Promise<void> | undefined;
  #layer: Promise<OfficeLayer> | undefined;
  #library: Library;
  #zip: Uint8Array | undefined;
  #stamp = '';
  #provinces: readonly string[] = [];

  constructor(bundle: Library) {
    this.#bundle = bundle;
    this.#library = bundle;
  }

  /** Of the layer that is open here. */
  get stamp(): string {
    return this.#stamp;
  }

  /** With whatever is kept now, by this window or another one; what is loaded for it is loaded now. */
  async library(): Promise<Library> {
    if (await this.isBehind()) this.#opened = undefined;
    this.#opened ??= this.#open();
    await this.#opened.catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#library;
  }

  /** Whether another window has kept a layer that is not open here yet. */
  async isBehind(): Promise<boolean> {
    return this.#folder !== undefined && (await keptStamp(this.#folder, KEPT.office)) !== this.#stamp;
  }

  /** The library with the units that these ids or names of units mean; those of no province do not matter. */
  async libraryFor(units: readonly (string | undefined)[]): Promise<Library> {
    const { byId } = (await this.library()).units;
    const unknown = units.filter((unit): unit is string => unit !== undefined && unit !== '' && !byId.has(unit));
    if (unknown.length > 0) await this.#keepProvinces(await (await this.layer()).need(unknown));
    return this.#library;
  }

  async unitsOf(province: string): Promise<Library> {
    await this.#keepProvinces(await (await this.layer()).needWhole(province));
    return this.#library;
  }

  async layer(): Promise<OfficeLayer> {
    await this.library();
    return this.#started();
  }

  #started(): Promise<OfficeLayer> {
    if (this.#layer === undefined) {
      const opening = import('./office-layer.ts').then(({ OfficeLayer }) =>
        OfficeLayer.open(this.#bundle as LibraryParts, this.#zip, this.#provinces),
      );
      this.#layer = opening;
      opening.catch(() => {
        if (this.#layer === opening) this.#layer = undefined;
      });
    }
    return this.#layer;
  }

  put(kind: OwnKind, name: string, bytes: Uint8Array): Promise<OwnChange> {
    return this.#change((layer) => layer.put(kind, name, bytes, (zip) => this.#keep(KEPT.office, zip)));
  }

  remove(kind: OwnKind, id: string): Promise<OwnChange> {
    return this.#change((layer) => layer.remove(kind, id, (zip) => this.#keep(KEPT.office, zip)));
  }

  explain(answers: Mapping): Promise<OwnChange> {
    return this.#change((layer) => layer.explain(answers, (zip) => this.#keep(KEPT.office, zip)));
  }

  forget(spelling: Spelling): Promise<OwnChange> {
    return this.#change((layer) => layer.forget(spelling, (zip) => this.#keep(KEPT.office, zip)));
  }

  putDefaults(defaults: OfficeDefaults): Promise<OwnChange> {
    return this.#change((layer) => layer.putDefaults(defaults, (zip) => this.#keep(KEPT.office, zip)));
  }

  /** The office's own template; undefined where it uses the standard one. */
  async template(): Promise<Uint8Array | undefined> {
    const { template } = (await this.library()).office.defaults;
    return template === null ? undefined : (await this.layer()).template();
  }

  imported(name: string, bytes: Uint8Array): Promise<OwnImport> {
    return this.#change((layer) => layer.imported(name, bytes, (zip) => this.#keep(KEPT.office, zip)));
  }

  /** On the newest layer, by one window at a time: two that knew only their own would each undo the other's. */
  #change<T>(change: (layer: OfficeLayer) => Promise<T>): Promise<T> {
    return soonInTurn(async () => {
      const layer = await this.layer();
      const done = await change(layer);
      this.#library = layer.library;
      if (this.#folder !== undefined) this.#stamp = await keptStamp(this.#folder, KEPT.office);
      return done;
    });
  }

  async #open(): Promise<void> {
    this.#folder ??= await privateFolder();
    if (this.#folder === undefined) return;
    const layer = await kept(this.#folder, KEPT.office);
    const provinces = provincesIn((await kept(this.#folder, KEPT.provinces))?.bytes);
    this.#zip = layer?.bytes;
    this.#stamp = layer?.stamp ?? '';
    this.#provinces = [...new Set([...this.#provinces, ...provinces])];
    this.#layer = undefined;
    this.#library = this.#bundle;
    if (this.#zip === undefined && this.#provinces.length === 0) return;
    this.#library = (await this.#started()).library;
  }

  async #keepProvinces(provinces: readonly string[] | undefined): Promise<void> {
    this.#library = (await this.#started()).library;
    this.#provinces = provinces ?? this.#provinces;
    if (provinces !== undefined) await this.#keep(KEPT.provinces, new TextEncoder().encode(JSON.stringify(provinces)));
  }

  async #keep(name: KeptFile, bytes: Uint8Array): Promise<void> {
    if (this.#folder !== undefined) await keep(this.#folder, name, bytes);
  }
}

function provincesIn(bytes: Uint8Array | undefined): string[] {
  try {
    const said: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(said) ? said.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
