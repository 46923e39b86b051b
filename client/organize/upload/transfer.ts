import Uppy, { type Body } from '@uppy/core';
import Tus from '@uppy/tus';
import { paths } from '#server/contract/paths.ts';
import type { Upload } from '#server/contract/wire.ts';
import { type FileMeta, type LocalFile, problemIn, toLocalFile, uploadIdOf } from './local-file.ts';
import { createPace } from './pace.ts';
import { pathOf } from './path-of.ts';

/** Everything of this browser that is on its way; a new object whenever something changed. */
export interface Transfer {
  files: readonly LocalFile[];
  /** The connection is gone, and tried again by itself. */
  isWaitingForLine: boolean;
  /** Of all files together; 0 while it is not known. */
  bytesPerSecond: number;
}

/** A part of a file that one request carries: what a proxy in between may have to keep. */
const requestBytes = 64 * 1024 * 1024;
const atOnce = 3;
/** Tried again sooner, then every ten seconds for a day. */
const retryDelaysMs = [500, 1000, 3000, 5000, ...Array<number>(8640).fill(10_000)];
const tellEveryMs = 250;

/** Sends files, several at a time, with Uppy over tus; lives as long as the page is not loaded anew. */
export function createTransfer() {
  const uppy = new Uppy<FileMeta, Body>({ autoProceed: true, allowMultipleUploadBatches: true });
  const pace = createPace();
  const problems = new Map<string, string>();
  const listeners = new Set<() => void>();
  let isWaitingForLine = false;
  let shown: Transfer = { files: [], isWaitingForLine: false, bytesPerSecond: 0 };
  let isTelling = false;

  uppy.use(Tus, {
    endpoint: paths.api.uploads(),
    chunkSize: requestBytes,
    limit: atOnce,
    retryDelays: retryDelaysMs,
    // The portal knows what is unfinished, for every browser of its sender.
    storeFingerprintForResuming: false,
    allowedMetaFields: ['name', 'type', 'relativePath', 'conferenceId', 'lastModified'],
    onShouldRetry(error, _attempt, _options, next) {
      const status = error.originalResponse?.getStatus() ?? 0;
      if (status === 507 || !next(error)) return false;
      isWaitingForLine = true;
      tellSoon();
      return true;
    },
  });

  const tell = () => {
    isTelling = false;
    const files = uppy.getFiles().map((file) => toLocalFile(file, problems.get(file.id) ?? null));
    pace.note(sum(files.map(({ sentBytes }) => sentBytes)));
    const isSending = files.some(({ state }) => state === 'sending');
    shown = {
      files,
      isWaitingForLine: isSending && (isWaitingForLine || !navigator.onLine),
      bytesPerSecond: isSending ? pace.perSecond() : 0,
    };
    for (const listener of listeners) listener();
    if (isSending) tellSoon();
  };
  const tellSoon = () => {
    if (isTelling) return;
    isTelling = true;
    setTimeout(tell, tellEveryMs);
  };
  uppy.on('state-update', tellSoon);
  uppy.on('upload-progress', () => {
    isWaitingForLine = false;
  });
  uppy.on('upload-error', (file, _error, response) => {
    const sentence = problemIn(response?.body);
    if (file !== undefined && sentence !== null) problems.set(file.id, sentence);
  });
  // Before any request has failed for it.
  for (const name of ['offline', 'online']) window.addEventListener(name, tellSoon);
  window.addEventListener('beforeunload', (event) => {
    if (shown.files.some(({ state }) => state === 'sending' || state === 'waiting')) event.preventDefault();
  });

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get: () => shown,
    /** Begins to send files, or goes on with those that the portal has a part of. */
    add(files: readonly File[], o: { conferenceId: number; unfinished: readonly Upload[] }) {
      for (const file of files) {
        const path = pathOf(file);
        const before = o.unfinished.find((upload) => isSameFile(upload, { file, path }));
        const isHere = uppy.getFiles().some((one) => before !== undefined && uploadIdOf(one) === before.id);
        if (isHere) continue;
        try {
          const key = uppy.addFile({
            name: file.name,
            type: file.type,
            data: file,
            meta: {
              conferenceId: String(o.conferenceId),
              lastModified: String(file.lastModified),
              relativePath: path === file.name ? null : path,
            },
          });
          if (before !== undefined) uppy.setFileState(key, { tus: { uploadUrl: before.url } });
        } catch {
          // The same file is in the list already.
        }
      }
    },
    togglePause: (key: string) => void uppy.pauseResume(key),
    pauseAll: () => uppy.pauseAll(),
    resumeAll: () => uppy.resumeAll(),
    retry(key: string) {
      problems.delete(key);
      void uppy.retryUpload(key);
    },
    /** Takes a file out of the list; of one that is not whole the portal forgets its part. */
    remove: (key: string) => uppy.removeFile(key),
  };
}

/** One for all pages, so that going to another one stops nothing. */
export const transfer = createTransfer();

/** A file chosen alone is also the one that came in a folder, where it was last changed at the same moment. */
function isSameFile(upload: Upload, { file, path }: { file: File; path: string }): boolean {
  if (upload.state !== 'arriving' || upload.sizeBytes !== file.size) return false;
  if (upload.modifiedMs !== null && upload.modifiedMs !== file.lastModified) return false;
  const known =
    upload.modifiedMs === null ? upload.path : upload.path.slice(upload.path.lastIndexOf('/') + 1);
  return known === (upload.modifiedMs === null ? path : file.name).normalize('NFC');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
