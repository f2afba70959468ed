// A camera before a screen: reads the QR code that is shown there.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from '@playwright/test';

const jsqr = readFileSync(createRequire(import.meta.url).resolve('jsqr/dist/jsQR.js'), 'utf8');

/** What the phone reads from the picture, as it is on the screen. The phone's page opens nothing by it. */
export async function scan(phone: Page, picture: Locator): Promise<string> {
  const shot = (await picture.screenshot()).toString('base64');
  // A page of its own: that of the app lets no other script in.
  const camera = await phone.context().newPage();
  await camera.addScriptTag({ content: jsqr });
  const read = await camera.evaluate(async (shot) => {
    const bytes = Uint8Array.from(atob(shot), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    pen.drawImage(picture, 0, 0);
    const { data, width, height } = pen.getImageData(0, 0, picture.width, picture.height);
    return (window as unknown as { jsQR: (...it: unknown[]) => { data: string } | null }).jsQR(data, width, height)?.data;
  }, shot);
  await camera.close();
  if (!read) throw new Error('no QR code can be read there');
  return read;
}
