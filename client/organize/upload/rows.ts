import type { Upload } from '#server/contract/wire.ts';
import type { LocalFile } from './local-file.ts';

/** One file in the list: as this browser has it, as the portal has it, or both. */
export interface UploadRow {
  key: string;
  path: string;
  sizeBytes: number | null;
  sentBytes: number;
  state:
    | 'waiting'
    | 'sending'
    | 'paused'
    | 'failed'
    | 'unfinished'
    | 'checking'
    | 'taken'
    | 'refused'
    | 'expired';
  local: LocalFile | null;
  upload: Upload | null;
}

/**
 * Brings together what the browser sends and what the portal says of it: the files of this browser as they were chosen,
 * then what waits for the rest of its bytes, then what is done, the newest first.
 */
export function rowsOf(files: readonly LocalFile[], uploads: readonly Upload[]): UploadRow[] {
  const byId = new Map(uploads.map((upload) => [upload.id, upload]));
  const here = files.map((local) => rowOf(local, byId.get(local.uploadId ?? '') ?? null));
  const sent = new Set(files.map(({ uploadId }) => uploadId));
  const elsewhere = uploads.filter(({ id }) => !sent.has(id)).map((upload) => rowOf(null, upload));
  const isUnfinished = ({ state }: UploadRow) => state === 'unfinished';
  return [...here, ...elsewhere.filter(isUnfinished), ...elsewhere.filter((row) => !isUnfinished(row))];
}

function rowOf(local: LocalFile | null, upload: Upload | null): UploadRow {
  const isUnderWay = upload === null || upload.state === 'arriving';
  return {
    key: local?.key ?? upload?.id ?? '',
    path: upload?.path ?? local?.path ?? '',
    sizeBytes: local?.sizeBytes ?? upload?.sizeBytes ?? null,
    sentBytes: isUnderWay ? local?.sentBytes || (upload?.offsetBytes ?? 0) : upload.offsetBytes,
    state: isUnderWay ? stateHere(local) : upload.state === 'arriving' ? 'unfinished' : upload.state,
    local,
    upload,
  };
}

/** What the portal has not heard of yet, or waits for the rest of. */
function stateHere(local: LocalFile | null): UploadRow['state'] {
  if (local === null) return 'unfinished';
  return local.state === 'sent' ? 'checking' : local.state;
}
