/** A small picture of a recording: where it lies on a sheet of many, and which time it stands for. */
export interface Tile {
  sheetUrl: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** On the version's own timeline. */
  startMs: number;
}

/** Reads the storyboard's WebVTT (`sheet.jpg#xywh=x,y,w,h`); at most `count` tiles, evenly spread. */
export function readTiles(vtt: string, vttUrl: string, count: number): Tile[] {
  const pattern = /^(\d+):(\d{2}):(\d{2})\.(\d{3}) --> .*\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)$/gm;
  const tiles = Array.from(vtt.matchAll(pattern), (found) => {
    const [hours = 0, minutes = 0, seconds = 0, ms = 0] = found.slice(1, 5).map(Number);
    const [x = 0, y = 0, width = 0, height = 0] = found.slice(6).map(Number);
    const startMs = ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
    const sheetUrl = vttUrl.replace(/[^/]*$/, found[5] ?? '');
    return { sheetUrl, x, y, width, height, startMs };
  });
  if (tiles.length <= count) return tiles;
  return tiles.filter(
    (_, i) => Math.floor((i * count) / tiles.length) !== Math.floor(((i - 1) * count) / tiles.length),
  );
}
