import { useState } from 'react';
import { useRoomWords } from '../organizer.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import s from './account.module.css';

/** Something that is shown once, with a button that copies it. */
export function Secret({ title, text, note }: { title: string; text: string; note?: string }) {
  const t = useRoomWords('account');
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(text).then(() => setCopied(true));
  };
  return (
    <Notice kind="good" title={title}>
      <code className={s.secret}>{text}</code>
      {note ? <p>{note}</p> : null}
      <Button onClick={copy}>{isCopied ? t.copied : t.copy}</Button>
    </Notice>
  );
}
