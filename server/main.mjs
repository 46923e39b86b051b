// Plain JavaScript on purpose: an old Node must reach this sentence before TypeScript or a native module stops it.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `Rostrum needs Node 24 or newer; this is ${process.version}. \`npm start\` installs it by itself.\n`,
  );
  process.exit(1);
}
await import('./main.ts');
