import type { Body, Meta, UppyFile } from '@uppy/core';

/** What is told of a file beside its name and type. */
export interface FileMeta extends Meta {
  conferenceId: string;
  lastModified: string;
  relativePath: string | null;
}

/** A file of this browser on its way to the portal. */
export interface LocalFile {
  /** Of this browser. */
  key: string;
  /** The upload's id at the portal; null until it has one. */
  uploadId: string | null;
  conferenceId: number;
  path: string;
  sizeBytes: number;
  sentBytes: number;
  state: 'waiting' | 'sending' | 'paused' | 'sent' | 'failed';
  /** Why it failed, in the portal's own words; null where it said nothing. */
  problem: string | null;
}

export type OwnFile = UppyFile<FileMeta, Body>;

/** The id that the portal gave to a file's upload; null until it has one. */
export function uploadIdOf(file: OwnFile): string | null {
  return file.tus?.uploadUrl?.split('/').at(-1) ?? null;
}

/** A file as Uppy keeps it, as the page shows it. */
export function toLocalFile(file: OwnFile, problem: string | null): LocalFile {
  const { uploadComplete, uploadStarted, bytesUploaded } = file.progress;
  const state = file.error
    ? 'failed'
    : uploadComplete
      ? 'sent'
      : file.isPaused
        ? 'paused'
        : uploadStarted && bytesUploaded
          ? 'sending'
          : 'waiting';
  return {
    key: file.id,
    uploadId: uploadIdOf(file),
    conferenceId: Number(file.meta.conferenceId),
    path: file.meta.relativePath ?? file.name ?? '',
    sizeBytes: file.size ?? 0,
    sentBytes: bytesUploaded || 0,
    state,
    problem,
  };
}

/** The sentence of a refusal (RFC 9457), which Uppy hands on as the request that got it. */
export function problemIn(body: unknown): string | null {
  const xhr = typeof body === 'object' && body !== null && 'xhr' in body ? body.xhr : null;
  if (!(xhr instanceof XMLHttpRequest)) return null;
  try {
    const { title } = JSON.parse(xhr.responseText) as { title?: unknown }; // checked in the next line
    return typeof title === 'string' ? title : null;
  } catch {
    return null;
  }
}
