import { useOrganizer } from '../organizer.tsx';
import { useSignOut } from '../sign-out.ts';
import { Button, Buttons } from '../ui/button.tsx';
import { AccountPage } from './account-page.tsx';

/** What somebody sees who has an account and nothing to organize. */
export function ViewerArea() {
  const { m } = useOrganizer();
  const signOut = useSignOut();
  return (
    <div className="wrap">
      <Buttons>
        <Button kind="quiet" onClick={() => signOut.mutate()}>
          {m.signOut}
        </Button>
      </Buttons>
      <AccountPage />
    </div>
  );
}
