/** Starts the browser application. */
import { createRoot } from "react-dom/client";
import { Application } from "./application.tsx";
import { readLanguage, readTheme, showTheme } from "./preferences.ts";
import { startWords } from "./words.ts";
import "virtual:tokens.css";
import "./app.css";
import "./shell.css";
import "./parts/parts.css";

showTheme(readTheme());
const root = document.getElementById("root");
if (root === null) throw new Error("got no #root in index.html, wanted one");
await startWords(readLanguage());
createRoot(root).render(<Application />);
