/** The document that pictures are drawn into outside a browser. */
import { parseHTML } from "linkedom";

/** A new, empty document. */
export function chartDocument(): Document {
  return parseHTML("<!doctype html><html><body></body></html>").document;
}
