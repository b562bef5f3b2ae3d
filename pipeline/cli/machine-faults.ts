import { UserError } from '../messages.ts';
import { ClusterFault } from '../warehouse/clickhouse/fault.ts';
import { userError } from './messages.ts';

/** What the machine says, in Node's words and in DuckDB's, and what it means for whoever sits there; the first that fits. */
const FAULTS = [
  [/Could not set lock on file|Conflicting lock|being used by another process/i, 'WAREHOUSE_LOCKED'],
  [
    /ENOSPC|No space left on device|EDQUOT|disk quota exceeded|not enough space on the disk|EFBIG|File too large/i,
    'DISK_FULL',
  ],
  [/EACCES|EPERM|EROFS|Permission denied|Read-only file system|Access is denied/i, 'NOT_ALLOWED'],
  [
    /Corrupt database file|checksum .{0,200} does not match|Failed to (?:deserialize|load metadata)|SerializationException|Serialization Error/i,
    'WAREHOUSE_DAMAGED',
  ],
] as const;

/**
 * What is neither the user's mistake nor ours: a full disk, a folder that may not be written, a warehouse that is in use or
 * damaged, a cluster that does not answer. @param path the file, where the error does not name it @returns undefined where it is none of these
 */
export function machineFault(error: unknown, path?: string): UserError | undefined {
  if (error instanceof UserError || !(error instanceof Error)) return undefined;
  if (error instanceof ClusterFault) return userError(error.code, { at: error.detail }, { cause: error });
  const said = `${'code' in error ? String(error.code) : ''} ${error.message}`;
  const fault = FAULTS.find(([words]) => words.test(said))?.[1];
  if (fault === undefined) return undefined;
  const named = 'path' in error && typeof error.path === 'string' ? error.path : /file "([^"]+)"/.exec(said)?.[1];
  return userError(fault, { path: path ?? named ?? '' }, { cause: error });
}
