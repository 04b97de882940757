/** Keys: matched by where they lie (`code`), since a Cyrillic, Armenian, Georgian or Arabic layout has no "y". */
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from "react";
import type { PlainKey } from "../pages/legal-keys.ts";

export type Shortcut = {
  readonly code: string; // KeyboardEvent.code: `KeyZ`, `Digit1`, `Slash`
  readonly sign?: string; // what it writes, of a key that is known by that in every layout: `?`
  readonly shift?: boolean;
  readonly control?: boolean; // Ctrl, and Command on a Macintosh
  readonly shown: string; // as it is printed: `Ctrl+Z`
  readonly word: PlainKey; // what it does
  readonly act: () => void;
};

type Keys = {
  readonly layers: Set<readonly Shortcut[]>;
  readonly isOn: boolean; // whether single keys act
  readonly turn: (isOn: boolean) => void;
};

const Context = createContext<Keys>({ layers: new Set(), isOn: true, turn: () => {} });

/** Listens once; the layer that came last is asked first. */
export function ShortcutsProvider({ children }: { readonly children: ReactNode }) {
  const layers = useRef(new Set<readonly Shortcut[]>());
  const [isOn, turn] = useState(true);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.repeat || event.defaultPrevented || event.altKey) return;
      const pressed = [...layers.current].toReversed().flat();
      const found = pressed.find((shortcut) => isPressed(event, shortcut));
      if (found === undefined || isTyping(event.target)) return; // inside a field the key stays the field's
      if (!isOn && found.control !== true) return;
      event.preventDefault();
      found.act();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [isOn]);
  const keys = useMemo(() => ({ layers: layers.current, isOn, turn }), [isOn]);
  return <Context value={keys}>{children}</Context>;
}

function isPressed(event: KeyboardEvent, { code, sign, shift = false, control = false }: Shortcut): boolean {
  if (sign !== undefined && event.key === sign) return true;
  return event.code === code && event.shiftKey === shift && (event.ctrlKey || event.metaKey) === control;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"))
  );
}

/** Makes keys act while the part that asks for them is shown. Requires a list that is the same until it changes. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const { layers } = use(Context);
  useEffect(() => {
    layers.add(shortcuts);
    return () => void layers.delete(shortcuts);
  }, [layers, shortcuts]);
}

/** The keys that act now, and whether single ones do. */
export function useKeys(): Omit<Keys, "layers"> & { readonly list: () => readonly Shortcut[] } {
  const { layers, isOn, turn } = use(Context);
  return { isOn, turn, list: () => [...layers].flat() };
}
