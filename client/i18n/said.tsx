import { Fragment, type ReactNode } from 'react';

/** A message around one value that is more than text: a title in its own language, say. The value takes every place. */
export function Said({ message, value }: { message: string; value: ReactNode }) {
  return message.split(/\{\w+\}/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change places
    <Fragment key={index}>
      {index > 0 ? value : null}
      {part}
    </Fragment>
  ));
}
