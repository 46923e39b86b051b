/** Wrong arguments, in the shape in which parseArgs complains, so that both are answered alike. */
export function wrongUsage(sentence: string): TypeError {
  return Object.assign(new TypeError(sentence), { code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' });
}

/** A number from 1 that an option was given. @throws wrongUsage naming the option */
export function readCount(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw wrongUsage(`${option} takes a number from 1.`);
  return number;
}
