import type { TestApp, TestRole } from './app.ts';

/** What a test announces; left out keys are not sent. */
export interface Announced {
  filename?: string;
  filetype?: string;
  relativePath?: string;
  conferenceId?: number | string;
  talk?: string;
  sha256?: string;
  /** null defers the length. */
  sizeBytes: number | null;
  /** Creation with upload. */
  bytes?: Uint8Array;
}

export const tusHeaders = { 'Tus-Resumable': '1.0.0' };

const byteHeaders = { ...tusHeaders, 'Content-Type': 'application/offset+octet-stream' };

/** Pairs of a key and a value, as `Upload-Metadata` holds them. */
export function metadataHeader(pairs: Readonly<Record<string, unknown>>): string {
  return Object.entries(pairs)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${Buffer.from(String(value)).toString('base64')}`)
    .join(',');
}

/** Creates an upload; its address is empty where it was refused. */
export async function announce(
  app: TestApp,
  role: TestRole,
  { sizeBytes, bytes, ...pairs }: Announced,
): Promise<{ status: number; url: string; response: Response }> {
  const response = await app.as(role)('/api/v1/uploads', {
    method: 'POST',
    headers: {
      ...(bytes === undefined ? tusHeaders : byteHeaders),
      ...(sizeBytes === null ? { 'Upload-Defer-Length': '1' } : { 'Upload-Length': String(sizeBytes) }),
      'Upload-Metadata': metadataHeader(pairs),
    },
    ...(bytes !== undefined && { body: new Uint8Array(bytes) }),
  });
  return { status: response.status, url: response.headers.get('location') ?? '', response };
}

/** Sends bytes from an offset on. */
export function sendBytes(
  app: TestApp,
  role: TestRole,
  o: { url: string; offset: number; bytes: Uint8Array; headers?: Record<string, string> },
): Promise<Response> {
  return app.as(role)(o.url, {
    method: 'PATCH',
    headers: { ...byteHeaders, 'Upload-Offset': String(o.offset), ...o.headers },
    body: new Uint8Array(o.bytes),
  });
}
