import { type Config, ConfigError, readConfig } from '#server/kernel/config.ts';

/** The configuration of a command: as the server's, but quiet unless LOG_LEVEL says otherwise. Ends with 2 where it is wrong. */
export function commandConfig(): Config {
  try {
    const config = readConfig(process.env);
    return process.env.LOG_LEVEL ? config : { ...config, logLevel: 'error' };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}
