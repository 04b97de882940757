/** The frame of every screen: skip link, navigation, language, appearance. */
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { navigation } from "../navigation.ts";
import { useWords } from "../words.ts";
import { LanguageChoice } from "./language-choice.tsx";
import { ThemeChoice } from "./theme-choice.tsx";

export function Shell() {
  const { say, reviewed } = useWords();
  return (
    <>
      <a className="skip" href="#content">
        {say("shell.skip")}
      </a>
      <header className="shell-header">
        <Link to="/" className="shell-name">
          <Emblem />
          {say("shell.name")}
        </Link>
        <nav aria-label={say("shell.navigation")}>
          <ul className="shell-nav">
            {navigation.map(({ path, word }) => (
              <li key={path}>
                <Link to={path} activeOptions={{ exact: path === "/", includeSearch: false }}>
                  {say(word)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <Content />
      <footer className="shell-footer">
        {!reviewed && <p className="shell-unreviewed">{say("shell.unreviewed")}</p>}
        <div className="shell-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </footer>
    </>
  );
}

/** The screen; when another one comes, the focus goes to its beginning, as it would on a new page. */
function Content() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current !== undefined && shown.current !== path) main.current?.focus();
    shown.current = path;
  }, [path]);
  return (
    <main id="content" className="shell-main" ref={main} tabIndex={-1}>
      <Outlet />
    </main>
  );
}

function Emblem() {
  return (
    <svg className="shell-emblem" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d="M2 2h16v6H2z" fill="currentColor" />
      <path d="M2 14.5h5M13 14.5h5M2 11v7M18 11v7" stroke="currentColor" strokeWidth="2" fill="none" />
      <circle cx="10" cy="14.5" r="3" stroke="currentColor" strokeWidth="2" fill="none" />
    </svg>
  );
}
