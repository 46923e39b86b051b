/** First names and what people who bear them are called. */
const forms =
  `alexander alex sasha, alexandra alex sasha, aleksandr alex sasha, alexey alex lyosha, benjamin ben benji, charles charlie chuck,
  christopher chris, christian chris, daniel dan danny, david dave, dmitry dima, edward ed eddie, elizabeth liz beth eliza,
  frederick fred, gabriel gabe, gregory greg, james jim jamie, jeffrey jeff, jennifer jen jenny, jessica jess, john johnny jack,
  jonathan jon, joseph joe, joshua josh, katherine kate kathy, kenneth ken, lawrence larry, leonard leo, maciej maciek,
  matthew matt, meghan meg, michael mike misha, mikhail misha, nicholas nick, nikolay nick kolya, patricia pat patty, patrick pat,
  peter pete piotr, philip phil, raymond ray, rebecca becky, richard rick dick, robert rob bob bobby, ronald ron, samuel sam,
  samantha sam, stephen steve, steven steve, susan sue, theodore ted theo, thomas tom tommy, timothy tim, vladimir vlad vova,
  william will bill, evgeny zhenya, ekaterina katya kate, sergey serge, ivan vanya, maria masha, natalia natasha, olga olya`
    .split(',')
    .map((line) => line.trim().split(/\s+/));

const shortForms = new Map<string, Set<string>>();
for (const [full = '', ...shorts] of forms)
  for (const short of shorts) shortForms.set(short, (shortForms.get(short) ?? new Set()).add(full));

/** Whether one first name is short for the other: known ones, and any that is the beginning of the other (Leti, Leticia). */
export function areShortForms(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (shortForms.get(short)?.has(long)) return true;
  // Paul and Paula, Jan and Jana are two people.
  return short.length >= 3 && long.startsWith(short) && long.length - short.length >= 2;
}
