// Imports run downhill (docs/architecture.md): main, worker, scripts -> compose -> features, web
// -> transcode, jobs, blobs, db -> kernel. A test plants a violation of every rule and sees it caught.
const isTest = '\\.(test|spec)\\.tsx?$|^tests/';
const machinery = '^server/(transcode|jobs|blobs|db|typesetting)/';
const above = '^(server/[^/]+$|scripts/)';

/** A rule that forbids imports from one path pattern to another; tests may import whatever they test. */
const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: isTest, ...from },
  to,
});

module.exports = {
  forbidden: [
    forbid('no-cycles', 'modules that import each other cannot be read apart', {}, { circular: true }),
    forbid('no-tests-from-code', 'code does not import tests', {}, { path: isTest }),
    forbid('no-unresolved', 'every import leads somewhere', {}, { couldNotResolve: true, pathNot: '^dist/' }),
    forbid(
      'contract-imports-nothing',
      'the contract is a leaf: zod and itself',
      { path: '^server/contract/' },
      { pathNot: '^server/contract/|node_modules/zod/' },
    ),
    forbid(
      'kernel-is-the-bottom',
      'the kernel imports only itself and the contract',
      { path: '^server/kernel/' },
      { path: '^(server|client|scripts)/', pathNot: '^server/(kernel|contract)/' },
    ),
    forbid(
      'machinery-knows-no-features',
      'transcode, jobs, blobs, db and typesetting lie below features and web',
      { path: machinery },
      { path: `^server/(features|web)/|^client/|${above}` },
    ),
    forbid(
      'transcode-stands-alone',
      'the engine knows no database, no jobs and no HTTP',
      { path: '^server/transcode/' },
      { path: '^server/(db|jobs|blobs)/|node_modules/(express|better-sqlite3)/' },
    ),
    forbid(
      'features-and-web-below-compose',
      'features and web know neither compose nor what is above it',
      { path: '^server/(features|web)/' },
      { path: above },
    ),
    forbid(
      'features-apart',
      'features import each other only for catalogue and accounts',
      { path: '^server/features/([^/]+)/' },
      { path: '^server/features/', pathNot: '^server/features/(catalogue|accounts|$1)/' },
    ),
    forbid(
      'features-not-web',
      'web knows the features, not the other way round',
      { path: '^server/features/' },
      { path: '^server/web/' },
    ),
    forbid(
      'compose-below-main',
      'compose does not import its callers',
      { path: '^server/[^/]+$', pathNot: `^server/(main|worker)|${isTest}` },
      { path: '^(server/(main|worker)[^/]*$|scripts/)' },
    ),
    forbid(
      'server-not-scripts',
      'the server does not import scripts',
      { path: '^server/' },
      { path: '^scripts/' },
    ),
    forbid(
      'server-not-client',
      'the server takes built pages from dist/, never client sources',
      { path: '^(server|scripts)/' },
      { path: '^client/' },
    ),
    forbid(
      'client-only-contract',
      'the client knows the contract and nothing else of the server',
      { path: '^client/' },
      { path: '^(server|scripts)/|node_modules/zod/', pathNot: '^server/contract/' },
    ),
    forbid(
      'client-without-schemas',
      'zod stays on the server: the client takes types and path builders',
      { path: '^client/' },
      { path: '^server/contract/schemas' },
    ),
    forbid(
      'one-file-knows-fluent-ffmpeg',
      'the unmaintained part stays behind one door',
      { path: '^(server|scripts|client)/', pathNot: `^server/transcode/run\\.ts$|${isTest}` },
      { path: 'node_modules/(@types/)?fluent-ffmpeg/' },
    ),
    forbid(
      'named-by-what-it-does',
      'no utils, helpers, types or misc files',
      {},
      { path: '^(server|client|scripts)/.*(^|/)(utils?|helpers?|types|misc|common|index)\\.tsx?$' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|media|\\.toolchain|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
