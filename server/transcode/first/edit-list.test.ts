import { describe, expect, test } from 'vitest';
import { judgeEdits, parseTrackTimes, type TrackTimes } from './edit-list.ts';

const times = (more: Partial<TrackTimes>): TrackTimes => ({
  ...{ edits: [], mediaLength: 60, firstShown: 0.08, descriptions: 1 },
  ...more,
});
const edit = (start: number | null, length: number, rate = 1) => ({ start, length, rate });

describe('an edit list that shows all of the media as it lies', () => {
  test.each([
    ['none', []],
    ['from the first picture to the end', [edit(0.08, 59.92)]],
    ['after a short pause', [edit(null, 0.05), edit(0.08, 59.92)]],
    ['of length 0, which is to the end', [edit(0.08, 0)]],
  ])('%s', (_, edits) => {
    expect(judgeEdits(times({ edits }))).toBeNull();
  });
});

describe('an edit list that a copy would not follow', () => {
  test.each([
    ['begins later in the media', [edit(1.3, 58.7)], /middle of the media/],
    ['begins before the first picture', [edit(0, 60)], /middle of the media/],
    ['leaves out the end', [edit(0.08, 50)], /leaves out the end/],
    ['begins with a long pause', [edit(null, 0.5), edit(0.08, 59.92)], /pause/],
    ['has two parts', [edit(0.08, 10), edit(30, 30)], /several parts/],
    ['plays slower', [edit(0.08, 59.92, 0.5)], /speed/],
  ])('%s', (_, edits, reason) => {
    expect(judgeEdits(times({ edits }))).toMatch(reason);
  });
});

describe('a damaged index', () => {
  const box = (type: string, body: Buffer) => {
    const header = Buffer.alloc(8);
    header.writeUInt32BE(body.length + 8);
    header.write(type, 4, 'latin1');
    return Buffer.concat([header, body]);
  };

  test('cut inside of a field is told from one without tracks', () => {
    const track = box(
      'trak',
      Buffer.concat([box('tkhd', Buffer.alloc(8)), box('mdia', box('mdhd', Buffer.alloc(4)))]),
    );
    expect(parseTrackTimes(track, null)).toBeNull();
    expect(parseTrackTimes(Buffer.alloc(0), null)).toEqual(new Map());
  });

  test('that promises four thousand million edits is not believed', () => {
    const header = Buffer.alloc(24);
    header.writeUInt32BE(1000, 12);
    const elst = Buffer.alloc(20);
    elst.writeUInt32BE(0xffff_ffff, 4);
    const track = box(
      'trak',
      Buffer.concat([
        box('tkhd', Buffer.alloc(84)),
        box('edts', box('elst', elst)),
        box('mdia', box('mdhd', header)),
      ]),
    );
    expect(parseTrackTimes(Buffer.concat([box('mvhd', header), track]), null)).toBeNull();
  });

  test('whose boxes are larger than the file or smaller than their header ends the reading', () => {
    for (const size of [0xffff_ffff, 3, 7]) {
      const broken = Buffer.alloc(32);
      broken.writeUInt32BE(size);
      broken.write('trak', 4, 'latin1');
      expect(parseTrackTimes(broken, null)).toEqual(new Map());
    }
  });
});
