/** Endings that are looked for in a folder; a file that is dropped by itself is read whatever its ending. */
const ENDINGS = /\.(xlsx|xlsm|xls|csv|tsv|txt|html?|json)$/i;
/** Office's own lock files, hidden files. */
const PASSED_OVER = /^(~\$|\.)/;

/** What was dropped: files, and the exports in folders and in their folders. Call it while the drop is handled. */
export function droppedFiles(data: DataTransfer): Promise<File[]> {
  // The list is empty once the handler has returned, so all of it is taken first.
  const dropped = [...data.items].filter(({ kind }) => kind === 'file');
  const taken = dropped.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  return Promise.all(
    taken.map(async ({ entry, file }) => {
      if (isFolder(entry)) return filesIn(entry);
      return file === null ? [] : [file];
    }),
  ).then((lists) => lists.flat());
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader();
  const files: File[] = [];
  for (;;) {
    // A hundred at a time, until there are none.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return files;
    for (const entry of entries) {
      if (PASSED_OVER.test(entry.name)) continue;
      if (isFolder(entry)) files.push(...(await filesIn(entry)));
      else if (isFile(entry) && ENDINGS.test(entry.name))
        files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
    }
  }
}

function isFolder(entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory === true;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
