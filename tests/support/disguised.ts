/** A file that is not what its name says. */
export interface Disguised {
  name: string;
  bytes: Buffer;
}

/**
 * Files with names of videos that in truth are lists, scripts or pages naming another file or address: everything
 * known to ffmpeg that opens more than the file itself, and pictures that load others.
 * @param o.url an address that must never be asked
 * @param o.local the absolute path of a file that must never be read
 */
export function disguisedFiles(o: { url: string; local: string }): Disguised[] {
  const targets = { net: o.url, file: `file:${o.local}`, path: o.local };
  const endings = ['mp4', 'avi', 'mkv'];
  return Object.entries(targets).flatMap(([kind, target], i) =>
    Object.entries(texts(target)).map(([what, text], j) => ({
      name: `${what}-${kind}.${endings[(i + j) % endings.length]}`,
      bytes: Buffer.from(text),
    })),
  );
}

function texts(target: string): Record<string, string> {
  return {
    hls: `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${target}\n#EXT-X-ENDLIST\n`,
    'hls-master': `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${target}\n`,
    'hls-key': `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-KEY:METHOD=AES-128,URI="${target}"\n#EXTINF:4,\n${target}\n`,
    m3u: `#EXTM3U\n#EXTINF:4,Talk\n${target}\n`,
    concat: `ffconcat version 1.0\nfile '${target}'\n`,
    'concat-bare': `file '${target}'\n`,
    dash: `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" mediaPresentationDuration="PT4S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1" codecs="avc1.64001f"><BaseURL>${target}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    sdp: `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=${target}\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\na=control:${target}\n`,
    imf: `<?xml version="1.0"?><CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/2067-3/2016"><Id>urn:uuid:1</Id><EditRate>25 1</EditRate><Path>${target}</Path></CompositionPlaylist>`,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="64"><image xlink:href="${target}" href="${target}" width="64" height="64"/></svg>`,
    'svg-entity': `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "${target}">]><svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><text>&x;</text></svg>`,
    asx: `<asx version="3.0"><entry><ref href="${target}"/></entry></asx>`,
    wpl: `<?wpl version="1.0"?><smil><body><seq><media src="${target}"/></seq></body></smil>`,
    html: `<html><video src="${target}"></video></html>`,
    pls: `[playlist]\nFile1=${target}\nNumberOfEntries=1\n`,
    'asf-redirector': `[Reference]\nRef1=${target}\n`,
    rtsp: `rtsptext\n${target}\n`,
    avisynth: `DirectShowSource("${target}")\n`,
    vapoursynth: `import vapoursynth as vs\nvs.core.ffms2.Source("${target}").set_output()\n`,
    subtitles: `1\n00:00:00,000 --> 00:00:04,000\n${target}\n`,
    metadata: `;FFMETADATA1\ntitle=${target}\n`,
    xbin: `XBIN\u001a\u0050\u0000\u0019\u0000\u0010\u0000${target.padEnd(4000, ' ')}`,
    ansi: `\u001b[2J\u001b[1;31m${target}\n`.repeat(20),
  };
}

/** Where boxes lie that hold boxes, from the outside to `dref` (ISO/IEC 14496-12, 8.7.2). */
const PATH_TO_DREF = ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref'];

/**
 * Makes the first track of an MP4 (index at its end, not in front) say that its data lies in another file, by an
 * alias as QuickTime writes them, and removes the data of its own.
 */
export function withOutsideData(mp4: Buffer, target: string): Buffer {
  const path = Buffer.from(target);
  const padded = Buffer.concat([path, Buffer.alloc(path.length % 2)]);
  const head = Buffer.alloc(10 + 28 + 12 + 64 + 16 + 4 + 16);
  const end = Buffer.from([0xff, 0xff, 0, 0]);
  const record = Buffer.concat([head, be16(2), be16(path.length), padded, end]);
  const entry = Buffer.concat([be32(12 + record.length), Buffer.from('alis'), be32(0), record]);
  const boxes: Array<{ at: number; size: number }> = [];
  let [from, to] = [0, mp4.length];
  for (const type of PATH_TO_DREF) {
    const box = findBox(mp4, type, from, to);
    boxes.push(box);
    [from, to] = [box.at + 8, box.at + box.size];
  }
  const dref = boxes.at(-1) ?? { at: 0, size: 0 };
  const replaced = Buffer.concat([mp4.subarray(0, dref.at + 16), entry, mp4.subarray(dref.at + dref.size)]);
  const growth = 16 + entry.length - dref.size;
  for (const { at, size } of boxes) replaced.writeUInt32BE(size + growth, at);
  const data = findBox(replaced, 'mdat', 0, replaced.length);
  return replaced.fill(0, data.at + 8, data.at + data.size);
}

function findBox(bytes: Buffer, type: string, from: number, to: number): { at: number; size: number } {
  for (let at = from; at + 8 <= to; ) {
    const size = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === type) return { at, size };
    at += Math.max(8, size);
  }
  throw new Error(`no ${type} box`);
}

function be16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function be32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
