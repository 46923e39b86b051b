import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captionFor, languageLabel } from './caption-files.ts';
import { readCaptions } from './read-captions.ts';
import { writeWebVtt } from './write-webvtt.ts';

const read = (text: string | Buffer) => readCaptions(Buffer.from(text), 'a.srt');

describe('reading captions', () => {
  it('reads SubRip and WebVTT to the same cues', () => {
    const cues = [
      { startMs: 1600, endMs: 4200, text: 'One\ntwo' },
      { startMs: 3_661_000, endMs: 3_662_500, text: 'Three' },
    ];
    expect(
      read('1\n00:00:01,600 --> 00:00:04,200\nOne\ntwo\n\n2\n01:01:01,000 --> 01:01:02,500\nThree'),
    ).toEqual(cues);
    expect(
      read(
        'WEBVTT - title\n\nNOTE a note\n\nSTYLE\n::cue {}\n\nid\n00:01.600 --> 00:04.200 align:start\n<v Ann>One\ntwo\n\n01:01:01.000 --> 01:01:02.500\nThree\n',
      ),
    ).toEqual(cues);
  });

  it('reads cues that no blank line parts, and sorts them by time', () => {
    expect(read('2\n00:00:03,0 --> 00:00:04,5\nB\n1\n00:00:01,25 --> 00:00:02,000\nA\n')).toEqual([
      { startMs: 1250, endMs: 2000, text: 'A' },
      { startMs: 3000, endMs: 4500, text: 'B' },
    ]);
  });

  it('leaves damaged cues out and keeps the rest', () => {
    expect(
      read(
        'x\n\n1\nnot --> a time\nlost\n\n2\n00:00:02,000 --> 00:00:01,000\nbackwards\n\n3\n00:00:01,000 --> 00:00:02,000\nkept',
      ),
    ).toEqual([{ startMs: 1000, endMs: 2000, text: 'kept' }]);
  });

  it('refuses a file without captions, by its name', () => {
    expect(() => read('just words')).toThrow('"a.srt" holds no captions');
    expect(() => read('')).toThrow('"a.srt" holds no captions');
    expect(() => read(Buffer.alloc(11 * 1024 * 1024))).toThrow(/larger/);
  });

  it('reads UTF-16, Windows-1251 and Windows-1252', () => {
    const cue = '1\n00:00:01,000 --> 00:00:02,000\n';
    expect(read(Buffer.from(`\ufeff${cue}Привет`, 'utf16le'))[0]?.text).toBe('Привет');
    const russian = Buffer.concat([Buffer.from(cue), Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2])]);
    expect(read(russian)[0]?.text).toBe('Привет');
    expect(read(Buffer.concat([Buffer.from(`${cue}caf`), Buffer.from([0xe9])]))[0]?.text).toBe('café');
  });

  it('writes any text so that it reads back the same and never becomes markup', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', '<', '>', '&', '-', ' ', 'ß', '字', '{', '}'),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(10_000), word), { minLength: 1, maxLength: 5 }), (made) => {
        const cues = made.map(([at, text], n) => ({
          startMs: n * 20_000 + at,
          endMs: n * 20_000 + at + 1,
          text: `x${text.trim()}`,
        }));
        const written = writeWebVtt(cues);
        expect(written.match(/-->/g)).toHaveLength(cues.length);
        expect(written).not.toMatch(/<[a-z]/i);
        expect(read(written).map((cue) => cue.startMs)).toEqual(cues.map((cue) => cue.startMs));
      }),
    );
  });

  const corpus = process.env.CORPUS_DIR ?? '';
  const folder = join(corpus, 'captions');
  it.skipIf(corpus === '' || !existsSync(folder))('reads real caption files', () => {
    const names = readdirSync(folder).filter((name) => /\.(srt|vtt)$/.test(name));
    expect(names.length).toBeGreaterThan(4);
    for (const name of names) {
      const bytes = readFileSync(join(folder, name));
      const cues = readCaptions(bytes, name);
      expect(cues.length, name).toBe(bytes.toString().match(/-->/g)?.length);
      for (const cue of cues) {
        expect(cue.text.trim(), name).not.toBe('');
        expect(cue.endMs, name).toBeGreaterThan(cue.startMs);
      }
    }
  });
});

describe('names of caption files', () => {
  it.each([
    ['talk.vtt', 'talk.mp4', { language: null }],
    ['talk.de.srt', 'talk.mp4', { language: 'de' }],
    ['talk.pt-br.vtt', 'talk.mkv', { language: 'pt-BR' }],
    ['talk.de.srt', 'talk.de.mp4', { language: null }],
    ['a "b"\n%d.en.vtt', 'a "b"\n%d.mp4', { language: 'en' }],
    ['talk.part.srt', 'talk.mp4', null],
    ['talk2.srt', 'talk.mp4', null],
    ['talk.txt', 'talk.mp4', null],
  ])('%s beside %s', (caption, video, expected) => {
    expect(captionFor(caption, video)).toEqual(expected);
  });

  it('names a language in that language', () => {
    expect([languageLabel('de'), languageLabel('ru'), languageLabel('ja'), languageLabel(null)]).toEqual([
      'Deutsch',
      'Русский',
      '日本語',
      'Captions',
    ]);
  });
});
