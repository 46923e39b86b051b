import { readFileSync } from 'node:fs';

/**
 * The most memory that a process held at once (resident set), in bytes; null where this system does not say.
 * On Linux from /proc (VmHWM): the kernel hands `ru_maxrss` on from parent to child, so that a small child of a large
 * process would be blamed for its parent.
 * @param pid another process, or this one
 */
export function peakMemoryBytes(pid: number | 'self'): number | null {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readStatus(pid))?.[1];
  if (kibibytes !== undefined) return Number(kibibytes) * 1024;
  return pid === 'self' ? process.resourceUsage().maxRSS * 1024 : null;
}

function readStatus(pid: number | 'self'): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}
