import type { Audit } from './audit.ts';
import type { LiveLibrary } from './live-library.ts';
import type { SharedWarehouse } from './shared-warehouse.ts';
import type { Turns } from './turns.ts';
import type { UploadLimits } from './upload.ts';

/** What the routes stand on. */
export interface ServeContext {
  library: LiveLibrary;
  warehouse: SharedWarehouse;
  /** How the folders begin that uploads lie in while they are imported: beside the warehouse. */
  uploads: string;
  limits: UploadLimits;
  /** The standard report template. */
  template: Uint8Array;
  /** Seconds after which a question in SQL is ended; as long as the others wait, where it is not said. */
  questionSeconds?: number;
  /** Local moment `YYYY-MM-DD HH:MM:SS`. */
  clock(): string;
  /** Who may upload now. */
  uploading: Turns;
  /** Aborts when a server that is closing has waited long enough for what is still being sent. */
  cut: AbortSignal;
  /** What was done, and by whom. */
  audit: Audit;
  /** Told of our own faults, with the number of the request; the caller is told only the number. */
  onFault(request: string, error: unknown): void;
}
