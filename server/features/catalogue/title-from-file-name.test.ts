import { expect, it } from 'vitest';
import { titleFromFileName } from './title-from-file-name.ts';

it.each([
  ['my_great-talk.mp4', 'My great talk'],
  ['day1/room 2/03 - Queues, quickly.mkv', 'Queues, quickly'],
  ['2024-05-01_Opening_keynote_1080p_final.mp4', 'Opening keynote'],
  ['Живая_миграция.webm', 'Живая миграция'],
  ['コンテナの話.mov', 'コンテナの話'],
  ['P.Haul.mp4', 'P Haul'],
  ['C++ in 2024 (HD).mp4', 'C++ in 2024'],
  ['1080p.mp4', '1080p'],
  ['C:\\videos\\Talk.avi', 'Talk'],
])('%s -> %s', (name, title) => {
  expect(titleFromFileName(name)).toBe(title);
});
