/** Every main screen by keyboard alone: focus goes the way one reads, is seen where it is; targets are large enough, and nothing moves. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { openPage, settle, type View } from "./look.ts";
import { buildWeb, openBrowser } from "./served-application.ts";
import { shownRegisters } from "./shown-registers.ts";
import { addressOf, type ShownScreen, shownScreens } from "./shown-screens.ts";

await buildWeb();
const browser = await openBrowser();
const registers = shownRegisters();
after(() => browser.close());

const walked = new Set(
  (
    "home people map review-pair returns enquiries person groups import-columns enter-person counts appeals " +
    "appeals-text appeals-signatures public-search verify organisations audiences access-log audits health sign-in " +
    "account enquiry published"
  ).split(" "),
);
const mirrored = new Set(["home", "people", "person", "counts", "appeals-text", "enquiry", "published"]);

async function walk(
  names: ReadonlySet<string>,
  view: View,
  look: (page: Page) => Promise<readonly string[]>,
) {
  const { page } = await openPage(browser, view);
  const found: string[] = [];
  for (const screen of shownScreens.filter(({ name }) => names.has(name))) {
    await show(page, screen, view);
    found.push(...(await look(page)).map((what) => `${screen.name}: ${what}`));
  }
  await page.context().close();
  return found;
}

async function show(page: Page, screen: ShownScreen, { language = "en" }: View): Promise<void> {
  await page.goto(addressOf(screen, language, await registers.urlOf(screen.of ?? "full")));
  await settle(page);
  await screen.prepare?.(page);
  await settle(page);
  await page.evaluate(() =>
    document.activeElement instanceof HTMLElement ? document.activeElement.blur() : 0,
  );
}

const MOST_STEPS = 150;

/** What is wrong with the way that Tab goes from the top of the page until it leaves it. */
async function focusFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => {
    window.scrollTo(0, 0);
    document.body.tabIndex = -1;
    document.body.focus();
  });
  const faults: string[] = [];
  const seen = new Set<string>();
  for (let before: Focused | undefined, step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(focused);
    if (now === undefined || seen.has(now.path)) return faults;
    seen.add(now.path);
    faults.push(...now.faults.map((fault) => `${now.name}: ${fault}`));
    if (before !== undefined && before.part === now.part && isBack(before, now))
      faults.push(`focus goes back from ${before.name} to ${now.name}`);
    before = now;
  }
  return [...faults, `Tab does not leave the screen in ${MOST_STEPS} steps`];
}

type Focused = {
  readonly path: string; // where it stands in the document
  readonly name: string;
  readonly part: string; // header, navigation, main or foot
  readonly isFromRight: boolean;
  readonly box: {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  };
  readonly faults: readonly string[];
};

/** Whether the second stands before the first as one reads: above it and not in a column after it, or before it in its line. */
function isBack({ box: from, isFromRight }: Focused, { box: to }: Focused): boolean {
  const isAfter = isFromRight ? to.right <= from.left + 1 : to.left >= from.right - 1;
  const isBefore = isFromRight ? to.left >= from.right - 1 : to.right <= from.left + 1;
  const [isAbove, isBelow] = [to.bottom <= from.top + 1, to.top >= from.bottom - 1];
  return isAbove ? !isAfter : !isBelow && isBefore;
}

