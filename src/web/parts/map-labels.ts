/** Names on the map, as text of the page: every script in the package's own fonts, each in its own direction. */
import type { MapLibreMap } from "maplibre-gl";
import type { MapPosition } from "../../places/map-grid.ts";

export type MapLabel = {
  readonly at: MapPosition;
  readonly names: readonly { readonly text: string; readonly language?: string | undefined }[];
  readonly isBelow?: boolean; // of an area: its names may not lie over its edge
};

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const MOST = 200; // labels that are laid out at once
const GAP = 10; // px between a mark and its names

/**
 * Which boxes are shown, by index: each that meets none shown before it.
 *
 * @example
 * shownBoxes([{ x: 0, y: 0, width: 9, height: 9 }, { x: 5, y: 5, width: 9, height: 9 }, { x: 20, y: 0, width: 9, height: 9 }]); //=> [0, 2]
 */
export function shownBoxes(boxes: readonly Box[]): readonly number[] {
  const shown: number[] = [];
  for (const [i, box] of boxes.entries()) if (!shown.some((j) => meet(box, boxes[j]))) shown.push(i);
  return shown;
}

const meet = (a: Box, b: Box | undefined): boolean =>
  b !== undefined &&
  a.x < b.x + b.width &&
  b.x < a.x + a.width &&
  a.y < b.y + b.height &&
  b.y < a.y + a.height;

type LabelOptions = {
  readonly labels: readonly MapLabel[];
  readonly language: string; // whose name comes first
  readonly short: (names: number) => string; // where there is no room for all names
};

/** Keeps the names where their places are. The tables beside the map say the same, so that nobody is read them twice. */
export function labelMap(map: MapLibreMap, { labels, language, short }: LabelOptions): void {
  const layer = document.createElement("div");
  layer.className = "map-labels";
  layer.setAttribute("aria-hidden", "true");
  map.getContainer().append(layer);
  const made = labels
    .slice(0, 5000)
    .map((label) => ({ ...label, element: labelElement(label, language, short) }));
  const draw = () => {
    const { width, height } = layer.getBoundingClientRect();
    const inSight = made
      .map(({ at, element, isBelow }) => ({ point: map.project([at[0], at[1]]), element, isBelow }))
      .filter(({ point: { x, y } }) => x >= 0 && y >= 0 && x <= width && y <= height)
      .slice(0, MOST);
    layer.replaceChildren(...inSight.map(({ element }) => element));
    const boxes = inSight.map(({ point, element, isBelow }) =>
      isBelow === true ? boxBelow(point, element, width) : boxOf(point, element, width),
    );
    const shown = new Set(shownBoxes(boxes));
    for (const [i, { element }] of inSight.entries()) {
      const { x, y } = boxes[i] ?? { x: 0, y: 0 };
      element.style.visibility = shown.has(i) ? "" : "hidden"; // not `hidden`: it is measured again
      element.style.transform = `translate(${x}px, ${y}px)`;
    }
  };
  map.on("move", draw);
  map.on("resize", draw);
  map.on("load", draw);
  void document.fonts.ready.then(draw);
}

/** Under the southern corner of an area, within the map. */
function boxBelow(
  point: { readonly x: number; readonly y: number },
  element: HTMLElement,
  room: number,
): Box {
  const { offsetWidth: width, offsetHeight: height } = element;
  const x = Math.max(0, Math.min(point.x - width / 2, room - width));
  return { x, y: point.y + GAP, width, height };
}

/** Beside its mark, on the side where there is room. */
function boxOf(point: { readonly x: number; readonly y: number }, element: HTMLElement, room: number): Box {
  const { offsetWidth: width, offsetHeight: height } = element;
  const isAfter = point.x + GAP + width <= room;
  return { x: isAfter ? point.x + GAP : point.x - GAP - width, y: point.y - height / 2, width, height };
}

/** The reader's own name first, the others in their order, all of one size; more than three are counted. */
function labelElement({ names }: MapLabel, language: string, short: (names: number) => string): HTMLElement {
  const element = document.createElement("p");
  const own = names.filter((name) => name.language === language);
  const ordered = [...own, ...names.filter((name) => !own.includes(name))];
  const shown = ordered.length > MOST_NAMES ? ordered.slice(0, 1) : ordered;
  for (const { text, language: tag } of shown) {
    const name = document.createElement("bdi");
    if (tag !== undefined) name.lang = tag;
    name.dir = "auto";
    name.textContent = text;
    element.append(name);
  }
  if (shown.length < ordered.length) {
    const more = document.createElement("span");
    more.textContent = short(ordered.length);
    element.append(more);
  }
  return element;
}

const MOST_NAMES = 3;
