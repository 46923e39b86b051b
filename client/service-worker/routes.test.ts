import { expect, test } from 'vitest';
import { routeOf } from './routes.ts';

const origin = 'https://talks.example.org';
const route = (path: string, more: { method?: string; mode?: RequestMode } = {}) =>
  routeOf({ method: 'GET', mode: 'cors', url: new URL(path, origin).href, ...more }, origin);

test('viewers’ pages are the worker’s, those of organizers and drafts are not', () => {
  const page = (path: string) => route(path, { mode: 'navigate' });
  for (const path of ['/', '/talks/a?t=5', '/speakers', '/offline', '/organizers-of-the-world']) {
    expect(page(path), path).toBe('page');
  }
  for (const path of ['/organize', '/organize/jobs', '/talks/a?preview=1', '/api/v1/talks', '/embed/a']) {
    expect(page(path), path).toBeNull();
  }
});

test('nothing is touched that changes something or belongs to somebody else', () => {
  expect(route('/api/v1/talks/a', { method: 'POST' })).toBeNull();
  expect(route('/api/v1/uploads')).toBeNull();
  expect(route('/api/v1/account/me')).toBeNull();
  expect(route('/api/v1/organize/talks/1')).toBeNull();
  expect(route('https://elsewhere.example.org/assets/a.js')).toBeNull();
});

test('media are told apart by whether they can change; downloads go past', () => {
  expect(route('/hls/r/v/360p/seg-00000.m4s')).toBe('segment');
  expect(route('/hls/r/v/360p/init.mp4')).toBe('segment');
  expect(route('/hls/r/v/master.m3u8')).toBe('media');
  expect(route('/hls/r/v/captions/a.vtt')).toBe('media');
  expect(route('/hls/r/v/downloads/360p.mp4')).toBeNull();
});

test('a talk’s own data and the built files can come from what is kept', () => {
  expect(route('/api/v1/talks/a?lang=en')).toBe('talk');
  expect(route('/api/v1/talks/a/transcript.vtt')).toBe('talk');
  expect(route('/assets/player-abc.js')).toBe('file');
});
