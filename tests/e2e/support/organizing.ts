import { expect, type Page } from '@playwright/test';
import { organizer, readScene } from './scene.ts';

/** Signs the browser of a page in, as if it had been done in it before. */
export async function signIn(page: Page): Promise<void> {
  const answer = await page.request.post(`${readScene().url}/api/v1/auth/sign-in/email`, { data: organizer });
  expect(answer.status()).toBe(200);
}

/** Waits until an organizers' page has drawn what it asked for. */
export async function drawn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.getByText(/^(One moment|Минуту|お待ちください)…$/)).toHaveCount(0);
}

/** Asks the API as an organizer. */
export async function askApi(path: string, method = 'GET'): Promise<Response> {
  const { url, token } = readScene();
  return fetch(`${url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}` } });
}
