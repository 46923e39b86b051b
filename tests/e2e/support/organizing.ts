import { expect, type Page } from '@playwright/test';
import { readScene } from './scene.ts';

/** Signs every page of this tab in, as if the operator's token had been entered in it before. */
export async function signIn(page: Page): Promise<void> {
  await page.addInitScript(
    (token) => sessionStorage.setItem('organizer-token', token),
    readScene().operatorToken,
  );
}

/** Waits until an organizers' page has drawn what it asked for. */
export async function drawn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.getByText(/^(One moment|Минуту|お待ちください)…$/)).toHaveCount(0);
}

/** Asks the API as an organizer. */
export async function askApi(path: string, method = 'GET'): Promise<Response> {
  const { url, operatorToken } = readScene();
  return fetch(`${url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${operatorToken}` } });
}
