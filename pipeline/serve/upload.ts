import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { callerOf } from './access.ts';
import type { ServeContext } from './context.ts';
import { RequestProblem } from './problem.ts';
import type { TurnLimits } from './turns.ts';

export interface UploadLimits {
  /** Of one request, all files together. */
  bytes: number;
  files: number;
}

export interface UploadedFile {
  /** As the sender calls it, without folders; it names the file in reports, it is no place on the disk. */
  name: string;
  path: string;
}

/** Files of one request, in a folder of their own beside the warehouse, until `remove`. */
export interface Upload {
  files: UploadedFile[];
  remove(): Promise<void>;
}

/** Uploads that are being sent or imported at the same time; beyond them it is waited for, then refused. */
export const UPLOADING: TurnLimits = { running: 8, runningEach: 2, waiting: 16, waitingEach: 4 };

/**
 * Streams the request's files to the disk: all of a multipart form, or the body as one file called `filename`. In order
 * of names, since a drop of files has no other.
 * @throws RequestProblem for none, too many, too much, BUSY or QUEUE_FULL; nothing is left then
 */
export async function receive(
  request: FastifyRequest,
  { uploads, limits, uploading, cut }: ServeContext,
  filename: string | undefined,
): Promise<Upload> {
  const leave = await uploading.enter(callerOf(request));
  let place: string | undefined;
  const remove = async (): Promise<void> => {
    if (place !== undefined) await rm(place, { recursive: true, force: true });
    leave();
  };
  try {
    place = await mkdtemp(uploads);
    const to: Place = { folder: place, limits, cut };
    const files = request.isMultipart() ? await receiveForm(request, to) : [await receiveBody(request, to, filename)];
    files.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return { files, remove };
  } catch (error) {
    await remove();
    if (cut.aborted) throw new RequestProblem('CLOSING');
    if (error instanceof RequestProblem || isOfTheDisk(error)) throw error;
    throw new RequestProblem('BROKEN_UPLOAD', {}, undefined, { cause: error });
  }
}

/** Where an upload goes, how much of it, and until when. */
interface Place {
  folder: string;
  limits: UploadLimits;
  cut: AbortSignal;
}

/** Our own disk refused; all else that can go wrong here is what was sent, or that the sender went away. */
function isOfTheDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall !== 'read';
}

async function receiveForm(request: FastifyRequest, place: Place): Promise<UploadedFile[]> {
  const { limits } = place;
  const files: UploadedFile[] = [];
  let left = limits.bytes;
  const parts = request.files({
    limits: { fileSize: limits.bytes + 1, files: limits.files + 1, fields: 20, parts: limits.files + 21 },
  });
  for await (const part of parts) {
    if (files.length === limits.files) throw tooLarge(limits);
    const file = { name: plainName(part.filename), path: path.join(place.folder, String(files.length)) };
    left -= await save(part.file, file.path, left, place);
    files.push(file);
  }
  if (files.length === 0) throw new RequestProblem('NO_FILES');
  return files;
}

async function receiveBody(request: FastifyRequest, place: Place, filename: string | undefined): Promise<UploadedFile> {
  if (filename === undefined) throw new RequestProblem('NO_FILES');
  const file = { name: plainName(filename), path: path.join(place.folder, '0') };
  const size = await save(request.raw, file.path, place.limits.bytes, place);
  if (size === 0) throw new RequestProblem('NO_FILES');
  return file;
}

/** @returns the bytes written */
async function save(source: Readable, to: string, allowed: number, { limits, cut }: Place): Promise<number> {
  let size = 0;
  await pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > allowed) throw tooLarge(limits);
        yield chunk;
      }
    },
    createWriteStream(to, { flags: 'wx', mode: 0o600 }),
    { signal: cut },
  );
  return size;
}

function tooLarge({ bytes, files }: UploadLimits): RequestProblem {
  return new RequestProblem('TOO_LARGE', { limit: Math.max(1, Math.floor(bytes / 2 ** 20)), files });
}

/** The last part of a path of any system, without what cannot be shown. */
function plainName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const shown = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim()
    .slice(0, 200);
  return shown === '' ? 'tep' : shown;
}
