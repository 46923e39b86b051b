/** Cuts the asked-for bytes out of a stored answer (RFC 9110, 14.2): one range, as media elements ask. */
export async function partOf(answer: Response, range: string): Promise<Response> {
  const bytes = await answer.blob();
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  const start = from === '' ? Math.max(0, bytes.size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes.size - 1 : Math.min(Number(to), bytes.size - 1);
  const headers = new Headers(answer.headers);
  if ((from === '' && to === '') || start > end) {
    headers.set('Content-Range', `bytes */${bytes.size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set('Content-Range', `bytes ${start}-${end}/${bytes.size}`);
  headers.set('Content-Length', String(end - start + 1));
  return new Response(bytes.slice(start, end + 1), { status: 206, headers });
}
