/** The frame of every screen: skip link, navigation by what the viewer may do, the last act, language, appearance. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  CatchBoundary,
  Link,
  Navigate,
  Outlet,
  useMatches,
  useNavigate,
  useRouterState,
} from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { type AriaLandmarkRole, useLandmark } from "react-aria/useLandmark";
import { enterAs, signOut } from "../queries/account.ts";
import { viewerQuery } from "../queries/viewer.ts";
import { type Route, routes } from "../routes.ts";
import { takeOver } from "../take-over.ts";
import { useWords } from "../words.ts";
import { ActLine } from "./act-line.tsx";
import { FailedScreen } from "./answer.tsx";
import { KeysHelp } from "./keys-help.tsx";
import { LanguageChoice } from "./language-choice.tsx";
import { Navigation } from "./navigation.tsx";
import { PushButton } from "./push-button.tsx";
import { ThemeChoice } from "./theme-choice.tsx";

export function Shell() {
  const { say, reviewed } = useWords();
  return (
    <>
      <a className="skip" href="#content">
        {say("shell.skip")}
      </a>
      <Landmark role="banner" className="shell-header">
        <Link to="/" className="shell-name">
          <Emblem />
          {say("shell.name")}
        </Link>
        <Whose />
        <SignOut />
        <KeysHelp />
      </Landmark>
      <div className="shell-body">
        <Navigation />
        <Content />
      </div>
      <ActLine />
      <Landmark role="contentinfo" className="shell-footer">
        {!reviewed && (
          <p className="shell-unreviewed">
            {say("shell.unreviewed")} {say("shell.originals")}
          </p>
        )}
        <div className="shell-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </Landmark>
    </>
  );
}

type LandmarkProps = {
  readonly role: AriaLandmarkRole;
  readonly className: string;
  readonly children: ReactNode;
};

/** A region that F6 goes to. */
function Landmark({ role, className, children }: LandmarkProps) {
  const region = useRef<HTMLDivElement>(null);
  const { landmarkProps } = useLandmark({ role }, region);
  return (
    <div {...landmarkProps} ref={region} className={className}>
      {children}
    </div>
  );
}

function Whose() {
  const { say } = useWords();
  const viewer = useQuery(viewerQuery).data;
  if (viewer?.as === "public") return <Link to="/sign-in">{say("signIn.title")}</Link>;
  if (viewer?.name === undefined) return null;
  return (
    <p className="shell-whose">
      <Link to="/account">
        <bdi>{viewer.name}</bdi>
      </Link>
      {viewer.organisation !== undefined && (
        <span className="second">
          <bdi>{viewer.organisation.name}</bdi>
        </span>
      )}
    </p>
  );
}

/** Takes the session away, and everything that was shown in it. */
function SignOut() {
  const { say } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const viewer = useQuery(viewerQuery).data;
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: (me) => {
      enterAs(client, me);
      void navigate({ to: "/sign-in" });
    },
  });
  if (viewer?.way === undefined) return null;
  return (
    <PushButton quiet isDisabled={leave.isPending} onPress={() => leave.mutate()}>
      {say("signIn.out")}
    </PushButton>
  );
}

/** The screen; when another one comes, the focus goes to its heading, as it would to the beginning of a new page. */
function Content() {
  const main = useRef<HTMLElement>(null);
  const { landmarkProps } = useLandmark({ role: "main" }, main);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const shown = useRef(path);
  useEffect(() => (main.current === null ? undefined : whenHeaded(main.current, takeOver)), []);
  useEffect(() => {
    const isNew = shown.current !== undefined && shown.current !== path;
    shown.current = path;
    return isNew && main.current !== null ? focusHeading(main.current) : undefined;
  }, [path]);
  return (
    <main {...landmarkProps} id="content" className="shell-main" ref={main} tabIndex={-1}>
      <CatchBoundary getResetKey={() => path ?? ""} errorComponent={FailedScreen}>
        <Allowed>
          <Outlet />
        </Allowed>
      </CatchBoundary>
    </main>
  );
}

/** At once, or as soon as what the screen waits for is here, unless somebody has gone elsewhere by then. */
function focusHeading(main: HTMLElement): () => void {
  main.focus();
  return whenHeaded(main, (heading) => {
    if (document.activeElement === main || document.activeElement === document.body) heading.focus();
  });
}

/** Acts when the screen has its heading: at once, or as soon as what it waits for is here. */
function whenHeaded(main: HTMLElement, act: (heading: HTMLElement) => void): () => void {
  const find = () => main.querySelector<HTMLElement>("h1");
  const watch = new MutationObserver(() => {
    const came = find();
    if (came === null) return;
    watch.disconnect();
    act(came);
  });
  const heading = find();
  if (heading === null) watch.observe(main, { childList: true, subtree: true });
  else act(heading);
  return () => watch.disconnect();
}

/** A screen that its viewer may not use says so in one line, wherever they came from. */
function Allowed({ children }: { readonly children: ReactNode }) {
  const { say } = useWords();
  const full = useMatches().at(-1)?.fullPath;
  const viewer = useQuery(viewerQuery).data;
  const deed = (routes as readonly Route[]).find(({ path }) => path === full)?.deed;
  if (deed === undefined || viewer === undefined || viewer.deeds.includes(deed)) return children;
  if (viewer.as === "public") return <Navigate to="/sign-in" />;
  return (
    <>
      <h1 tabIndex={-1}>{say("shell.notAllowed")}</h1>
      <p className="lead">{say("shell.notAllowedWhy")}</p>
    </>
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
