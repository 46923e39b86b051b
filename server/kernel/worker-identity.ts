import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Who holds a lease: `pid:starttime:bootid:pidnamespace`. A process id alone is not enough, since the system gives it
 * to others later. Where there is no /proc, the last three are `-` and only the lease's end tells.
 */
export function workerIdentity(pid = process.pid): string {
  return [pid, startTime(pid) ?? '-', bootId() ?? '-', pidNamespace() ?? '-'].join(':');
}

/** Whether the worker of that identity certainly no longer runs; false when that cannot be known. */
export function isWorkerDead(identity: string): boolean {
  const [pid, started, boot, namespace] = identity.split(':');
  if (boot === '-' || boot === undefined) return false;
  if (boot !== bootId()) return true;
  if (namespace !== pidNamespace()) return false;
  return startTime(Number(pid)) !== started;
}

/** Field 22 of /proc/PID/stat (proc(5)); null for a process that is gone or a zombie. */
function startTime(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in field 2 may hold spaces and parentheses: count from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return null;
  }
}

function pidNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
  } catch {
    return null;
  }
}
