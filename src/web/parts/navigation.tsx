/** The navigation: the screens that the viewer may use, in groups; on a narrow screen behind a button. */
import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useId, useRef, useState } from "react";
import { useLandmark } from "react-aria/useLandmark";
import type { Me } from "../generated/api.ts";
import { viewerQuery } from "../queries/viewer.ts";
import { type Group, groups, type Route, routes } from "../routes.ts";
import { useWords } from "../words.ts";

export function Navigation() {
  const { say } = useWords();
  const region = useRef<HTMLElement>(null);
  const label = say("shell.navigation");
  const { landmarkProps } = useLandmark({ role: "navigation", "aria-label": label }, region);
  const [isOpen, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const shownPath = useRef(path);
  useEffect(() => {
    if (shownPath.current !== path) setOpen(false);
    shownPath.current = path;
  }, [path]);
  const list = useId();
  const viewer = useQuery(viewerQuery).data;
  return (
    <nav {...landmarkProps} ref={region} className="shell-nav" data-open={isOpen || undefined}>
      <button
        type="button"
        className="button shell-menu"
        aria-expanded={isOpen}
        aria-controls={list}
        onClick={() => setOpen(!isOpen)}
      >
        {say("shell.menu")}
      </button>
      <div id={list} className="shell-groups">
        {groups.map((group) => (
          <Links key={group} group={group} viewer={viewer} />
        ))}
      </div>
    </nav>
  );
}

function Links({ group, viewer }: { readonly group: Group; readonly viewer: Me | undefined }) {
  const { say } = useWords();
  const heading = useId();
  const shown = (routes as readonly Route[]).filter(
    ({ group: of, deed }) =>
      of === group && (deed === undefined || viewer === undefined || viewer.deeds.includes(deed)),
  );
  if (shown.length === 0) return null;
  return (
    <>
      <p id={heading} className="shell-group">
        {say(`shell.group.${group}`)}
      </p>
      <ul aria-labelledby={heading}>
        {shown.map(({ path, word }) => (
          <li key={path}>
            <Link to={path} activeOptions={{ exact: path === "/", includeSearch: false }}>
              {say(word)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
