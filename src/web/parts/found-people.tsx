/** The people that a search has found so far, nearest first: how many there are, and how many of them are shown. */
import { type ReactNode, useEffect, useRef } from "react";
import type { Person } from "../generated/api.ts";
import { useWords } from "../words.ts";
import { PersonCard } from "./person-card.tsx";

type Found = { readonly people: readonly Person[]; readonly total: number; readonly isCut: boolean };

export type FoundPeopleProps = {
  readonly pages: readonly Found[];
  readonly isUpdating: boolean;
  readonly hasProfiles?: boolean;
  readonly children: ReactNode; // what stands there when nobody was found
};

export function FoundPeople({ pages, isUpdating, hasProfiles = true, children }: FoundPeopleProps) {
  const { say } = useWords();
  const list = useRef<HTMLOListElement>(null);
  const people = [
    ...new Map(pages.flatMap((page) => page.people).map((each) => [each.entity, each])).values(),
  ];
  const { total, isCut } = pages.at(-1) ?? { total: 0, isCut: false };
  const before =
    (pages.at(0)?.people.length ?? 0) === 0 ? 0 : people.length - (pages.at(-1)?.people.length ?? 0);
  // The button that asked for more may be gone: whoever pressed it goes on at the first that came.
  useEffect(() => {
    if (before > 0) list.current?.querySelectorAll<HTMLElement>(":scope > li")[before]?.focus();
  }, [before]);
  return (
    <>
      <p role="status" className="found">
        {isUpdating ? say("search.updating") : say("search.found", { count: total })}
        {people.length < total && (
          <span className="soft"> {say("search.shown", { shown: people.length, total })}</span>
        )}
      </p>
      {total === 0 && children}
      <ol className="people" ref={list}>
        {people.map((person) => (
          <PersonCard key={person.entity} person={person} hasProfile={hasProfiles} />
        ))}
      </ol>
      {isCut && people.length >= total && <p className="attention">{say("search.cut")}</p>}
    </>
  );
}