/** In the page: what has the focus, where on the page it is, and whether that can be seen. */
function focused(): Focused | undefined {
  const element = document.activeElement;
  if (element === null || element === document.body || element === document.documentElement) return undefined;
  const path: number[] = [];
  let scrolled = 0; // of the page and of every box that it stands in
  for (let at: Element | null = element; at?.parentElement; at = at.parentElement) {
    path.push([...at.parentElement.children].indexOf(at));
    scrolled += at.parentElement.scrollTop;
  }
  // What is drawn for a control that is itself hidden, as a box that is ticked, is its label.
  const own = element.getBoundingClientRect();
  const drawn = own.width < 2 || own.height < 2 ? (element.closest("label") ?? element) : element;
  const { top, bottom, left, right, width, height } = drawn.getBoundingClientRect();
  const ringed = [
    element,
    drawn,
    ...drawn.querySelectorAll("svg"),
    ...(element.parentElement ? [element.parentElement] : []),
  ];
  const hasRing = ringed.some((each) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
  });
  const isInSight = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  const name = element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40) ?? "";
  return {
    path: path.join("."),
    name: `${element.tagName.toLowerCase()} ${JSON.stringify(name)}`,
    part: element.closest("header, nav, main, footer, aside, [role=dialog]")?.tagName ?? "BODY",
    isFromRight: getComputedStyle(document.documentElement).direction === "rtl",
    box: { top: top + scrolled, bottom: bottom + scrolled, left, right },
    faults: [
      ...(width === 0 || height === 0 ? ["has the focus and no size"] : []),
      ...(isInSight ? [] : ["has the focus out of sight"]),
      ...(hasRing ? [] : ["shows no ring"]),
    ],
  };
}

/** In the page: targets that are less than 24 pixels wide or high, and neither links in a line of text nor alone in so much room (WCAG 2.2, 2.5.8). */
function smallTargets(): readonly string[] {
  const LEAST = 24;
  const boxes = [
    ...document.querySelectorAll(
      "a[href], button, input, select, textarea, summary, [role=button], [role=tab], [role=option]",
    ),
  ]
    .filter(
      (element) => element.checkVisibility() && !element.closest("[aria-hidden=true], .visually-hidden"),
    )
    .map((element) => ({ element, drawn: element.closest("label") ?? element }))
    .map(({ element, drawn }) => ({ element, box: drawn.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && box.height > 1);
  const isInText = (element: Element) =>
    element.tagName === "A" &&
    getComputedStyle(element).display === "inline" &&
    [...(element.parentElement?.childNodes ?? [])].some(
      (node) => node !== element && node.textContent?.trim(),
    );
  const centre = ({ left, right, top, bottom }: DOMRect) => [(left + right) / 2, (top + bottom) / 2] as const;
  const isSmall = ({ width, height }: DOMRect) => width < LEAST - 0.5 || height < LEAST - 0.5;
  const hasRoom = (element: Element, box: DOMRect) => {
    const [x, y] = centre(box);
    return boxes.every(({ element: other, box: theirs }) => {
      if (other === element || other.contains(element) || element.contains(other)) return true;
      const [ox, oy] = centre(theirs);
      if (isSmall(theirs)) return Math.hypot(x - ox, y - oy) >= LEAST;
      const [dx, dy] = [
        Math.max(theirs.left - x, 0, x - theirs.right),
        Math.max(theirs.top - y, 0, y - theirs.bottom),
      ];
      return Math.hypot(dx, dy) >= LEAST / 2;
    });
  };
  return boxes
    .filter(({ element, box }) => isSmall(box) && !isInText(element) && !hasRoom(element, box))
    .map(
      ({ element, box }) =>
        `${element.outerHTML.slice(0, 90)} is ${box.width.toFixed(0)} by ${box.height.toFixed(0)}`,
    );
}

/** In the page: what would move for somebody who asked that nothing does. */
function moving(): readonly string[] {
  const seconds = (text: string) => Math.max(...text.split(",").map((each) => Number.parseFloat(each)));
  return [...document.querySelectorAll("*")].flatMap((element) => {
    const { transitionDuration, animationDuration, animationName, scrollBehavior } =
      getComputedStyle(element);
    const isMoving =
      seconds(transitionDuration) > 0.001 ||
      (animationName !== "none" && seconds(animationDuration) > 0.001) ||
      scrollBehavior === "smooth";
    return isMoving ? [`${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} moves`] : [];
  });
}

const look = async (page: Page) => [
  ...(await page.evaluate(smallTargets)),
  ...(await page.evaluate(moving)),
  ...(await focusFaults(page)),
];

test("Tab goes through each main screen as one reads it, to targets that are seen and large enough, and nothing moves", async () => {
  assert.deepEqual(await walk(walked, { width: 1280 }, look), []);
});

test("so it does from right to left, on a narrow screen", async () => {
  assert.deepEqual(await walk(mirrored, { width: 360, language: "ar" }, look), []);
});
