const [slowest, fastest] = [5, 30];

/** The speeds offered, ascending: from half to three times, by a tenth. */
export const rates: readonly number[] = Array.from(
  { length: fastest - slowest + 1 },
  (_, index) => (slowest + index) / 10,
);

/** The next speed in a direction from any speed; the same at either end. */
export function steppedRate(rate: number, direction: 1 | -1): number {
  const next = direction === 1 ? rates.find((one) => one > rate) : rates.findLast((one) => one < rate);
  return next ?? rate;
}
