import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

const of = (title: string) => contentDisposition({ title, detail: '720p', extension: '.mp4' });

describe('the name of a download', () => {
  it('is the title of the talk', () => {
    expect(of('Scaling Postgres')).toBe(
      `attachment; filename="Scaling Postgres (720p).mp4"; filename*=UTF-8''Scaling%20Postgres%20%28720p%29.mp4`,
    );
  });

  it('has letters for old browsers where the title has some', () => {
    expect(of('Čas "teče": C:\\x/y')).toContain(`filename="Cas tece C x y (720p).mp4"`);
    expect(of('東京')).toContain('filename="talk (720p).mp4"');
  });

  it('keeps every title within its header and folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const header = of(title);
        expect(header).toMatch(
          /^attachment; filename="[^"\\\r\n]+"; filename\*=UTF-8''[A-Za-z0-9._~!&$+^`|#%-]+$/,
        );
        const name = decodeURIComponent(header.split("UTF-8''")[1] ?? '');
        expect(name).not.toMatch(/[/\\\p{Cc}]|^\./u);
        expect(name.endsWith('.mp4')).toBe(true);
      }),
    );
  });
});
