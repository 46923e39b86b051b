import { spawn } from 'node:child_process';

/** How a tool ended: everything it said on either stream, its standard output alone, and its exit code. */
export interface ToolResult {
  exitCode: number;
  stdout: string;
  output: string;
}

/** Runs one of node_modules' programs with this Node, in the folder `cwd`, and collects what it says. */
export function runTool(script: string, argv: string[], cwd: string): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...argv], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
      output += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? 1, stdout, output }));
  });
}
