import type { FileHandle } from 'node:fs/promises';
import { type Fragment, parseFragment, type SampleDefaults } from './fragment.ts';
import { readBody, walkTopBoxes } from './top-boxes.ts';

const MOST_INDEX_BYTES = 8 * 1024 * 1024;

/**
 * The fragments of one segment of ours, with the place of each in the file.
 * @throws RangeError where one cannot be read or its samples leave the file
 */
export async function* readFragments(
  file: FileHandle,
  defaults: SampleDefaults,
): AsyncGenerator<Fragment & { at: number }> {
  const { size } = await file.stat();
  for await (const box of walkTopBoxes(file, size)) {
    if (box.type !== 'moof') continue;
    const body = await readBody(file, box, MOST_INDEX_BYTES);
    if (body === null) throw new RangeError('the index of a fragment is cut off or too large');
    const fragment = parseFragment(body, defaults);
    if (fragment.samples.some((s) => s.offset < 0 || box.at + s.offset + s.sizeBytes > size)) {
      throw new RangeError('a sample leaves its segment');
    }
    if (fragment.samples.length > 0) yield { at: box.at, ...fragment };
  }
}
