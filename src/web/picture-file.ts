/** A picture as a file: SVG, or PNG drawn here; with the package's fonts in it, so that it looks the same anywhere. */
import { toBase64 } from "../base/bytes.ts";
import { type Picture, standaloneSvg } from "../pages/chart/picture.ts";
import { type FontFile, fontFaces, fontsFor } from "../pages/fonts.ts";

const SCALE = 2; // pixels of the PNG for each unit of the drawing: sharp in print

export async function pictureSvg(picture: Picture, isLight = false): Promise<Blob> {
  const words = [picture.title, picture.drawing].join(" ");
  const fonts = fontsFor(words, "sans").filter(({ weight }) => weight === 400);
  const faces = await Promise.all(fonts.map(embeddedFace));
  return new Blob([standaloneSvg(picture, { fontFaces: faces.join(""), isLight })], {
    type: "image/svg+xml",
  });
}

/** By light whatever the device asks: it goes on paper. */
export async function picturePng(picture: Picture): Promise<Blob> {
  const image = await imageOf(await pictureSvg(picture, true));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width * SCALE, picture.height * SCALE];
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("got a browser that draws nothing, wanted one with a canvas");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("got no PNG of the picture"));
      else resolve(blob);
    }, "image/png");
  });
}

async function imageOf(svg: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function embeddedFace(font: FontFile): Promise<string> {
  const response = await fetch(`/fonts/${font.name}`);
  if (!response.ok) throw new Error(`got ${response.status} for the font ${font.name}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return fontFaces([font], "").replace(font.name, `data:font/woff2;base64,${toBase64(bytes)}`);
}
