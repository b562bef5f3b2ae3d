import { openFileSource } from '../warehouse/duckdb/native/file-source.ts';
import type { UploadedFile } from './upload.ts';

const CHECK = new URL('./check-head.ts', import.meta.url);

/** A file that somebody sent, under the name it came with; read and recognised first where it stops nobody else. */
export function openUploaded({ name, path }: UploadedFile): ReturnType<typeof openFileSource> {
  return openFileSource(path, { name, check: CHECK });
}
