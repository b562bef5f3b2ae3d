import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { RequestProblem } from './problem.ts';

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

const PREFIX = 'vedich-upload-';

/** What a server that was killed has left behind; nobody else can be receiving, the warehouse is ours. */
export async function clearUploads(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(PREFIX)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/**
 * Streams the request's files to the disk: all of a multipart form, or the body as one file called `filename`. In order
 * of names, since a drop of files has no other.
 * @throws RequestProblem for none, too many, too much; nothing is left then
 */
export async function receive(
  request: FastifyRequest,
  folder: string,
  filename: string | undefined,
  limits: UploadLimits,
): Promise<Upload> {
  const place = await mkdtemp(path.join(folder, PREFIX));
  const remove = (): Promise<void> => rm(place, { recursive: true, force: true });
  try {
    const files = request.isMultipart()
      ? await receiveForm(request, place, limits)
      : [await receiveBody(request, place, filename, limits)];
    files.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return { files, remove };
  } catch (error) {
    await remove();
    if (error instanceof RequestProblem || isOfTheDisk(error)) throw error;
    throw new RequestProblem('BROKEN_UPLOAD', {}, undefined, { cause: error });
  }
}

/** Our own disk refused; all else that can go wrong here is what was sent, or that the sender went away. */
function isOfTheDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall !== 'read';
}

async function receiveForm(request: FastifyRequest, place: string, limits: UploadLimits): Promise<UploadedFile[]> {
  const files: UploadedFile[] = [];
  let left = limits.bytes;
  const parts = request.files({
    limits: { fileSize: limits.bytes + 1, files: limits.files + 1, fields: 20, parts: limits.files + 21 },
  });
  for await (const part of parts) {
    if (files.length === limits.files) throw tooLarge(limits);
    const file = { name: plainName(part.filename), path: path.join(place, String(files.length)) };
    left -= await save(part.file, file.path, left, limits);
    files.push(file);
  }
  if (files.length === 0) throw new RequestProblem('NO_FILES');
  return files;
}

async function receiveBody(
  request: FastifyRequest,
  place: string,
  filename: string | undefined,
  limits: UploadLimits,
): Promise<UploadedFile> {
  if (filename === undefined) throw new RequestProblem('NO_FILES');
  const file = { name: plainName(filename), path: path.join(place, '0') };
  const size = await save(request.raw, file.path, limits.bytes, limits);
  if (size === 0) throw new RequestProblem('NO_FILES');
  return file;
}

/** @returns the bytes written */
async function save(source: Readable, to: string, allowed: number, limits: UploadLimits): Promise<number> {
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
