import type { Page } from "playwright-core";

/** Pixels of the screen, in both directions, that become one: what is left is where things are, not how letters are drawn. */
const SHRUNK_BY = 4;
/** Of 255: by how much a colour has to differ. */
const DIFFERS = 40;

const DATA = "data:image/png;base64,";

/** Functions of the page, as text: they draw pictures, and get at their pixels. */
const PICTURES = `
  const load = async (data) => {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    return await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  };
  const draw = (image, width, height) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, width, height);
    return { canvas, pixels: context.getImageData(0, 0, width, height).data };
  };
`;

/** Makes a screenshot small: a PNG. */
export async function shrink(page: Page, screenshot: Buffer): Promise<Buffer> {
  const url = await page.evaluate<string>(`(async () => {
    ${PICTURES}
    const image = await load("${screenshot.toString("base64")}");
    const by = (length) => Math.ceil(length / ${String(SHRUNK_BY)});
    return draw(image, by(image.width), by(image.height)).canvas.toDataURL("image/png");
  })()`);
  return Buffer.from(url.slice(DATA.length), "base64");
}

/** Share of the pixels of two PNGs that differ, 0 to 1; 1 where their sizes do. */
export async function compareLooks(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return await page.evaluate<number>(`(async () => {
    ${PICTURES}
    const [one, other] = [await load("${one.toString("base64")}"), await load("${other.toString("base64")}")];
    if (one.width !== other.width || one.height !== other.height) return 1;
    const [ours, theirs] = [one, other].map((image) => draw(image, one.width, one.height).pixels);
    let differing = 0;
    for (let at = 0; at < ours.length; at += 4)
      if ([0, 1, 2].some((channel) => Math.abs(ours[at + channel] - theirs[at + channel]) > ${String(DIFFERS)}))
        differing += 1;
    return differing / (one.width * one.height);
  })()`);
}
